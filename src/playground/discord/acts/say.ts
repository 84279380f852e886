import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import type { DiscordAct, DiscordOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { keepFile } from "../rest/draft.ts";
import { isTextual } from "../state/channels.ts";
import { typed } from "../state/mentions.ts";
import { edit, erase, post } from "../state/messages.ts";
import type { Channel, Person } from "../state/records.ts";
import { done } from "./outcome.ts";
import { needs, needsToSend, placeOf, type Spot, stop } from "./place.ts";

export type Say = Extract<DiscordAct, { kind: "say" }>;

export function say(core: Core, person: Person, act: Say): DiscordOutcome {
  const channel = placeOf(core, person, act.channel);
  if (!isTextual(channel)) refuse("notText");
  needsToSend(core, person, channel);
  const content = textOf(core, channel, act.content);
  const attachments = filesOf(core, person, channel, act.files ?? []);
  if (content === "" && attachments.length === 0) refuse("empty");
  const answered =
    act.reply === undefined ? undefined : (core.log.get(channel.id, act.reply) ?? refuse("unknownMessage"));
  const reply = answered === undefined ? {} : { type: 19, reference: { channel: channel.id, message: answered.id } };
  const allowed =
    act.ping === false
      ? { parse: ["users" as const, "roles" as const, "everyone" as const], replied_user: false }
      : undefined;
  const message = post(core, channel, { author: person.id, content, attachments, allowed, ...reply });
  return { ok: true, id: message.id };
}

/** What is typed as a client sends it; too much is not sent. */
export function textOf(core: Core, channel: Channel, text: string): string {
  const content = typed(core, channel, text.trim());
  if (content.length > limits.content) stop("Your message is too long.");
  return content;
}

/** Uploads to be sent, each once and by whoever put it up. */
export function filesOf(core: Core, person: Person, channel: Channel, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  needs(core, person, channel, "attachFiles");
  if (ids.length > limits.files) stop("Too many uploads!");
  if (ids.some((id) => core.files.get(id)?.by !== person.id)) stop("There is no such file.");
  return ids;
}

export type Upload = Extract<DiscordAct, { kind: "upload" }>;

export function upload(core: Core, person: Person, { name, mediaType, base64 }: Upload): DiscordOutcome {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  if (bytes.length > limits.fileBytes) stop("Your files are too powerful. Max file size is 10 MB.");
  return { ok: true, id: keepFile(core, { key: "0", name, type: mediaType, bytes }, person.id).id };
}

export function editOwn(core: Core, person: Person, { channel, message }: Spot, text: string): DiscordOutcome {
  if (message.author !== person.id || ![0, 19].includes(message.type)) refuse("notYours");
  if (channel.thread?.archived) refuse("archived");
  const content = textOf(core, channel, text);
  if (content === "" && message.attachments.length === 0) refuse("empty");
  if (content !== message.content) edit(core, message, { content });
  return { ok: true, id: message.id };
}

/** Their own message, or any with the right to manage messages; an ephemeral one is only dismissed. */
export function remove(core: Core, person: Person, { channel, message }: Spot): DiscordOutcome {
  if (message.author !== person.id && message.ephemeralTo !== person.id) needs(core, person, channel, "manageMessages");
  erase(core, channel, [message]);
  return done;
}
