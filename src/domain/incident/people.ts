import { personOf } from "../actor.ts";
import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId, PersonId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Assignee, assigneeKey, isAssignedTo } from "./assignee.ts";
import { refuseSame } from "./fields.ts";
import { type Incident, incidentName } from "./incident.ts";

/** Gives it to somebody. Who is named, or belongs to the team named, is told (features.md G7). */
export const assign = (incident: Incident, assignee: Assignee, members: readonly PersonId[], by: By): Decision => {
  refuseSame(incident, isAssignedTo(incident.assignees, assignee), "is already assigned to them");
  const people = assignee.kind === "person" ? [assignee.id] : members;
  return decision({
    changes: [
      { kind: "assign", assignee },
      ...(assignee.kind === "person" ? [{ kind: "join", person: assignee.id } as const] : []),
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "assigned",
        data: { after: assigneeKey(assignee) },
        tells: others(people, by).map((person) => ({ person, reason: "assigned" })),
      },
    ],
  });
};

export const unassign = (incident: Incident, assignee: Assignee, by: By): Decision => {
  refuseSame(incident, !isAssignedTo(incident.assignees, assignee), "is not assigned to them");
  // On a private incident whoever is no longer needed no longer sees it.
  const leaves =
    incident.private &&
    assignee.kind === "person" &&
    incident.createdBy !== `person:${assignee.id}` &&
    !Object.values(incident.roles).includes(assignee.id);
  return decision({
    changes: [{ kind: "unassign", assignee }, ...(leaves ? [{ kind: "leave", person: assignee.id } as const] : [])],
    entries: [{ id: by.fresh<EntryId>(), kind: "unassigned", data: { before: assigneeKey(assignee) } }],
  });
};

/** Gives somebody a part to play; whoever had it is relieved. */
export const setRole = (incident: Incident, role: string, person: PersonId, by: By): Decision => {
  refuseSame(incident, incident.roles[role] === person, `already has them as ${role}`);
  return decision({
    changes: [
      { kind: "set-role", role, person },
      { kind: "join", person },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "role-set",
        data: { role, before: incident.roles[role] ?? null, after: person },
        tells: others([person], by).map((one) => ({ person: one, reason: "role" })),
      },
    ],
  });
};

export const clearRole = (incident: Incident, role: string, by: By): Decision => {
  const before = incident.roles[role];
  if (before === undefined) throw new Refusal("role-empty", `${incidentName(incident)} has no ${role}.`);
  return decision({
    changes: [{ kind: "set-role", role, person: null }],
    entries: [{ id: by.fresh<EntryId>(), kind: "role-cleared", data: { role, before, after: null } }],
  });
};

/** Lets somebody in on a private incident, or lets them follow a public one. */
export const addPerson = (incident: Incident, person: PersonId, by: By): Decision => {
  refuseSame(incident, incident.participants.includes(person), "already has them on it");
  return decision({
    changes: [{ kind: "join", person }],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "person-added",
        data: { after: person },
        tells: others([person], by).map((one) => ({ person: one, reason: "mentioned" })),
      },
    ],
  });
};

/** Nobody is told of their own act (features.md, section 4.9). */
const others = (people: readonly PersonId[], by: By): readonly PersonId[] =>
  [...new Set(people)].filter((person) => person !== personOf(by.actor));
