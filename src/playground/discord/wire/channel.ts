import { type Json, tidy } from "../../json.ts";
import { permissionsOf } from "../access.ts";
import type { Core } from "../core.ts";
import { type Channel, kinds, type Thread } from "../state/records.ts";
import { wireUser } from "./person.ts";

/** A channel as the bot gets it; a thread comes with the bot's own membership. */
export function wireChannel(core: Core, channel: Channel): Json {
  const { id, type, guild, parent, name, flags, latest, pins } = channel;
  const base = {
    id,
    type,
    flags,
    last_message_id: latest ?? null,
    last_pin_timestamp: pins.at(-1)?.at,
  };
  if (type === kinds.dm) {
    const others = (channel.recipients ?? []).filter((user) => user !== core.identity.bot.userId);
    return tidy({ ...base, recipients: others.map((user) => wireUser(core, user)) });
  }
  if (channel.thread !== undefined) return tidy({ ...base, ...wireThread(core, channel, channel.thread) });
  return tidy({
    ...base,
    guild_id: guild,
    name,
    parent_id: parent ?? null,
    position: channel.position,
    topic: type === kinds.category ? undefined : channel.topic || null,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.slowmode,
    default_auto_archive_duration: channel.autoArchive,
    permission_overwrites: channel.overwrites,
    ...(type === kinds.forum ? forumPart(channel) : {}),
  });
}

function forumPart({ tags = [] }: Channel): Json {
  return {
    available_tags: tags,
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
    default_thread_rate_limit_per_user: 0,
  };
}

function wireThread(core: Core, channel: Channel, thread: Thread): Json {
  const mine = thread.members.find((member) => member.user === core.identity.bot.userId);
  const isPost = core.channels.get(channel.parent ?? "")?.type === kinds.forum;
  return {
    guild_id: channel.guild,
    parent_id: channel.parent,
    name: channel.name,
    rate_limit_per_user: channel.slowmode,
    owner_id: thread.owner,
    thread_metadata: tidy({
      archived: thread.archived,
      archive_timestamp: thread.archivedAt,
      auto_archive_duration: thread.autoArchive,
      locked: thread.locked,
      create_timestamp: thread.createdAt,
      invitable: channel.type === kinds.privateThread ? thread.invitable : undefined,
    }),
    message_count: thread.count,
    member_count: Math.min(thread.members.length, 50),
    total_message_sent: thread.sent,
    applied_tags: isPost ? thread.tags : undefined,
    member: mine === undefined ? undefined : wireThreadMember(channel.id, mine),
  };
}

export function wireThreadMember(id: string, { user, joined }: Thread["members"][number]): Json {
  return { id, user_id: user, join_timestamp: joined, flags: 0 };
}

/** What an interaction says of the channel it happened in, or of one that was chosen. */
export function wireInteractionChannel(core: Core, channel: Channel, user: string): Json {
  const { available_tags: _tags, permission_overwrites: _overwrites, ...about } = wireChannel(core, channel);
  return { ...about, permissions: String(permissionsOf(core, user, channel)) };
}
