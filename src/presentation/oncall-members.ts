import { readMember } from "../domain/oncall/member.ts";
import type { MemberNames } from "../domain/oncall/schedule-view.ts";
import type { Naming } from "./oncall-why.ts";
import { chat, listed, person, plain, type Words, words } from "./say.ts";

/** Shows members by their keys. */
export const namingOf =
  (names: MemberNames): Naming =>
  (key) => {
    const member = readMember(key);
    const name = names.get(key);
    switch (member?.kind) {
      case "person":
        return person(member.id, name ?? "somebody who is gone");
      case "team":
        return name ?? "a team that is gone";
      case "email":
        return member.address;
      case "place":
        return chat({ connection: member.connection, chat: member.chat }, name ?? "a chat channel");
      case "target":
        return name ?? "a target that is gone";
      default:
        return name ?? key;
    }
  };

/** The same without looks. */
export const plainNaming =
  (names: MemberNames) =>
  (key: string): string =>
    plain(words(namingOf(names)(key)));

/** Several members as English lists them; nobody where there are none. */
export const membersListed = (keys: readonly string[], names: MemberNames): Words =>
  keys.length === 0 ? "nobody" : [listed(byName(keys, names).map(namingOf(names)))];

/** The calendar sorts by key, people read names. */
export const byName = <K extends string>(keys: readonly K[], names: MemberNames): readonly K[] =>
  keys.toSorted((a, b) => (names.get(a) ?? a).localeCompare(names.get(b) ?? b, "en"));
