import type { Json } from "../../json.ts";
import { sees } from "../access.ts";
import { type AllowedMentions, textsIn } from "../check/message.ts";
import type { Core } from "../core.ts";
import { stampOf } from "../ids.ts";
import { gatewayMessage } from "../wire/message.ts";
import { mentionsOf } from "./mentions.ts";
import type { Channel, Message } from "./records.ts";
import { countIn, enterThread } from "./threads.ts";

export interface Draft
  extends Partial<Omit<Message, "channel" | "author" | "mentions" | "mentionRoles" | "mentionEveryone" | "pings">> {
  readonly author: string;
  readonly allowed?: AllowedMentions | undefined;
}

/** Tells every page what to read again. */
export function tellAbout(
  core: Core,
  channel: Channel,
  { id, ephemeralTo }: Pick<Message, "id" | "ephemeralTo">,
): void {
  const everyone = core.people.all().map((person) => person.id);
  const to = ephemeralTo === undefined ? everyone.filter((user) => sees(core, user, channel)) : [ephemeralTo];
  core.news.tell(to, { kind: "message", channel: channel.id, id });
}

/** Writes a message down and tells everybody who sees it, the app too. */
export function post(core: Core, place: Channel, { allowed, ...draft }: Draft): Message {
  const id = draft.id ?? core.nextId();
  const isQuiet = draft.ephemeralTo !== undefined;
  const channel = isQuiet ? place : enterThread(core, place, draft.author);
  const { content = "", components = [], reference } = draft;
  const answered =
    draft.type === 19 && reference?.message !== undefined
      ? core.log.get(reference.channel, reference.message)
      : undefined;
  const texts = [content, ...textsIn(components)];
  const message = core.log.put({
    type: 0,
    embeds: [],
    attachments: [],
    reactions: [],
    flags: 0,
    ...draft,
    id,
    channel: channel.id,
    content,
    components,
    ...mentionsOf(core, channel, { author: draft.author, texts, allowed, replyTo: answered?.author }),
  });
  core.nonces.keep(message);
  if (!isQuiet) {
    countIn(core, channel, message);
    markRead(core, channel.id, message.author, id);
    core.emit("MESSAGE_CREATE", gatewayMessage(core, message), { channel });
  }
  tellAbout(core, channel, message);
  return message;
}

export type Change = Partial<
  Pick<Message, "content" | "embeds" | "components" | "attachments" | "flags" | "reactions">
> & {
  readonly allowed?: AllowedMentions | undefined;
  /** Does it count as edited? What merely fills in an answer does not. */
  readonly silently?: boolean;
};

/** Changes what a message says and tells everybody; nobody is notified once more. */
export function edit(core: Core, before: Message, { allowed, silently = false, ...change }: Change): Message {
  const channel = core.channels.get(before.channel);
  const after = { ...before, ...change };
  if (channel === undefined) return after;
  const texts = [after.content, ...textsIn(after.components)];
  const { pings: _, ...mentioned } = mentionsOf(core, channel, { author: after.author, texts, allowed });
  const edited = silently ? {} : { edited: stampOf(core.now()) };
  const written = core.log.put({ ...after, ...mentioned, ...edited });
  update(core, channel, written);
  return written;
}

/** Tells of a message that is no longer as it was. */
export function update(core: Core, channel: Channel, message: Message): void {
  tellAbout(core, channel, message);
  if (message.ephemeralTo === undefined) core.emit("MESSAGE_UPDATE", gatewayMessage(core, message), { channel });
}

/** Removes messages; more than one at once is one event. */
export function erase(core: Core, channel: Channel, messages: readonly Message[]): void {
  const ids = messages.map((message) => message.id);
  for (const id of ids) core.log.remove(channel.id, id);
  const current = core.channels.get(channel.id) ?? channel;
  const pins = current.pins.filter((pin) => !ids.includes(pin.message));
  const thread =
    current.thread === undefined
      ? {}
      : { thread: { ...current.thread, count: Math.max(0, current.thread.count - ids.length) } };
  core.channels.put({ ...current, pins, ...thread });
  for (const message of messages) tellAbout(core, channel, message);
  const heard = messages.filter((message) => message.ephemeralTo === undefined).map((message) => message.id);
  const where: Json = { channel_id: channel.id, ...(channel.guild === undefined ? {} : { guild_id: channel.guild }) };
  if (heard.length === 1) core.emit("MESSAGE_DELETE", { id: heard[0], ...where }, { channel });
  if (heard.length > 1) core.emit("MESSAGE_DELETE_BULK", { ids: heard, ...where }, { channel });
}

/** A person has seen the channel up to here. */
export function markRead(core: Core, channelId: string, person: string, id: string): void {
  const channel = core.channels.get(channelId);
  if (channel === undefined || person === core.identity.bot.userId) return;
  if (BigInt(channel.read[person] ?? 0) >= BigInt(id)) return;
  core.channels.put({ ...channel, read: { ...channel.read, [person]: id } });
}
