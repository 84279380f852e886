import { othersThan } from "../actor.ts";
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
        tells: othersThan(by, people).map((person) => ({ person, reason: "assigned" })),
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
    !Object.values(incident.roles).includes(assignee.id) &&
    !incident.tasks.some((task) => task.assignee === assignee.id && task.doneAt === undefined);
  return decision({
    changes: [{ kind: "unassign", assignee }, ...(leaves ? [{ kind: "leave", person: assignee.id } as const] : [])],
    entries: [{ id: by.fresh<EntryId>(), kind: "unassigned", data: { before: assigneeKey(assignee) } }],
  });
};

/** Gives somebody a part to play; whoever had it is relieved. */
export const setRole = (incident: Incident, role: string, person: PersonId, by: By): Decision => {
  const before = holderOf(incident, role);
  refuseSame(incident, before === person, `already has them as ${role}`);
  return decision({
    changes: [
      { kind: "set-role", role, person },
      { kind: "join", person },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "role-set",
        data: { role, before: before ?? null, after: person },
        tells: othersThan(by, [person]).map((one) => ({ person: one, reason: "role" })),
      },
    ],
  });
};

export const clearRole = (incident: Incident, role: string, by: By): Decision => {
  const before = holderOf(incident, role);
  if (before === undefined) {
    throw new Refusal(
      "role-empty",
      `${incidentName(incident)} has no ${role}. Name one with \`/incident role set inc-${incident.number} ${role} @somebody\`.`,
    );
  }
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
        tells: othersThan(by, [person]).map((one) => ({ person: one, reason: "mentioned" })),
      },
    ],
  });
};

const holderOf = (incident: Incident, role: string): PersonId | undefined =>
  Object.hasOwn(incident.roles, role) ? incident.roles[role] : undefined;
