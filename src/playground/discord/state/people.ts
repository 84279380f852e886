import type { Core } from "../core.ts";
import { seededId } from "../ids.ts";
import { blankChannel } from "./populate.ts";
import { type Channel, type Guild, kinds, type Member, type Person, type Role } from "./records.ts";

/** By id, handle or username, with or without "@". */
export function findPerson(core: Core, name: string): Person | undefined {
  const plain = name.replace(/^@/, "").toLowerCase();
  const known = core.people.get(name) ?? core.people.find(({ handle }) => handle.toLowerCase() === plain);
  return known ?? core.people.find(({ username }) => username === plain);
}

/** By id or name, with or without "#", threads too; "Beta#general" is another server's, "@lin" the direct message with lin. */
export function findChannel(core: Core, name: string, person?: Person): Channel | undefined {
  const known = core.channels.get(name);
  if (known !== undefined) return known;
  if (name.startsWith("@")) {
    const other = findPerson(core, name);
    return other === undefined || person === undefined ? undefined : openDm(core, person.id, other.id);
  }
  const [server, plain] = name.includes("#") ? (name.split("#", 2) as [string, string]) : ["", name];
  const guild = core.guilds.find((each) => each.name === server)?.id ?? core.identity.guildId;
  return core.channels.find((channel) => channel.guild === guild && channel.name === plain);
}

export function findRole(core: Core, guild: string, name: string): Role | undefined {
  const plain = name.replace(/^@/, "");
  return core.roles.find(
    (role) => role.guild === guild && (role.id === name || role.name === name || role.name === plain),
  );
}

/** The one direct conversation of two people, begun if there is none. */
export function openDm(core: Core, one: string, other: string): Channel {
  const recipients = [...new Set([one, other])].toSorted();
  const id = seededId("dm", ...recipients);
  const known = core.channels.get(id);
  if (known !== undefined) return known;
  const channel = core.channels.put({ ...blankChannel(id, ""), type: kinds.dm, recipients });
  core.news.tell(recipients, { kind: "channels" });
  return channel;
}

export function memberOf(core: Core, guild: string, user: string): Member | undefined {
  return core.members.get(`${guild}:${user}`);
}

export function membersOf(core: Core, guild: string): readonly Member[] {
  return core.members.all().filter((member) => member.guild === guild);
}

export function guildsOf(core: Core, user: string): readonly Guild[] {
  const guilds = core.guilds.all().filter((guild) => memberOf(core, guild.id, user) !== undefined);
  return guilds.toSorted(
    (one, other) => Number(other.id === core.identity.guildId) - Number(one.id === core.identity.guildId),
  );
}

/** What a server shows: the nickname, else the display name. */
export function shownName(core: Core, guild: string | undefined, user: string): string {
  const nick = guild === undefined ? undefined : memberOf(core, guild, user)?.nick;
  return nick ?? core.people.get(user)?.name ?? "Deleted User";
}
