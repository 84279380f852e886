import { tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { instantOf, stampOf } from "../ids.ts";
import { wireChannel, wireThreadMember } from "../wire/channel.ts";
import { wireMember } from "../wire/person.ts";
import { memberOf } from "./people.ts";
import { blankChannel } from "./populate.ts";
import { type Channel, kinds, type Message, type Thread } from "./records.ts";

export interface NewThread {
  /** The id of the message it hangs under; absent: a new one. */
  readonly id?: string;
  readonly name: string;
  readonly owner: string;
  readonly private?: boolean;
  readonly autoArchive?: number | undefined;
  readonly slowmode?: number | undefined;
  readonly tags?: readonly string[];
  readonly invitable?: boolean;
}

/** Begins a thread; whoever begins it is in it. */
export function beginThread(core: Core, parent: Channel, asked: NewThread): Channel {
  const at = stampOf(core.now());
  const { id = core.nextId(), name, owner, private: isPrivate = false, tags = [], invitable = true } = asked;
  const thread: Thread = {
    owner,
    archived: false,
    locked: false,
    autoArchive: asked.autoArchive ?? parent.autoArchive ?? 4_320,
    archivedAt: at,
    createdAt: at,
    members: [{ user: owner, joined: at }],
    tags,
    invitable,
    sent: 0,
    count: 0,
  };
  const channel = core.channels.put({
    ...blankChannel(id, name),
    type: isPrivate ? kinds.privateThread : kinds.publicThread,
    parent: parent.id,
    ...(parent.guild === undefined ? {} : { guild: parent.guild }),
    slowmode: asked.slowmode ?? 0,
    thread,
  });
  core.emit("THREAD_CREATE", { ...wireChannel(core, channel), newly_created: true }, { channel });
  core.news.tell("everyone", { kind: "channels" });
  return channel;
}

/** Changes a thread and tells of it. */
export function changeThread(
  core: Core,
  channel: Channel,
  change: Partial<Thread>,
  about: Partial<Channel> = {},
): Channel {
  const current = core.channels.get(channel.id) ?? channel;
  if (current.thread === undefined) return current;
  const isTurned = change.archived !== undefined && change.archived !== current.thread.archived;
  const archivedAt = isTurned ? { archivedAt: stampOf(core.now()) } : {};
  const changed = core.channels.put({ ...current, ...about, thread: { ...current.thread, ...change, ...archivedAt } });
  core.emit("THREAD_UPDATE", wireChannel(core, changed), { channel: changed });
  core.news.tell("everyone", { kind: "channels" });
  return changed;
}

/** Who writes in a thread opens it again and is in it from then on. */
export function enterThread(core: Core, channel: Channel, user: string): Channel {
  if (channel.thread === undefined) return channel;
  const open = channel.thread.archived ? changeThread(core, channel, { archived: false }) : channel;
  return joinThread(core, open, user);
}

export function joinThread(core: Core, channel: Channel, user: string): Channel {
  const current = core.channels.get(channel.id) ?? channel;
  const { thread } = current;
  if (thread === undefined || thread.members.some((member) => member.user === user)) return current;
  const member = { user, joined: stampOf(core.now()) };
  const joined = core.channels.put({ ...current, thread: { ...thread, members: [...thread.members, member] } });
  const known = current.guild === undefined ? undefined : memberOf(core, current.guild, user);
  const about = known === undefined ? {} : { member: wireMember(core, known), presence: null };
  tellMembers(core, joined, { added_members: [{ ...wireThreadMember(current.id, member), ...about }] });
  return joined;
}

export function leaveThread(core: Core, channel: Channel, user: string): Channel {
  const { thread } = channel;
  if (thread === undefined || !thread.members.some((member) => member.user === user)) return channel;
  const members = thread.members.filter((member) => member.user !== user);
  const left = core.channels.put({ ...channel, thread: { ...thread, members } });
  tellMembers(core, channel, { removed_member_ids: [user] }, members.length);
  return left;
}

function tellMembers(core: Core, channel: Channel, change: object, count = channel.thread?.members.length ?? 0): void {
  const { id, guild } = channel;
  core.emit("THREAD_MEMBERS_UPDATE", tidy({ id, guild_id: guild, member_count: count, ...change }), { channel });
  core.news.tell("everyone", { kind: "channels" });
}

/** Counts a new message: it is the channel's latest; a thread's first message does not count. */
export function countIn(core: Core, channel: Channel, { id, type }: Message): void {
  const current = core.channels.get(channel.id) ?? channel;
  const { thread } = current;
  const counts = type !== 21 && id !== current.id;
  const counted =
    thread === undefined || !counts ? {} : { thread: { ...thread, sent: thread.sent + 1, count: thread.count + 1 } };
  core.channels.put({ ...current, latest: id, ...counted });
}

/** Threads in which nothing was said for as long as they wait are put away. */
export function archiveIdle(core: Core): void {
  for (const channel of core.channels.all()) {
    const { thread } = channel;
    if (thread === undefined || thread.archived) continue;
    const opened = Temporal.Instant.from(thread.archivedAt);
    const spoken = instantOf(channel.latest ?? channel.id);
    const last = Temporal.Instant.compare(opened, spoken) > 0 ? opened : spoken;
    const due = last.add({ minutes: thread.autoArchive });
    if (Temporal.Instant.compare(due, core.now()) <= 0) changeThread(core, channel, { archived: true });
  }
}
