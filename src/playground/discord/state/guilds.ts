import type { Core } from "../core.ts";
import { stampOf } from "../ids.ts";
import { wireMemberEvent } from "../wire/guild.ts";
import { wireRole, wireUser } from "../wire/person.ts";
import { membersOf } from "./people.ts";
import type { Member, Role } from "./records.ts";

export function changeMember(core: Core, member: Member): Member {
  const changed = core.members.put(member);
  const about = wireMemberEvent(core, member.guild, member.user);
  if (about !== undefined) core.emit("GUILD_MEMBER_UPDATE", about, { guild: member.guild });
  core.news.tell("everyone", { kind: "people" });
  return changed;
}

export function addMember(core: Core, guild: string, user: string, roles: readonly string[] = []): Member {
  const member = core.members.put({ id: `${guild}:${user}`, guild, user, roles, joined: stampOf(core.now()) });
  const about = wireMemberEvent(core, guild, user);
  if (about !== undefined) core.emit("GUILD_MEMBER_ADD", about, { guild });
  core.news.tell("everyone", { kind: "people" });
  return member;
}

export function removeMember(core: Core, guild: string, user: string): void {
  core.members.remove(`${guild}:${user}`);
  if (user === core.identity.bot.userId) core.emit("GUILD_DELETE", { id: guild }, { guild });
  else core.emit("GUILD_MEMBER_REMOVE", { guild_id: guild, user: wireUser(core, user) }, { guild });
  core.news.tell("everyone", { kind: "people" });
}

/** Puts a role as it should be; a new one is told of as such. */
export function putRole(core: Core, role: Role): Role {
  const isNew = core.roles.get(role.id) === undefined;
  const put = core.roles.put(role);
  const event = isNew ? "GUILD_ROLE_CREATE" : "GUILD_ROLE_UPDATE";
  core.emit(event, { guild_id: role.guild, role: wireRole(put) }, { guild: role.guild });
  core.news.tell("everyone", { kind: "people" });
  return put;
}

export function removeRole(core: Core, role: Role): void {
  for (const member of membersOf(core, role.guild)) {
    if (member.roles.includes(role.id))
      changeMember(core, { ...member, roles: member.roles.filter((id) => id !== role.id) });
  }
  core.roles.remove(role.id);
  core.emit("GUILD_ROLE_DELETE", { guild_id: role.guild, role_id: role.id }, { guild: role.guild });
  core.news.tell("everyone", { kind: "people" });
}
