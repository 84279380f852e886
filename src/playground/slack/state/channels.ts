import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { makeId } from "../ids.ts";
import { epochSeconds } from "../stamps.ts";
import { kinds } from "../wire.ts";
import { emitIn, post } from "./messages.ts";
import type { Channel } from "./records.ts";

const namePattern = /^[\p{Ll}\p{Lo}\p{N}_-]+$/u;

/** Slack's word for what is wrong with a channel's name, or null. */
export function wrongName(core: Core, name: string): string | null {
  if (name === "") return "invalid_name_required";
  if (name.length > 80) return "invalid_name_maxlength";
  if (!namePattern.test(name)) return "invalid_name_specials";
  return core.channels.find((channel) => channel.name === name) === undefined ? null : "name_taken";
}

export interface NewChannel {
  readonly name: string;
  readonly private: boolean;
  readonly creator: string;
}

export function createChannel(core: Core, { name, private: isPrivate, creator }: NewChannel): Channel {
  const created = epochSeconds(core.now());
  const channel = core.channels.put({
    id: makeId("C"),
    kind: isPrivate ? "private" : "channel",
    name,
    topic: "",
    purpose: "",
    creator,
    created,
    archived: false,
    members: [creator],
    pins: [],
    bookmarks: [],
    read: {},
    formerNames: [],
  });
  if (!isPrivate) {
    const about = { id: channel.id, name, created, creator, is_channel: true };
    core.emit("channel_created", { type: "channel_created", channel: about, event_ts: core.stamp() });
  }
  core.news.tell(isPrivate ? [creator] : "everyone", { kind: "conversations" });
  return channel;
}

/** Lets somebody in, with the line that Slack writes about it; inviter is absent when they came by themselves. */
export function addMember(core: Core, channel: Channel, user: string, inviter?: string): Channel {
  if (channel.members.includes(user)) return channel;
  const joined = core.channels.put({ ...channel, members: [...channel.members, user] });
  const by = inviter === undefined ? {} : { inviter };
  note(core, joined, {
    subtype: `${kinds[channel.kind].type}_join`,
    user,
    text: `<@${user}> has joined the channel`,
    about: by,
  });
  const event = {
    user,
    channel: channel.id,
    channel_type: kinds[channel.kind].letter,
    team: core.identity.team.id,
    ...by,
  };
  emitIn(core, joined, "member_joined_channel", { type: "member_joined_channel", ...event, event_ts: core.stamp() });
  core.news.tell(joined.members, { kind: "conversations" });
  return core.channels.get(channel.id) ?? joined;
}

/** Takes somebody out; the app still hears of its own leaving. */
export function removeMember(core: Core, channel: Channel, user: string, by?: string): void {
  const left = core.channels.put({ ...channel, members: channel.members.filter((each) => each !== user) });
  note(core, left, { subtype: `${kinds[channel.kind].type}_leave`, user, text: `<@${user}> has left the channel` });
  const event = { user, channel: channel.id, channel_type: kinds[channel.kind].letter, team: core.identity.team.id };
  emitIn(core, channel, "member_left_channel", { type: "member_left_channel", ...event, event_ts: core.stamp() });
  if (user === core.identity.bot.userId && by !== user) {
    const type = channel.kind === "private" ? "group_left" : "channel_left";
    core.emit(type, { type, channel: channel.id, actor_id: by ?? user, event_ts: core.stamp() });
  }
  core.news.tell([...channel.members], { kind: "conversations" });
}

export function setTopic(core: Core, channel: Channel, user: string, topic: string): void {
  const changed = core.channels.put({ ...channel, topic });
  const text = `<@${user}> set the channel topic: ${topic}`;
  note(core, changed, { subtype: `${kinds[channel.kind].type}_topic`, user, text, about: { topic } });
  core.news.tell(channel.members, { kind: "conversations" });
}

export function setPurpose(core: Core, channel: Channel, user: string, purpose: string): void {
  const changed = core.channels.put({ ...channel, purpose });
  const text = `<@${user}> set the channel description: ${purpose}`;
  note(core, changed, { subtype: `${kinds[channel.kind].type}_purpose`, user, text, about: { purpose } });
  core.news.tell(channel.members, { kind: "conversations" });
}

export function renameChannel(core: Core, channel: Channel, user: string, name: string): Channel {
  const formerNames = [channel.name, ...channel.formerNames];
  const renamed = core.channels.put({ ...channel, name, formerNames });
  const text = `<@${user}> has renamed the channel from "${channel.name}" to "${name}"`;
  const about = { old_name: channel.name, name };
  note(core, renamed, { subtype: `${kinds[channel.kind].type}_name`, user, text, about });
  const told = { id: channel.id, name, created: channel.created };
  emitAbout(core, renamed, "rename", { channel: told });
  core.news.tell("everyone", { kind: "conversations" });
  return renamed;
}

export function archiveChannel(core: Core, channel: Channel, user: string): void {
  const text = `<@${user}> archived the channel`;
  note(core, channel, { subtype: `${kinds[channel.kind].type}_archive`, user, text });
  const noted = core.channels.get(channel.id) ?? channel;
  core.channels.put({ ...noted, archived: true });
  emitAbout(core, channel, "archive", { channel: channel.id, user });
  core.news.tell("everyone", { kind: "conversations" });
}

export function unarchiveChannel(core: Core, channel: Channel, user: string): void {
  const opened = core.channels.put({ ...channel, archived: false });
  const text = `<@${user}> un-archived the channel`;
  note(core, opened, { subtype: `${kinds[channel.kind].type}_unarchive`, user, text });
  emitAbout(core, opened, "unarchive", { channel: channel.id, user });
  core.news.tell("everyone", { kind: "conversations" });
}

export function deleteChannel(core: Core, channel: Channel, user: string): void {
  core.channels.remove(channel.id);
  core.log.forget(channel.id);
  emitAbout(core, channel, "deleted", { channel: channel.id, actor_id: user });
  core.news.tell("everyone", { kind: "conversations" });
}

/** News about a public channel reaches every app; about a private one only those in it. */
function emitAbout(core: Core, channel: Channel, what: string, event: Json): void {
  const type = `${kinds[channel.kind].type}_${what}`;
  const told = { type, ...event, event_ts: core.stamp() };
  if (channel.kind === "channel") core.emit(type, told);
  else emitIn(core, channel, type, told);
}

interface Note {
  readonly subtype: string;
  readonly user: string;
  readonly text: string;
  readonly about?: Json;
}

function note(core: Core, channel: Channel, { subtype, user, text, about }: Note): void {
  const isBot = user === core.identity.bot.userId;
  post(core, channel, {
    user,
    text,
    subtype,
    ...(isBot ? { bot_id: core.identity.bot.botId } : {}),
    ...(about === undefined ? {} : { about }),
  });
}
