import type { Core } from "../core.ts";
import { seededId } from "../ids.ts";
import { botMay } from "../permissions.ts";
import { addMember, putRole } from "./guilds.ts";
import { memberOf } from "./people.ts";

/** The bot joins a server and brings a role of its own; without permissions given, those it has stay. */
export function addBot(core: Core, guild: string, permissions?: string): void {
  const { userId } = core.identity.bot;
  const name = core.people.get(userId)?.name ?? "";
  const id = seededId("role", guild, "bot", userId);
  const known = core.roles.get(id);
  const position = known?.position ?? core.roles.all().filter((role) => role.guild === guild).length;
  const bits = permissions ?? known?.permissions ?? botMay;
  const role = { id, guild, name, color: 0, permissions: bits, position, mentionable: false, managedBy: userId };
  if (known?.permissions !== bits) putRole(core, role);
  if (memberOf(core, guild, userId) === undefined) addMember(core, guild, userId, [id]);
}
