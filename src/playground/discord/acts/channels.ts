import { may } from "../access.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { bitsOf } from "../permissions.ts";
import type { DiscordAct, DiscordOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { addChannel, changeChannel, channelName, deleteChannel, pin, react, setOverwrite } from "../state/channels.ts";
import { postIn, threadBeside, threadUnder } from "../state/opening.ts";
import { findPerson, memberOf, membersOf, openDm } from "../state/people.ts";
import { blankChannel } from "../state/populate.ts";
import { type Channel, kinds, type Person } from "../state/records.ts";
import { changeThread, joinThread, leaveThread } from "../state/threads.ts";
import { done } from "./outcome.ts";
import { needs, placeOf, type Spot, spotOf, stop } from "./place.ts";
import { filesOf, textOf } from "./say.ts";

export type NewThread = Extract<DiscordAct, { kind: "thread" }>;

export function startThread(core: Core, person: Person, act: NewThread): DiscordOutcome {
  const channel = placeOf(core, person, act.channel);
  if (channel.type !== kinds.text) refuse("wrongChannelType");
  needs(core, person, channel, act.private ? "createPrivateThreads" : "createPublicThreads");
  const name = nameOf(act.name);
  if (act.message === undefined)
    return { ok: true, id: threadBeside(core, channel, { name, owner: person.id, private: act.private ?? false }).id };
  const { message } = spotOf(core, person, { channel: act.channel, message: act.message });
  if (message.ephemeralTo !== undefined) refuse("unknownMessage");
  return { ok: true, id: threadUnder(core, channel, message, { name, owner: person.id }).id };
}

function nameOf(name: string): string {
  const trimmed = name.trim();
  return trimmed === "" || trimmed.length > limits.channelName
    ? stop(`A name has 1 to ${limits.channelName} characters.`)
    : trimmed;
}

export type NewPost = Extract<DiscordAct, { kind: "post" }>;

/** A post in a forum; tags by id or name. */
export function startPost(core: Core, person: Person, act: NewPost): DiscordOutcome {
  const forum = placeOf(core, person, act.channel);
  if (forum.type !== kinds.forum) refuse("wrongChannelType");
  needs(core, person, forum, "sendMessages");
  const tags = (act.tags ?? []).map(
    (name) => forum.tags?.find((tag) => tag.id === name || tag.name === name)?.id ?? stop(`There is no tag ${name}.`),
  );
  const official = forum.tags?.some((tag) => tag.moderated && tags.includes(tag.id)) ?? false;
  if (official) needs(core, person, forum, "manageThreads");
  if (tags.length > limits.appliedTags) stop(`A post has at most ${limits.appliedTags} tags.`);
  const content = textOf(core, forum, act.content);
  const attachments = filesOf(core, person, forum, act.files ?? []);
  if (content === "" && attachments.length === 0) refuse("empty");
  const asked = { name: nameOf(act.name), owner: person.id, tags };
  return { ok: true, id: postIn(core, forum, asked, { author: person.id, content, attachments }).channel.id };
}

export type Turn = Extract<
  DiscordAct,
  { kind: "archive" | "unarchive" | "lock" | "unlock" | "join" | "leave" | "remove" }
>;

/** What is done to a thread; a channel can only be removed. */
export function turn(core: Core, person: Person, { kind, channel: name }: Turn): DiscordOutcome {
  const channel = placeOf(core, person, name);
  if (kind === "remove") {
    needs(core, person, channel, channel.thread === undefined ? "manageChannels" : "manageThreads");
    if (channel.guild === undefined) refuse("dmOnly");
    deleteChannel(core, channel);
    return done;
  }
  const thread = channel.thread ?? refuse("wrongChannelType");
  const mayManage = may(core, person.id, channel, "manageThreads");
  switch (kind) {
    case "join":
      joinThread(core, channel, person.id);
      return done;
    case "leave":
      leaveThread(core, channel, person.id);
      return done;
    case "lock":
    case "unlock":
      if (!mayManage) refuse("missingPermissions");
      changeThread(core, channel, { locked: kind === "lock" });
      return done;
    default:
      if (!mayManage && (thread.locked || (kind === "archive" && thread.owner !== person.id)))
        refuse("missingPermissions");
      changeThread(core, channel, { archived: kind === "archive" });
      return done;
  }
}

export function rename(core: Core, person: Person, act: Extract<DiscordAct, { kind: "rename" }>): DiscordOutcome {
  const channel = placeOf(core, person, act.channel);
  const name = nameOf(act.name);
  if (channel.guild === undefined) refuse("dmOnly");
  if (channel.thread === undefined) {
    needs(core, person, channel, "manageChannels");
    changeChannel(core, channel, { name: channelName(name, channel.type) });
    return done;
  }
  if (channel.thread.owner !== person.id) needs(core, person, channel, "manageThreads");
  changeThread(core, channel, {}, { name });
  return done;
}

/** Lets somebody into a thread, or into a private channel. */
export function invite(core: Core, person: Person, act: Extract<DiscordAct, { kind: "invite" }>): DiscordOutcome {
  const channel = placeOf(core, person, act.channel);
  const invited = findPerson(core, act.person) ?? refuse("unknownUser");
  if (memberOf(core, channel.guild ?? "", invited.id) === undefined) refuse("unknownMember");
  if (channel.thread !== undefined) {
    joinThread(core, channel, invited.id);
    return done;
  }
  needs(core, person, channel, "manageRoles");
  letSee(core, channel, invited.id, true);
  return done;
}

export function letSee(core: Core, channel: Channel, user: string, sees: boolean): void {
  const view = bitsOf(["viewChannel"]);
  setOverwrite(core, channel, { id: user, type: 1, allow: sees ? view : "0", deny: sees ? "0" : view });
}

export function create(core: Core, person: Person, act: Extract<DiscordAct, { kind: "create" }>): DiscordOutcome {
  const guild = act.guild ?? core.identity.guildId;
  if (core.guilds.get(guild)?.owner !== person.id) refuse("missingPermissions");
  const type = act.forum ? kinds.forum : kinds.text;
  const name = channelName(nameOf(act.name.replace(/^#/, "")), type);
  const view = bitsOf(["viewChannel"]);
  const hidden = [
    { id: guild, type: 0, allow: "0", deny: view },
    { id: person.id, type: 1, allow: view, deny: "0" },
  ] as const;
  const position = core.channels.all().filter((each) => each.guild === guild && each.thread === undefined).length;
  const blank = { ...blankChannel(core.nextId(), name), type, guild, position, overwrites: act.private ? hidden : [] };
  return { ok: true, id: addChannel(core, { ...blank, ...(act.forum ? { tags: [] } : {}) }).id };
}

/** The founder owns it; everybody else of the first server comes along. */
export function found(core: Core, person: Person, act: Extract<DiscordAct, { kind: "found" }>): DiscordOutcome {
  const name = nameOf(act.name);
  if (core.guilds.find((guild) => guild.name === name) !== undefined) stop(`There is a server called ${name} already.`);
  const { guildId } = core.identity;
  const people = membersOf(core, guildId).flatMap(({ user }) => core.people.get(user) ?? []);
  const humans = people.filter(({ bot }) => !bot);
  const id = core.found({
    guild: name,
    people: humans.map((one) => ({ ...one, owner: one.id === person.id })),
    channels: [{ name: "general" }, { name: "incidents", topic: "What is broken right now" }],
  });
  return { ok: true, id };
}

export function beginDm(core: Core, person: Person, name: string): DiscordOutcome {
  const other = findPerson(core, name) ?? refuse("unknownUser");
  return { ok: true, id: openDm(core, person.id, other.id).id };
}

export function pinAs(core: Core, person: Person, { channel, message }: Spot, add: boolean): DiscordOutcome {
  if (message.ephemeralTo !== undefined) refuse("unknownMessage");
  needs(core, person, channel, "pinMessages");
  if (add && channel.pins.length >= limits.pins) refuse("tooManyPins");
  pin(core, channel, message, { user: person.id, add });
  return done;
}

export function reactAs(
  core: Core,
  person: Person,
  { channel, message }: Spot,
  by: { readonly emoji: string; readonly add: boolean },
): DiscordOutcome {
  if (message.ephemeralTo !== undefined) refuse("unknownMessage");
  if (channel.thread?.archived) refuse("archived");
  if (by.add) needs(core, person, channel, "addReactions");
  react(core, channel, message, { user: person.id, ...by });
  return done;
}
