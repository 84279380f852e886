import { tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { stampOf } from "../ids.ts";
import { wireChannel } from "../wire/channel.ts";
import { gatewayMessage } from "../wire/message.ts";
import { wireMember } from "../wire/person.ts";
import { post, tellAbout } from "./messages.ts";
import { type Channel, kinds, type Message, type Overwrite } from "./records.ts";

export function addChannel(core: Core, channel: Channel): Channel {
  const added = core.channels.put(channel);
  core.emit("CHANNEL_CREATE", wireChannel(core, added), { channel: added });
  core.news.tell("everyone", { kind: "channels" });
  return added;
}

export function changeChannel(core: Core, channel: Channel, change: Partial<Channel>): Channel {
  const changed = core.channels.put({ ...(core.channels.get(channel.id) ?? channel), ...change });
  core.emit("CHANNEL_UPDATE", wireChannel(core, changed), { channel: changed });
  core.news.tell("everyone", { kind: "channels" });
  return changed;
}

/** Removes a channel with everything in it; its threads go with it, unmentioned. */
export function deleteChannel(core: Core, channel: Channel): void {
  const { id, guild, parent, type } = channel;
  const about =
    channel.thread === undefined ? wireChannel(core, channel) : tidy({ id, guild_id: guild, parent_id: parent, type });
  core.emit(channel.thread === undefined ? "CHANNEL_DELETE" : "THREAD_DELETE", about, { channel });
  for (const each of core.channels.all()) {
    if (each.id !== id && (each.parent !== id || each.thread === undefined)) continue;
    core.channels.remove(each.id);
    core.log.forget(each.id);
  }
  core.news.tell("everyone", { kind: "channels" });
}

/** Lets somebody see a channel or takes it from them, by an overwrite of their own. */
export function setOverwrite(core: Core, channel: Channel, overwrite: Overwrite): Channel {
  const others = channel.overwrites.filter((each) => each.id !== overwrite.id);
  return changeChannel(core, channel, { overwrites: [...others, overwrite] });
}

/** Pins or unpins; false when it is already so. Pinning is said in the channel. */
export function pin(
  core: Core,
  channel: Channel,
  message: Message,
  by: { readonly user: string; readonly add: boolean },
): boolean {
  const current = core.channels.get(channel.id) ?? channel;
  if (current.pins.some((each) => each.message === message.id) === by.add) return false;
  const at = stampOf(core.now());
  const others = current.pins.filter((each) => each.message !== message.id);
  const pinned = core.channels.put({ ...current, pins: by.add ? [...others, { message: message.id, at }] : others });
  tellAbout(core, pinned, message);
  core.emit("MESSAGE_UPDATE", gatewayMessage(core, message), { channel: pinned });
  const latest = pinned.pins.at(-1)?.at ?? null;
  const about = tidy({ guild_id: channel.guild, channel_id: channel.id, last_pin_timestamp: latest });
  core.emit("CHANNEL_PINS_UPDATE", about, { channel: pinned });
  core.news.tell("everyone", { kind: "channels" });
  if (by.add)
    post(core, pinned, {
      author: by.user,
      type: 6,
      reference: { channel: channel.id, message: message.id },
      allowed: {},
    });
  return true;
}

/** Adds or takes back one person's reaction; false when it is already so. */
export function react(core: Core, channel: Channel, message: Message, by: Reaction): boolean {
  const { user, emoji, add } = by;
  const users = message.reactions.find((each) => each.emoji === emoji)?.users ?? [];
  if (users.includes(user) === add) return false;
  const kept = add ? [...users, user] : users.filter((each) => each !== user);
  const isNew = !message.reactions.some((each) => each.emoji === emoji);
  const changed = message.reactions.map((each) => (each.emoji === emoji ? { emoji, users: kept } : each));
  const reactions = (isNew ? [...changed, { emoji, users: kept }] : changed).filter((each) => each.users.length > 0);
  core.log.put({ ...message, reactions });
  tellAbout(core, channel, message);
  core.emit(add ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", reactionEvent(core, channel, message, by), {
    channel,
  });
  return true;
}

export interface Reaction {
  readonly user: string;
  readonly emoji: string;
  readonly add: boolean;
}

function reactionEvent(core: Core, channel: Channel, message: Message, { user, emoji, add }: Reaction) {
  const member = add && channel.guild !== undefined ? core.members.get(`${channel.guild}:${user}`) : undefined;
  return tidy({
    user_id: user,
    channel_id: channel.id,
    message_id: message.id,
    message_author_id: add ? message.author : undefined,
    guild_id: channel.guild,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    member: member === undefined ? undefined : wireMember(core, member),
  });
}

export function isTextual(channel: Channel): boolean {
  return channel.type !== kinds.forum && channel.type !== kinds.category;
}

/** Text channels have names in lower case, with hyphens for blanks. */
export function channelName(name: string, type: Channel["type"]): string {
  return type === kinds.category
    ? name
    : name
        .trim()
        .toLowerCase()
        .replaceAll(/\s+/g, "-")
        .replaceAll(/[^\p{L}\p{N}\p{Emoji}_-]/gu, "");
}
