import { type Json, tidy } from "../../json.ts";
import { checkAttachments, checkMessageBlocks, checkMetadata } from "../blocks/check.ts";
import type { Core } from "../core.ts";
import { cutText, limits, noteLength } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { type Draft, edit, erase, post } from "../state/messages.ts";
import { openDm } from "../state/people.ts";
import type { Channel, Message } from "../state/records.ts";
import { wireMessage } from "../wire.ts";
import {
  type Args,
  channelOf,
  isMember,
  jsonList,
  jsonObject,
  type Methods,
  messageOf,
  openChannelOf,
} from "./method.ts";

export const chatMethods: Methods = {
  "chat.postMessage": { scopes: ["chat:write"], run: postMessage },
  "chat.update": { scopes: ["chat:write"], run: updateMessage },
  "chat.delete": {
    scopes: ["chat:write"],
    run: (core, args) => {
      const channel = channelOf(core, args);
      const message = messageOf(core, channel, args.required("ts"));
      if (message.user !== core.identity.bot.userId) refuse("cant_delete_message");
      erase(core, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  "chat.postEphemeral": {
    scopes: ["chat:write"],
    run: (core, args) => {
      const channel = openChannelOf(core, args);
      const user = core.people.get(args.required("user")) ?? refuse("user_not_found");
      if (!channel.members.includes(user.id)) refuse("user_not_in_channel");
      const content = readContent(core, args);
      if (isEmpty(content)) refuse("no_text");
      const message = post(core, channel, { ...content, ...threadOf(core, channel, args), ephemeralTo: user.id });
      return { message_ts: message.ts };
    },
  },
  "chat.getPermalink": {
    scopes: [],
    run: (core, args) => {
      const channel = channelOf(core, args);
      const message = messageOf(core, channel, args.required("message_ts"));
      return { channel: channel.id, permalink: permalinkOf(core, message) };
    },
  },
};

/** The address a message is known by; in the playground it is never opened. */
export function permalinkOf({ identity }: Core, { channel, ts, thread_ts }: Message): string {
  const thread = thread_ts === undefined || thread_ts === ts ? "" : `?thread_ts=${thread_ts}&cid=${channel}`;
  return `https://${identity.team.domain}.slack.com/archives/${channel}/p${ts.replace(".", "")}${thread}`;
}

export type Content = Pick<Draft, "user" | "bot_id" | "app_id" | "text"> &
  Partial<Pick<Draft, "blocks" | "attachments" | "metadata">>;

/** What a call wants said, checked as Slack checks it. */
export function readContent(core: Core, args: Args): Content {
  const { userId, botId, appId } = core.identity.bot;
  const blocks = jsonList(args, "blocks", "invalid_blocks_format");
  const attachments = jsonList(args, "attachments", "invalid_attachments");
  const metadata = jsonObject(args, "metadata", "invalid_metadata_format");
  const checked = blocks === undefined ? undefined : checkMessageBlocks(blocks);
  const attached = attachments === undefined ? undefined : checkAttachments(attachments);
  return {
    user: userId,
    bot_id: botId,
    app_id: appId,
    text: cutText(args.text("text") ?? args.text("markdown_text") ?? ""),
    ...(checked === undefined ? {} : { blocks: checked }),
    ...(attached === undefined ? {} : { attachments: attached }),
    ...(metadata === undefined ? {} : { metadata: checkMetadata(metadata) }),
  };
}

export function isEmpty({ text, blocks = [], attachments = [] }: Omit<Content, "user">): boolean {
  return text.trim() === "" && blocks.length === 0 && attachments.length === 0;
}

function threadOf(core: Core, channel: Channel, args: Args): Json & { readonly thread_ts?: string } {
  const ts = args.text("thread_ts");
  if (ts === undefined || ts === "") return {};
  const root = core.log.get(channel.id, ts);
  if (root === undefined) return refuse("thread_not_found");
  return { thread_ts: root.thread_ts ?? ts };
}

function postMessage(core: Core, args: Args): Json {
  const channel = destination(core, args);
  if (channel.archived) refuse("is_archived");
  const content = readContent(core, args);
  if (isEmpty(content)) refuse("no_text");
  const username = args.text("username");
  const custom = (core.installation()?.scopes ?? []).includes("chat:write.customize") && username !== undefined;
  const message = post(core, channel, {
    ...content,
    ...threadOf(core, channel, args),
    ...(custom ? { username } : {}),
    ...(args.flag("reply_broadcast") && args.text("thread_ts") ? { broadcast: true } : {}),
  });
  return said(core, message, args);
}

function said(core: Core, message: Message, args: Args): Json {
  const warnings = noteLength(args.text("text") ?? "");
  return tidy({
    channel: message.channel,
    ts: message.ts,
    message: wireMessage(core, message, { metadata: true }),
    response_metadata: warnings.length === 0 ? undefined : { warnings },
  });
}

/** A person's id stands for the direct message with them; a public channel can be written to from outside with chat:write.public. */
function destination(core: Core, args: Args): Channel {
  const name = args.text("channel") ?? "";
  const person = core.people.get(name);
  if (person !== undefined) {
    if (person.deleted || person.bot) refuse("channel_not_found");
    return openDm(core, core.identity.bot.userId, person.id);
  }
  if (name === "") refuse("channel_not_found");
  const named = core.channels.find((each) => each.kind === "channel" && `#${each.name}` === name);
  const channel = named ?? channelOf(core, args);
  if (isMember(core, channel)) return channel;
  if (channel.archived) refuse("is_archived");
  if (!(core.installation()?.scopes ?? []).includes("chat:write.public")) refuse("not_in_channel");
  return channel;
}

/** What a call leaves out stays as it was; the text of a change is held to far less than that of a new message. */
function updateMessage(core: Core, args: Args): Json {
  const channel = channelOf(core, args);
  const before = messageOf(core, channel, args.required("ts"));
  const { userId, botId } = core.identity.bot;
  if (before.user !== userId || before.about !== undefined) refuse("cant_update_message");
  if (channel.archived) refuse("is_inactive");
  const given = args.text("text");
  if (Buffer.byteLength(given ?? "") > limits.changedTextBytes) refuse("msg_too_long");
  const { text, blocks, attachments, metadata } = readContent(core, args);
  const change = {
    ...(given === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  if (Object.keys(change).length === 0 || isEmpty({ ...before, ...change })) refuse("no_text");
  const edited = given !== undefined && blocks === undefined ? { edited: { user: botId, ts: core.stamp() } } : {};
  const after = edit(core, channel, before, { ...change, ...edited });
  return { channel: channel.id, ts: after.ts, text: after.text, message: wireMessage(core, after, { metadata: true }) };
}
