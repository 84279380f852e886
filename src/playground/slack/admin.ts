import type { Json } from "../json.ts";
import type { Core } from "./core.ts";
import { makeId, seededId } from "./ids.ts";
import { refuse } from "./refusal.ts";
import type { SeedGroup, SeedPerson } from "./seed.ts";
import { epochSeconds } from "./stamps.ts";
import { addMember, deleteChannel, removeMember } from "./state/channels.ts";
import { post } from "./state/messages.ts";
import { findChannel, findPerson } from "./state/people.ts";
import type { Channel, Group, Person } from "./state/records.ts";
import { wirePerson } from "./wire.ts";

/** What the workspace's administrators do, or Slack itself: not part of anybody's page. */
export interface Admin {
  /** Gives back the new person's id. */
  readonly addPerson: (person: SeedPerson) => string;
  readonly changePerson: (name: string, change: PersonChange) => void;
  /** Makes a user group or changes its members; gives back its id. */
  readonly setGroup: (group: SeedGroup) => string;
  readonly addTo: (channel: string, person: string) => void;
  readonly removeFrom: (channel: string, person: string) => void;
  readonly deleteChannel: (channel: string) => void;
  /** Another app says something; gives back the message's ts. */
  readonly sayAsOther: (channel: string, message: OtherMessage) => string;
}

export interface OtherMessage {
  readonly text: string;
  readonly thread?: string;
  /** The other app's name. */
  readonly name?: string;
}

export type PersonChange = Partial<Pick<Person, "name" | "handle" | "email" | "zone" | "deleted">>;

export function makeAdmin(core: Core): Admin {
  const person = (name: string): Person => findPerson(core, name) ?? refuse("user_not_found");
  const channel = (name: string): Channel => findChannel(core, name) ?? refuse("channel_not_found");
  const owner = (): string => core.people.find((each) => each.owner)?.id ?? core.identity.bot.userId;

  const tellAboutPerson = (type: "team_join" | "user_change", about: Person): void => {
    const user = wirePerson(core, about, core.installation()?.scopes.includes("users:read.email") ?? false);
    core.emit(type, { type, user, cache_ts: epochSeconds(core.now()), event_ts: core.stamp() });
    core.news.tell("everyone", { kind: "conversations" });
  };

  return {
    addPerson: ({ handle, name, email, zone = "UTC", owner: owns = false, avatar = "#475569" }) => {
      const address = email ?? `${handle}@${core.identity.team.domain}.example`;
      const about = { handle, name, email: address, zone, owner: owns, bot: false, avatar };
      const made = core.people.put({ id: makeId("U"), ...about });
      tellAboutPerson("team_join", made);
      return made.id;
    },
    changePerson: (name, change) => tellAboutPerson("user_change", core.people.put({ ...person(name), ...change })),
    setGroup: ({ handle, name, members }) => {
      const before = core.groups.find((group) => group.handle === handle);
      const ids = members.map((member) => person(member).id);
      return putGroup(core, { id: before?.id ?? makeId("S"), handle, name, members: ids }, before).id;
    },
    addTo: (place, name) => void addMember(core, channel(place), person(name).id, owner()),
    removeFrom: (place, name) => removeMember(core, channel(place), person(name).id, owner()),
    deleteChannel: (place) => deleteChannel(core, channel(place), owner()),
    sayAsOther: (place, { text, thread, name = "Other app" }) => {
      const bot_id = seededId("B", core.identity.team.domain, name);
      const draft = { user: "", subtype: "bot_message", bot_id, username: name, text };
      return post(core, channel(place), { ...draft, ...(thread === undefined ? {} : { thread_ts: thread }) }).ts;
    },
  };
}

/** Puts a user group as it should be, and tells of it. */
export function putGroup(core: Core, wanted: Omit<Group, "updated">, before?: Group): Group {
  const group = core.groups.put({ ...wanted, updated: epochSeconds(core.now()) });
  const type = before === undefined ? "subteam_created" : "subteam_updated";
  core.emit(type, { type, subteam: wireGroup(core, group), event_ts: core.stamp() });
  core.emit("subteam_members_changed", membersChanged(core, group, before));
  return group;
}

export function wireGroup(core: Core, { id, handle, name, members, updated }: Group): Json {
  return {
    id,
    team_id: core.identity.team.id,
    is_usergroup: true,
    is_subteam: true,
    name,
    handle,
    description: "",
    is_external: false,
    date_create: updated,
    date_update: updated,
    date_delete: 0,
    auto_type: null,
    users: members,
    user_count: members.length,
  };
}

function membersChanged(core: Core, group: Group, before: Group | undefined): Json {
  const earlier = before?.members ?? [];
  const added = group.members.filter((member) => !earlier.includes(member));
  const removed = earlier.filter((member) => !group.members.includes(member));
  return {
    type: "subteam_members_changed",
    subteam_id: group.id,
    team_id: core.identity.team.id,
    date_previous_update: before?.updated ?? 0,
    date_update: group.updated,
    added_users: added,
    added_users_count: String(added.length),
    removed_users: removed,
    removed_users_count: String(removed.length),
    event_ts: core.stamp(),
  };
}
