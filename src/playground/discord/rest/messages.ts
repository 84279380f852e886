import { z } from "zod";
import { isJson, type Json } from "../../json.ts";
import { may, need, sendingIn } from "../access.ts";
import { snowflake } from "../check/fields.ts";
import { type MessageBody, readMessage } from "../check/message.ts";
import { read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { censor } from "../gateway/censor.ts";
import { compareIds, instantOf } from "../ids.ts";
import { refuse, refuseForm } from "../refusal.ts";
import { edit, erase, post } from "../state/messages.ts";
import { type Channel, flags, type Message } from "../state/records.ts";
import { wireMessage } from "../wire/message.ts";
import { changeOf, draftOf } from "./draft.ts";
import { type Call, limitOf, messageOf, type Routes, readableOf, textChannelOf } from "./route.ts";

const editable = new Set([0, 19, 20, 23]);

/** Messages said by people carry no content for an app without the message content intent. */
export function shown(core: Core, message: Message): Json {
  const wired = wireMessage(core, message);
  return core.installation()?.intents.messageContent ? wired : censor(core, wired);
}

export const messageRoutes: Routes = {
  "GET /channels/:channel/messages": {
    run: (core, call) => {
      const channel = readableOf(core, call);
      return pageOf(core, channel, call).map((message) => shown(core, message));
    },
  },
  "POST /channels/:channel/messages": {
    run: (core, call) => create(core, textChannelOf(core, call), call),
  },
  "POST /channels/:channel/messages/bulk-delete": { run: bulkDelete },
  "GET /channels/:channel/messages/:message": {
    run: (core, call) => {
      const channel = readableOf(core, call);
      return shown(core, messageOf(core, channel, call.params.message));
    },
  },
  "PATCH /channels/:channel/messages/:message": {
    run: (core, call) => {
      const channel = textChannelOf(core, call);
      const before = messageOf(core, channel, call.params.message);
      if (before.author !== core.identity.bot.userId || before.as !== undefined) refuse("notYours");
      if (!editable.has(before.type)) refuse("systemMessage");
      if (channel.thread?.archived) refuse("archived");
      const change = changeOf(core, before, { body: call.json, files: call.files });
      if (call.files.length > 0) need(core, channel, "attachFiles");
      return wireMessage(core, edit(core, before, change));
    },
  },
  "DELETE /channels/:channel/messages/:message": {
    run: (core, call) => {
      const channel = textChannelOf(core, call);
      const message = messageOf(core, channel, call.params.message);
      if (message.author !== core.identity.bot.userId) {
        if (channel.guild === undefined) refuse("dmOnly");
        need(core, channel, "manageMessages");
      }
      if (channel.thread?.archived) refuse("archived");
      erase(core, channel, [message]);
      return null;
    },
  },
  "POST /channels/:channel/typing": {
    run: (core, call) => {
      const channel = textChannelOf(core, call);
      need(core, channel, sendingIn(channel));
      return null;
    },
  },
};

/** Newest first. */
function pageOf(core: Core, channel: Channel, call: Call): readonly Message[] {
  const limit = limitOf(call, 50, 100);
  const all = core.log.in(channel.id).filter((message) => message.ephemeralTo === undefined);
  const [around, before, after] = ["around", "before", "after"].map((name) => call.query.get(name));
  if (after)
    return all
      .filter(({ id }) => compareIds(id, after) > 0)
      .slice(0, limit)
      .toReversed();
  if (before)
    return all
      .filter(({ id }) => compareIds(id, before) < 0)
      .slice(-limit)
      .toReversed();
  if (around) {
    const half = Math.floor(limit / 2);
    const earlier = all.filter(({ id }) => compareIds(id, around) < 0).slice(-half);
    return [
      ...earlier,
      ...all.filter(({ id }) => compareIds(id, around) >= 0).slice(0, limit - earlier.length),
    ].toReversed();
  }
  return all.slice(-limit).toReversed();
}

/** What somebody needs to send this; archived threads open again unless they are locked. */
function needToSend(core: Core, channel: Channel, { files }: Pick<Call, "files">): void {
  need(core, channel, sendingIn(channel));
  if (files.length > 0) need(core, channel, "attachFiles");
  if (channel.thread?.archived && channel.thread.locked) {
    if (!may(core, core.identity.bot.userId, channel, "manageThreads")) refuse("locked");
  }
  const other = channel.recipients?.find((user) => user !== core.identity.bot.userId);
  if (other !== undefined && core.people.get(other)?.closed) refuse("cannotDirect");
}

function create(core: Core, channel: Channel, call: Call): Json {
  needToSend(core, channel, call);
  const body = readMessage(call.json);
  const same = body.enforce_nonce ? saidWith(core, body.nonce) : undefined;
  if (same !== undefined) return wireMessage(core, same);
  const draft = draftOf(core, { body: call.json, files: call.files }, body);
  const mayEmbed = may(core, core.identity.bot.userId, channel, "embedLinks");
  return wireMessage(
    core,
    post(core, channel, {
      ...draft,
      // Without the permission embeds are left out, not refused.
      ...(mayEmbed ? {} : { embeds: [] }),
      flags: draft.flags & ~flags.ephemeral,
      ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
      ...replyTo(core, channel, body),
    }),
  );
}

/** A message of the bot's own with this nonce, said in the last minutes, wherever it was. */
function saidWith(core: Core, nonce: string | number | undefined): Message | undefined {
  if (nonce === undefined) return undefined;
  const since = core.now().subtract({ minutes: 5 });
  const me = core.identity.bot.userId;
  return core.nonces.find(nonce, since, me);
}

function replyTo(core: Core, channel: Channel, { message_reference: asked }: MessageBody) {
  if (asked === undefined) return {};
  const place = asked.channel_id ?? channel.id;
  const found = core.log.get(place, asked.message_id);
  const isThere = place === channel.id && found !== undefined && found.ephemeralTo === undefined;
  if (!isThere && asked.fail_if_not_exists) {
    refuseForm([
      { path: ["message_reference"], code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", message: "Unknown message" },
    ]);
  }
  if (!isThere) return {};
  need(core, channel, "readHistory");
  return { type: 19, reference: { channel: place, message: asked.message_id } };
}

function bulkDelete(core: Core, call: Call): null {
  const channel = textChannelOf(core, call);
  if (channel.guild === undefined) refuse("dmOnly");
  need(core, channel, "manageMessages");
  const { messages: ids } = read(z.object({ messages: z.array(snowflake) }), isJson(call.json) ? call.json : {});
  if (ids.length < 2 || ids.length > 100) refuse("bulkAmount");
  const oldest = core.now().subtract({ hours: 14 * 24 });
  if (ids.some((id) => Temporal.Instant.compare(instantOf(id), oldest) < 0)) refuse("tooOld");
  erase(
    core,
    channel,
    ids.flatMap((id) => core.log.get(channel.id, id) ?? []),
  );
  return null;
}
