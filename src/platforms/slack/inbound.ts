import type { z } from "zod";
import type { Place } from "../../domain/place.ts";
import type { Account, Inbound, Sent } from "../inbound.ts";
import { eventBody, event as eventShape, interaction, type Said, slashCommand } from "./body.ts";
import { submitted } from "./modal.ts";
import { newsOf } from "./news.ts";
import { permalinkOf, type Who } from "./who.ts";

/** The message shortcuts, by callback_id, and the command each stands for. */
export const shortcuts: Readonly<Record<string, string>> = {
  "open-from-message": "incident open",
  "add-to-incident": "incident link message",
};

/** What Slack sent, as an inbound; null for what is none of our business. */
export const toInbound = (body: unknown, who: Who): Inbound | null => {
  const asEvent = eventBody.safeParse(body);
  if (asEvent.success) return ofEvent(asEvent.data, who);
  const asCommand = slashCommand.safeParse(body);
  if (asCommand.success) return ofCommand(asCommand.data, who);
  const asInteraction = interaction.safeParse(body);
  return asInteraction.success ? ofInteraction(asInteraction.data, who) : null;
};

const ofCommand = (said: z.infer<typeof slashCommand>, who: Who): Inbound => ({
  kind: "command",
  key: `command:${said.trigger_id}`,
  line: `${said.command.slice(1)} ${said.text}`.trim(),
  place: { connection: who.connection, chat: said.channel_id },
  account: account(said.user_id, who, said.user_name),
  reach: { trigger: said.trigger_id, responseUrl: said.response_url },
});

const account = (id: string, who: Who, handle?: string): Account => ({
  id,
  realm: who.team,
  ...(handle === undefined ? {} : { handle }),
});

const ofInteraction = (said: z.infer<typeof interaction>, who: Who): Inbound | null => {
  const user = account(said.user.id, who, said.user.username ?? said.user.name);
  switch (said.type) {
    case "block_actions": {
      const [action] = said.actions;
      if (action === undefined) return null;
      const { channel_id: chat, thread_ts: thread, message_ts: message, is_ephemeral: ephemeral } = said.container;
      const chosen = action.selected_option
        ? [action.selected_option.value]
        : action.selected_options?.map(({ value }) => value);
      const isChoice = action.type.endsWith("select");
      return {
        kind: "press",
        key: `press:${said.trigger_id}`,
        id: action.action_id,
        place: {
          connection: who.connection,
          chat: chat ?? said.channel?.id ?? said.user.id,
          ...(thread === undefined ? {} : { thread }),
        },
        account: user,
        reach: {
          trigger: said.trigger_id,
          ...(said.response_url === undefined ? {} : { responseUrl: said.response_url }),
          ...(ephemeral === true ? { ephemeral: "yes" } : {}),
          ...(said.view?.type === "modal" ? { modal: said.view.id } : {}),
        },
        ...(isChoice ? { chosen: chosen ?? [] } : {}),
        ...(message === undefined || ephemeral === true ? {} : { message }),
      };
    }
    case "view_submission":
      return submitted(said.view, said.trigger_id ?? said.view.hash ?? "", user, who);
    case "block_suggestion":
      return null;
    case "message_action":
      return ofShortcut(said, user, who);
  }
};

const ofShortcut = (
  said: Extract<z.infer<typeof interaction>, { type: "message_action" }>,
  user: Account,
  who: Who,
): Inbound | null => {
  const line = shortcuts[said.callback_id];
  if (line === undefined) return null;
  const { message } = said;
  const place = {
    connection: who.connection,
    chat: said.channel.id,
    ...(message.thread_ts === undefined ? {} : { thread: message.thread_ts }),
  };
  const ref = { place, message: message.ts };
  return {
    kind: "command",
    key: `shortcut:${said.trigger_id}`,
    line,
    place,
    account: user,
    reach: { trigger: said.trigger_id, responseUrl: said.response_url },
    about: {
      ref,
      permalink: permalinkOf(who, ref),
      text: message.text ?? "",
      at: instantOf(message.ts),
      ...(message.files === undefined ? {} : { files: message.files.map(sent) }),
      ...(message.user === undefined || message.bot_id ? {} : { account: message.user }),
    },
  };
};

/** "1767603600.000100" is seconds since 1970. */
const instantOf = (ts: string): string => {
  const [seconds = "", part = ""] = ts.split(".");
  return Temporal.Instant.fromEpochNanoseconds(BigInt(`${seconds}${part.padEnd(9, "0").slice(0, 9)}`)).toString();
};

const ofEvent = (body: z.infer<typeof eventBody>, who: Who): Inbound | null => {
  const parsed = eventShape.safeParse(body.event);
  if (!parsed.success) return null;
  const event = parsed.data;
  switch (event.type) {
    case "message":
      return ofMessage(event, who);
    case "app_mention":
      return ofMention(event, who);
    default:
      return newsOf(event, body.event_id, who);
  }
};

