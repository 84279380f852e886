import { letSee } from "./acts/channels.ts";
import type { Core } from "./core.ts";
import { seededId } from "./ids.ts";
import { refuse } from "./refusal.ts";
import type { DiscordSeed, SeedPerson } from "./seed.ts";
import { deleteChannel } from "./state/channels.ts";
import { addMember, changeMember, putRole, removeMember, removeRole } from "./state/guilds.ts";
import { post } from "./state/messages.ts";
import { findChannel, findPerson, findRole, memberOf } from "./state/people.ts";
import { personOf } from "./state/populate.ts";
import type { Channel, Person, Role } from "./state/records.ts";
import { joinThread, leaveThread } from "./state/threads.ts";

/** What a server's administrators do, or Discord itself: not part of anybody's page. */
export interface Admin {
  /** Gives back the new person's id. */
  readonly addPerson: (person: SeedPerson) => string;
  readonly changePerson: (name: string, change: PersonChange) => void;
  /** Takes a person, or the bot, out of the server. */
  readonly removePerson: (name: string) => void;
  /** Lets somebody into a thread or a private channel. */
  readonly addTo: (channel: string, person: string) => void;
  /** Takes a thread or a channel from somebody, the bot too. */
  readonly removeFrom: (channel: string, person: string) => void;
  /** Gives back the role's id. */
  readonly createRole: (role: NewRole) => string;
  /** Changes a role by name; with members, who holds it. The bot's own is called like the bot. */
  readonly setRole: (name: string, change: RoleChange) => void;
  readonly removeRole: (name: string) => void;
  readonly deleteChannel: (channel: string) => void;
  /** Another app says something; gives back the message's id. */
  readonly sayAsOther: (channel: string, message: OtherMessage) => string;
  /** Brings the bot into another server, or out of it again. */
  readonly secondGuild: (seed: DiscordSeed) => SecondGuild;
}

export interface SecondGuild {
  readonly id: string;
  /** The id of one of its channels, by "#name". */
  readonly idOf: (name: string) => string;
  /** Somebody removes the bot. */
  readonly leave: () => void;
  /** Somebody adds the bot once more. */
  readonly enter: () => void;
}

export interface NewRole {
  readonly name: string;
  readonly color?: number;
  readonly mentionable?: boolean;
  readonly permissions?: bigint;
  readonly members?: readonly string[];
  /** Above the bot's own, which may then not hand it out; absent: below all others, as a new one is. */
  readonly aboveBot?: boolean;
}

export type RoleChange = Partial<Omit<NewRole, "aboveBot">>;

export type PersonChange = Partial<Pick<Person, "name" | "handle" | "username" | "closed">> & {
  /** Empty: none. */
  readonly nick?: string;
};

export interface OtherMessage {
  readonly content: string;
  /** The other app's name. */
  readonly name?: string;
}

export function makeAdmin(core: Core): Admin {
  const { guildId } = core.identity;
  const person = (name: string): Person => findPerson(core, name) ?? refuse("unknownUser");
  const channel = (name: string): Channel => findChannel(core, name) ?? refuse("unknownChannel");
  const role = (name: string): Role => findRole(core, guildId, name) ?? refuse("unknownRole");

  const hold = (id: string, names: readonly string[]): void => {
    const wanted = new Set(names.map((name) => person(name).id));
    for (const member of core.members.all()) {
      if (member.guild !== guildId || member.roles.includes(id) === wanted.has(member.user)) continue;
      const others = member.roles.filter((each) => each !== id);
      changeMember(core, { ...member, roles: wanted.has(member.user) ? [...others, id] : others });
    }
  };

  return {
    addPerson: (seed) => {
      const made = core.people.put(personOf(seed));
      addMember(
        core,
        guildId,
        made.id,
        (seed.roles ?? []).map((name) => role(name).id),
      );
      return made.id;
    },
    changePerson: (name, { nick, ...change }) => {
      const changed = core.people.put({ ...person(name), ...change });
      const member = memberOf(core, guildId, changed.id);
      if (member === undefined) return;
      const { nick: before, ...others } = member;
      const kept = nick ?? before;
      changeMember(core, { ...others, ...(kept ? { nick: kept } : {}) });
    },
    removePerson: (name) => removeMember(core, guildId, person(name).id),
    addTo: (place, name) => {
      const where = channel(place);
      if (where.thread === undefined) letSee(core, where, person(name).id, true);
      else joinThread(core, where, person(name).id);
    },
    removeFrom: (place, name) => {
      const where = channel(place);
      if (where.thread === undefined) letSee(core, where, person(name).id, false);
      else leaveThread(core, where, person(name).id);
    },
    createRole: ({ name, color = 0, mentionable = false, permissions = 0n, members = [], aboveBot = false }) => {
      const position = aboveBot ? core.roles.all().filter((each) => each.guild === guildId).length : 1;
      const about = { name, color, mentionable, permissions: String(permissions), position };
      const made = putRole(core, { id: core.nextId(), guild: guildId, ...about });
      hold(made.id, members);
      return made.id;
    },
    setRole: (name, { permissions, members, ...change }) => {
      const before = role(name);
      const bits = permissions === undefined ? {} : { permissions: String(permissions) };
      putRole(core, { ...before, ...change, ...bits });
      if (members !== undefined) hold(before.id, members);
    },
    removeRole: (name) => removeRole(core, role(name)),
    deleteChannel: (place) => deleteChannel(core, channel(place)),
    sayAsOther: (place, { content, name = "Other app" }) => {
      return post(core, channel(place), { author: seededId("webhook", name), as: name, content }).id;
    },
    secondGuild: (seed) => {
      const id = core.found(seed);
      return {
        id,
        idOf: (name) => channel(`${seed.guild}#${name.replace(/^#/, "")}`).id,
        leave: () => removeMember(core, id, core.identity.bot.userId),
        enter: () => core.bring(id),
      };
    },
  };
}
