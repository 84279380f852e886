import { randomUUID } from "node:crypto";
import { type Json, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { kinds, wireMessage } from "../wire.ts";
import type { Channel, Message } from "./records.ts";

export type Draft = Omit<Message, "channel" | "ts"> & { readonly broadcast?: boolean };

/** Tells the app about something in a conversation it is in. */
export function emitIn(core: Core, channel: Channel, subscription: string, event: Json): void {
  if (channel.members.includes(core.identity.bot.userId)) core.emit(subscription, event);
}

function emitMessage(core: Core, channel: Channel, event: Json): void {
  const { type, plural } = kinds[channel.kind];
  emitIn(core, channel, `message.${plural}`, { ...event, channel: channel.id, channel_type: type });
}

function tellAbout(core: Core, channel: Channel, { ts, thread_ts, ephemeralTo }: Message): void {
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const to = ephemeralTo === undefined ? channel.members : [ephemeralTo];
  core.news.tell(to, { kind: "message", channel: channel.id, ts, ...thread });
}

/** Writes a message down, tells everybody who sees it and the app. */
export function post(core: Core, channel: Channel, draft: Draft): Message {
  const { broadcast, ...content } = draft;
  const ts = core.stamp();
  const byPerson = draft.bot_id === undefined && draft.subtype === undefined;
  const message = core.log.put({
    channel: channel.id,
    ts,
    ...(byPerson ? { client_msg_id: randomUUID() } : {}),
    ...(broadcast ? { subtype: "thread_broadcast" } : draft.files === undefined ? {} : { subtype: "file_share" }),
    ...content,
  });
  tellAbout(core, channel, message);
  if (message.ephemeralTo !== undefined) return message;
  beginThread(core, channel, message);
  markRead(core, channel.id, message.user, ts);
  emitPosted(core, channel, message);
  return message;
}

function beginThread(core: Core, channel: Channel, { thread_ts, ts }: Message): void {
  if (thread_ts === undefined || thread_ts === ts) return;
  const root = core.log.get(channel.id, thread_ts);
  if (root !== undefined && root.thread_ts === undefined) core.log.put({ ...root, thread_ts });
}

function emitPosted(core: Core, channel: Channel, message: Message): void {
  const { userId } = core.identity.bot;
  const root = message.thread_ts === undefined ? undefined : core.log.get(channel.id, message.thread_ts);
  const told = tidy({
    ...wireMessage(core, message),
    root: message.subtype === "thread_broadcast" && root !== undefined ? wireMessage(core, root) : undefined,
    event_ts: message.ts,
  });
  emitMessage(core, channel, told);
  if (channel.kind !== "dm" && message.user !== userId && message.text.includes(`<@${userId}>`)) {
    emitIn(core, channel, "app_mention", { ...told, type: "app_mention", channel: channel.id });
  }
  for (const id of message.files ?? []) {
    const file = core.files.get(id);
    if (file === undefined) continue;
    core.files.put({ ...file, channels: [...new Set([...file.channels, channel.id])] });
    const shared = { channel_id: channel.id, file_id: id, user_id: message.user, file: { id } };
    emitIn(core, channel, "file_shared", { type: "file_shared", ...shared, event_ts: core.stamp() });
  }
}

export type Change = Partial<Pick<Message, "text" | "blocks" | "attachments" | "files" | "metadata" | "edited">>;

/** Changes what a message says and tells everybody. */
export function edit(core: Core, channel: Channel, before: Message, change: Change): Message {
  const previous = wireMessage(core, before);
  const after = core.log.put({ ...before, ...change });
  tellAbout(core, channel, after);
  if (after.ephemeralTo !== undefined) return after;
  const ts = core.stamp();
  emitMessage(core, channel, {
    type: "message",
    subtype: "message_changed",
    hidden: true,
    message: wireMessage(core, after),
    previous_message: previous,
    ts,
    event_ts: ts,
  });
  return after;
}

/** Removes a message; a thread's root that has replies leaves a tombstone. */
export function erase(core: Core, channel: Channel, message: Message): void {
  const previous = wireMessage(core, message);
  if (core.log.replies(channel.id, message.ts).some((reply) => reply.ephemeralTo === undefined)) {
    const { channel: id, ts, thread_ts = ts, user } = message;
    const text = "This message was deleted.";
    core.log.put({ channel: id, ts, thread_ts, user, subtype: "tombstone", text });
  } else {
    core.log.remove(channel.id, message.ts);
  }
  const pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  const left = pins.length === channel.pins.length ? channel : core.channels.put({ ...channel, pins });
  tellAbout(core, left, message);
  if (message.ephemeralTo !== undefined) return;
  const ts = core.stamp();
  emitMessage(core, left, {
    type: "message",
    subtype: "message_deleted",
    hidden: true,
    deleted_ts: message.ts,
    previous_message: previous,
    ts,
    event_ts: ts,
  });
}

/** Adds or takes back one person's reaction; false when it is already so. */
export function react(core: Core, channel: Channel, message: Message, by: ReactionBy): boolean {
  const { user, name, add } = by;
  const before = message.reactions ?? [];
  const users = before.find((reaction) => reaction.name === name)?.users ?? [];
  if (users.includes(user) === add) return false;
  const after = add ? [...users, user] : users.filter((each) => each !== user);
  const isNew = users.length === 0;
  const changed = before.map((reaction) => (reaction.name === name ? { name, users: after } : reaction));
  const reactions = (isNew ? [...before, { name, users: after }] : changed).filter((each) => each.users.length > 0);
  tellAbout(core, channel, core.log.put({ ...message, reactions }));
  const type = add ? "reaction_added" : "reaction_removed";
  const item = { type: "message", channel: channel.id, ts: message.ts };
  const event = { type, user, reaction: name, item, item_user: message.user, event_ts: core.stamp() };
  emitIn(core, channel, type, event);
  return true;
}

export interface ReactionBy {
  readonly user: string;
  readonly name: string;
  readonly add: boolean;
}

/** Pins or unpins; false when it is already so. */
export function pin(core: Core, channel: Channel, message: Message, by: PinBy): boolean {
  const { user, add } = by;
  if (channel.pins.some((each) => each.ts === message.ts) === add) return false;
  const created = Math.floor(core.now().epochMilliseconds / 1000);
  const pins = add
    ? [...channel.pins, { ts: message.ts, user, created }]
    : channel.pins.filter((each) => each.ts !== message.ts);
  core.channels.put({ ...channel, pins });
  tellAbout(core, channel, message);
  core.news.tell(channel.members, { kind: "conversations" });
  const type = add ? "pin_added" : "pin_removed";
  const item = { type: "message", channel: channel.id, created, created_by: user, message: wireMessage(core, message) };
  const event = { type, user, channel_id: channel.id, item, item_user: message.user, pin_count: pins.length };
  emitIn(core, channel, type, { ...event, has_pins: pins.length > 0, event_ts: core.stamp() });
  return true;
}

export interface PinBy {
  readonly user: string;
  readonly add: boolean;
}

/** A person has seen the conversation up to here. */
export function markRead(core: Core, channelId: string, person: string, ts: string): void {
  const channel = core.channels.get(channelId);
  if (channel === undefined || person === core.identity.bot.userId || (channel.read[person] ?? "0") >= ts) return;
  core.channels.put({ ...channel, read: { ...channel.read, [person]: ts } });
}

/** Removes a file from Slack and from the messages that show it. */
export function eraseFile(core: Core, id: string): void {
  const file = core.files.get(id);
  if (file === undefined) return;
  core.files.remove(id);
  for (const channelId of file.channels) {
    const channel = core.channels.get(channelId);
    if (channel === undefined) continue;
    for (const message of core.log.top(channelId).flatMap((top) => [top, ...core.log.replies(channelId, top.ts)])) {
      if (!message.files?.includes(id)) continue;
      edit(core, channel, message, { files: message.files.filter((each) => each !== id) });
    }
    emitIn(core, channel, "file_deleted", { type: "file_deleted", file_id: id, event_ts: core.stamp() });
  }
}