/** A message that was read afterwards, and its edit. A command is left: who was not answered has seen that. */
export const ofRead = (message: object, channel: string, who: Who): readonly Inbound[] =>
  [
    { ...message, type: "message", channel },
    { ts: "", type: "message", subtype: "message_changed", channel, message },
  ].flatMap((told) => {
    const parsed = eventShape.safeParse(told);
    return (parsed.success && parsed.data.type === "message" && ofMessage(parsed.data, who)) || [];
  });

/** A message that is not there any more when its thread is read afterwards: nobody says who deleted it. */
export const ofMissing = (place: Place, ts: string, who: Who): Inbound => ({
  kind: "deletion",
  key: `deletion:${place.chat}:${ts}`,
  place,
  account: account("", who),
  reach: {},
  message: ts,
});

type Message = Extract<z.infer<typeof eventShape>, { type: "message" }>;

/** A message of which Slack tells only some. */
type Loose = { readonly [K in keyof Said]?: Said[K] | undefined };

/** A message that begins with our name is a command, and comes as a mention too. */
const addressed = (who: Who): RegExp => new RegExp(`^\\s*<@${who.bot}(?:\\|[^>]*)?>[\\s,:]*`);

const isOurs = (said: Loose, who: Who): boolean =>
  Boolean(said.bot_id) || said.user === who.bot || said.user === undefined || said.user === "USLACKBOT";

const said = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);

const ofMessage = (event: Message, who: Who): Inbound | null => {
  if (event.subtype === "message_changed") return ofEdit(event, who);
  if (event.subtype === "message_deleted") return ofDeletion(event, who);
  if (!said.has(event.subtype) || isOurs(event, who)) return null;
  if (event.channel_type === "im") return spoken(event, who);
  if (addressed(who).test(event.text ?? "")) return null;
  return {
    kind: "reply",
    key: `message:${event.channel}:${event.ts}`,
    ...from(event, event.channel, who),
    message: event.ts,
    text: event.text ?? "",
    files: (event.files ?? []).map(sent),
    toUs: event.parent_user_id === who.bot,
  };
};

const from = (message: Loose, chat: string, who: Who): Pick<Inbound, "place" | "account" | "reach"> => {
  // The first message of a thread carries its own name as the thread's.
  const thread =
    message.thread_ts === undefined || message.thread_ts === message.ts ? {} : { thread: message.thread_ts };
  return {
    place: { connection: who.connection, chat, ...thread },
    account: account(message.user ?? "", who),
    reach: message.ts === undefined ? {} : { message: message.ts },
  };
};

const sent = (file: NonNullable<Said["files"]>[number]): Sent => ({
  file: file.id,
  name: file.name || "file",
  mediaType: file.mimetype || "application/octet-stream",
  size: file.size ?? 0,
  ...(file.permalink ? { permalink: file.permalink } : {}),
});

const ofMention = (event: Said & { readonly channel: string }, who: Who): Inbound | null =>
  isOurs(event, who) || event.edited !== undefined || !addressed(who).test(event.text ?? "")
    ? null
    : spoken(event, who);

const spoken = (event: Said & { readonly channel: string }, who: Who): Inbound => ({
  kind: "command",
  key: `mention:${event.channel}:${event.ts}`,
  line: (event.text ?? "").replace(addressed(who), ""),
  ...(event.files === undefined ? {} : { files: event.files.map(sent) }),
  ...from(event, event.channel, who),
});

const ofEdit = (event: Message, who: Who): Inbound | null => {
  const { message, previous_message: before } = event;
  if (message?.ts === undefined) return null;
  if (message.subtype === "tombstone") return deletion(event.channel, message.ts, { ...before, ts: message.ts }, who);
  // Slack says "changed" of previews and of growing threads too.
  if (message.edited === undefined || message.text === before?.text || isOurs(message, who)) return null;
  if (event.channel_type === "im" || addressed(who).test(message.text ?? "")) return null;
  return {
    kind: "edit",
    key: `edit:${event.channel}:${message.ts}:${message.edited.ts}`,
    ...from(message, event.channel, who),
    message: message.ts,
    text: message.text ?? "",
    at: instantOf(message.edited.ts),
  };
};

const ofDeletion = (event: Message, who: Who): Inbound | null => {
  const { previous_message: before, deleted_ts: ts } = event;
  if (ts === undefined || event.channel_type === "im") return null;
  return deletion(event.channel, ts, { ...before, ts }, who);
};

const deletion = (chat: string, ts: string, before: Loose, who: Who): Inbound | null =>
  isOurs(before, who)
    ? null
    : { kind: "deletion", key: `deletion:${chat}:${ts}`, ...from(before, chat, who), message: ts };
