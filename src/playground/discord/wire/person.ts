import { type Json, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { memberOf } from "../state/people.ts";
import type { Member, Person, Role } from "../state/records.ts";

/** A user as everything carries it; one that is gone keeps its id only. */
export function wireUser(core: Core, id: string): Json {
  const person = core.people.get(id);
  if (person === undefined) return { ...userOf({ id, username: "Deleted User", name: "Deleted User", bot: false }) };
  return userOf(person);
}

export function userOf({ id, username, name, bot }: Pick<Person, "id" | "username" | "name" | "bot">): Json {
  return tidy({
    id,
    username,
    discriminator: bot ? "0001" : "0",
    global_name: bot ? null : name,
    avatar: null,
    bot: bot ? true : undefined,
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  });
}

/** Without the user, as messages carry it. */
function wirePartialMember({ nick, roles, joined }: Member): Json {
  return {
    nick: nick ?? null,
    avatar: null,
    banner: null,
    roles,
    joined_at: joined,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

export function wireMember(core: Core, member: Member): Json {
  return { ...wirePartialMember(member), user: wireUser(core, member.user) };
}

export function partialMember(core: Core, guild: string | undefined, user: string): Json | undefined {
  const member = guild === undefined ? undefined : memberOf(core, guild, user);
  return member === undefined ? undefined : wirePartialMember(member);
}

export function wireRole({ id, name, color, permissions, position, mentionable, managedBy }: Role): Json {
  return tidy({
    id,
    name,
    description: null,
    permissions,
    position,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: managedBy !== undefined,
    mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    tags: managedBy === undefined ? undefined : { bot_id: managedBy },
  });
}
