import { z } from "zod";
import { needInGuild } from "../access.ts";
import { filled, optional, snowflake } from "../check/fields.ts";
import { read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { compareIds } from "../ids.ts";
import { refuse } from "../refusal.ts";
import { changeMember } from "../state/guilds.ts";
import { memberOf, membersOf } from "../state/people.ts";
import type { Member, Role } from "../state/records.ts";
import { wireGuild } from "../wire/guild.ts";
import { wireMember } from "../wire/person.ts";
import { type Call, guildOf, limitOf, type Reply, type Routes } from "./route.ts";

export const guildRoutes: Routes = {
  "GET /guilds/:guild": {
    run: (core, call) => {
      const guild = guildOf(core, call);
      const count = membersOf(core, guild.id).length;
      const counts = { approximate_member_count: count, approximate_presence_count: count };
      return { ...wireGuild(core, guild), ...(call.query.get("with_counts") === "true" ? counts : {}) };
    },
  },
  "GET /guilds/:guild/members": {
    run: (core, call) => {
      const guild = guildOf(core, call);
      // Listing everybody needs the privileged intent switched on.
      if (!core.installation()?.intents.members) refuse("missingAccess");
      const after = call.query.get("after") ?? "0";
      return membersOf(core, guild.id)
        .filter(({ user }) => compareIds(user, after) > 0)
        .toSorted((one, other) => compareIds(one.user, other.user))
        .slice(0, limitOf(call, 1, 1000))
        .map((member) => wireMember(core, member));
    },
  },
  "GET /guilds/:guild/members/search": {
    run: (core, call) => {
      const guild = guildOf(core, call);
      const { query } = read(z.object({ query: filled(100) }), Object.fromEntries(call.query));
      return membersOf(core, guild.id)
        .filter((member) => startsWith(core, member, query.toLowerCase()))
        .slice(0, limitOf(call, 1, 1000))
        .map((member) => wireMember(core, member));
    },
  },
  "GET /guilds/:guild/members/:user": { run: (core, call) => wireMember(core, memberIn(core, call)) },
  "PATCH /guilds/:guild/members/:user": {
    run: (core, call) => {
      const member = memberIn(core, call);
      const asked = read(
        z.object({ nick: z.string().max(32).nullish(), roles: optional(z.array(snowflake)) }),
        call.json,
      );
      if (asked.roles !== undefined) needInGuild(core, member.guild, "manageRoles");
      const { nick: _, ...others } = member;
      const nick = asked.nick === undefined ? member.nick : asked.nick || undefined;
      const roles = asked.roles ?? member.roles;
      return wireMember(core, changeMember(core, { ...others, roles, ...(nick === undefined ? {} : { nick }) }));
    },
  },
  "PUT /guilds/:guild/members/:user/roles/:role": { run: (core, call) => setRole(core, call, true) },
  "DELETE /guilds/:guild/members/:user/roles/:role": { run: (core, call) => setRole(core, call, false) },
};

/** By nickname or username, from its beginning; Discord does not look at display names. */
function startsWith(core: Core, { user, nick }: Member, query: string): boolean {
  const person = core.people.get(user);
  return [nick, person?.username].some((name) => name?.toLowerCase().startsWith(query));
}

function memberIn(core: Core, call: Call): Member {
  const guild = guildOf(core, call);
  const user = call.params.user === "@me" ? core.identity.bot.userId : (call.params.user ?? "");
  return (
    memberOf(core, guild.id, user) ??
    (core.people.get(user) === undefined ? refuse("unknownUser") : refuse("unknownMember"))
  );
}

/** Nobody gives or takes a role that is not below their own highest, or that belongs to an app. */
function needAbove(core: Core, role: Role): void {
  const { roles = [] } = memberOf(core, role.guild, core.identity.bot.userId) ?? {};
  const highest = Math.max(0, ...roles.map((id) => core.roles.get(id)?.position ?? 0));
  if (role.managedBy !== undefined || role.position >= highest) refuse("missingPermissions");
}

function setRole(core: Core, call: Call, add: boolean): Reply {
  const member = memberIn(core, call);
  needInGuild(core, member.guild, "manageRoles");
  const role = core.roles.get(call.params.role ?? "") ?? refuse("unknownRole");
  needAbove(core, role);
  const others = member.roles.filter((id) => id !== role.id);
  changeMember(core, { ...member, roles: add ? [...others, role.id] : others });
  return null;
}
