import type { Core } from "../core.ts";
import { seededId } from "../ids.ts";
import type { Channel, Person } from "./records.ts";

/** By id or handle, with or without "@". */
export function findPerson(core: Core, name: string): Person | undefined {
  const handle = name.replace(/^@/, "").toLowerCase();
  return core.people.get(name) ?? core.people.find((person) => person.handle.toLowerCase() === handle);
}

/** By id or name, with or without "#"; "@lin" is the direct message with lin. */
export function findChannel(core: Core, name: string, person?: Person): Channel | undefined {
  const known = core.channels.get(name);
  if (known !== undefined) return known;
  if (name.startsWith("@")) {
    const other = findPerson(core, name);
    return other === undefined || person === undefined ? undefined : openDm(core, person.id, other.id);
  }
  const plain = name.replace(/^#/, "").toLowerCase();
  return core.channels.find((channel) => channel.kind !== "dm" && channel.name === plain);
}

/** The one direct conversation of two people, begun if there is none. */
export function openDm(core: Core, one: string, other: string): Channel {
  const members = [...new Set([one, other])];
  const known = findDm(core, one, other);
  if (known !== undefined) return known;
  const created = Math.floor(core.now().epochMilliseconds / 1000);
  const channel = core.channels.put({
    id: dmId(core, members),
    kind: "dm",
    name: "",
    topic: "",
    purpose: "",
    creator: one,
    created,
    archived: false,
    members,
    pins: [],
    bookmarks: [],
    read: {},
    formerNames: [],
  });
  core.news.tell(members, { kind: "conversations" });
  return channel;
}

export function findDm(core: Core, one: string, other: string): Channel | undefined {
  return core.channels.get(dmId(core, [...new Set([one, other])]));
}

function dmId(core: Core, members: readonly string[]): string {
  return seededId("D", core.identity.team.id, ...members.toSorted());
}
