import type { Core } from "../core.ts";
import { makeId } from "../ids.ts";
import { cutText } from "../limits.ts";
import { typed } from "../markup.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { epochSeconds } from "../stamps.ts";
import { edit, erase, markRead, pin, react } from "../state/messages.ts";
import type { Channel, Message, Person } from "../state/records.ts";
import { done, failed } from "./outcome.ts";

function own(person: Person, channel: Channel, message: Message, error: string): void {
  if (!channel.members.includes(person.id)) refuse("not_in_channel");
  if (message.user !== person.id || message.about !== undefined) refuse(error);
}

/** A person changes their own words. */
export function editOwn(core: Core, person: Person, at: Place, text: string): SlackOutcome {
  const { channel, message } = at;
  own(person, channel, message, "cant_update_message");
  if (channel.archived) return failed("is_archived");
  const words = cutText(typed(core, text.trim()));
  if (words === "" && message.files === undefined) return failed("no_text");
  if (words === message.text) return { ok: true, ts: message.ts };
  edit(core, channel, message, { text: words, edited: { user: person.id, ts: core.stamp() } });
  return { ok: true, ts: message.ts };
}

export interface Place {
  readonly channel: Channel;
  readonly message: Message;
}

/** Their own message, or any if they own the workspace; an ephemeral one is only dismissed. */
export function removeOwn(core: Core, person: Person, { channel, message }: Place): SlackOutcome {
  if (!person.owner && message.ephemeralTo !== person.id) own(person, channel, message, "cant_delete_message");
  erase(core, channel, message);
  return done;
}

export type React = Extract<SlackAct, { kind: "react" | "unreact" }>;

export function reactAs(core: Core, person: Person, { channel, message }: Place, act: React): SlackOutcome {
  if (message.ephemeralTo !== undefined) return failed("message_not_found");
  if (channel.archived) return failed("is_archived");
  const add = act.kind === "react";
  const changed = react(core, channel, message, { user: person.id, name: act.name.replaceAll(":", ""), add });
  return changed ? done : failed(add ? "already_reacted" : "no_reaction");
}

export function pinAs(core: Core, person: Person, { channel, message }: Place, add: boolean): SlackOutcome {
  if (message.ephemeralTo !== undefined) return failed("message_not_found");
  if (!channel.members.includes(person.id)) return failed("not_in_channel");
  return pin(core, channel, message, { user: person.id, add }) ? done : failed(add ? "already_pinned" : "no_pin");
}

export function readTo(core: Core, person: Person, channel: Channel, ts: string): SlackOutcome {
  markRead(core, channel.id, person.id, ts);
  return done;
}

export type Upload = Extract<SlackAct, { kind: "upload" }>;

/** A file put into Slack, to be sent with a message. */
export function upload(core: Core, person: Person, { name, mediaType, base64 }: Upload): SlackOutcome {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length === 0) return failed("file_empty");
  const id = makeId("F");
  const created = epochSeconds(core.now());
  core.storage.putBytes(id, bytes);
  core.files.put({ id, name, mimetype: mediaType, size: bytes.length, user: person.id, created, channels: [] });
  return { ok: true, id };
}
