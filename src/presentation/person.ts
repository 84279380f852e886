import type { PersonId } from "../domain/ids.ts";
import type { IncidentRole } from "../domain/incident/role.ts";
import type { Means } from "../domain/notify/readiness.ts";
import type { Person } from "../domain/person.ts";
import type { MeView } from "../domain/person-view.ts";
import { type Platform, platformNames } from "../domain/place.ts";
import type { Message } from "./message.ts";
import { reachBlocks, reachControls } from "./reach.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  field,
  fields,
  note,
  paragraph,
  person,
  type Words,
} from "./say.ts";

/** Who Tocsin thinks somebody is, and how it reaches them. */
export const personCard = (view: MeView, now: Temporal.Instant, means: Means): Message => {
  const { person: who, zone, accounts, teams, reach } = view;
  return {
    summary: who.name,
    blocks: [
      paragraph(person(who.id, who.name)),
      fields(
        field("Role", who.role),
        field("Time zone", zone, who.zone === undefined ? " (the workspace's)" : ""),
        field("E-mail", who.email ?? "unknown"),
        field("Teams", teams.length === 0 ? "none" : teams.map(({ name }) => name).join(", ")),
        ...accounts.map(({ platform, handle }) =>
          field(platformNames[platform], handle === "" ? "unnamed" : `@${handle}`),
        ),
      ),
      ...reachBlocks(reach, now, means),
      reachControls,
      note("Another zone: ", code("/tocsin me zone Europe/Berlin"), ". More: ", code("/tocsin help me")),
    ],
  };
};

/** Those who are here, and which platforms tell apart who is called alike. */
interface Listed {
  readonly people: readonly Person[];
  readonly more: boolean;
  readonly on: ReadonlyMap<PersonId, readonly Platform[]>;
}

export const peopleList = ({ people, more, on }: Listed, words: string): Message => {
  if (people.length === 0) {
    return answer(`Nobody here is called "${words}". People are known once they have spoken to Tocsin.`);
  }
  return {
    summary: `${people.length} people`,
    blocks: [
      bullets(
        people.map(
          (one): Words => [
            person(one.id, one.name),
            placed(on.get(one.id) ?? []),
            `: ${one.role}`,
            one.zone === undefined ? "" : `, ${one.zone}`,
          ],
        ),
      ),
      ...(more ? [note("There are more: add a part of the name, as in ", code("/tocsin people ada"))] : []),
    ],
  };
};

/** " (Slack and Discord)" */
const placed = (platforms: readonly Platform[]): string =>
  platforms.length === 0 ? "" : ` (${platforms.map((one) => platformNames[one]).join(" and ")})`;

export const roleGiven = (who: Person): Message => {
  const article = /^[aeiou]/.test(who.role) ? "an" : "a";
  const role = who.role === "standard" || who.role === "read-only" ? who.role : `${article} ${who.role}`;
  return answer(person(who.id, who.name), ` is ${role} now.`);
};

export const incidentRoleList = (roles: readonly IncidentRole[]): Message => ({
  summary: `${roles.length} roles`,
  blocks: [
    bullets(roles.map(({ key, name, shipped }): Words => [bold(name), ` (${key})`, shipped ? "" : ", your own"])),
    note(
      "Give one: ",
      code("/incident role set 42 commander @ada"),
      ". Add one: ",
      code("/tocsin incident-role add Liaison"),
    ),
  ],
});

export const incidentRoleAdded = (role: IncidentRole): Message =>
  also(
    answer(bold(role.name), " can be given in every incident: ", code(`/incident role set 42 ${role.key} @ada`), "."),
    controls(button("All roles", "tocsin incident-role list")),
  );

export const incidentRoleDeleted = (role: IncidentRole): Message => answer(bold(role.name), " is deleted.");
