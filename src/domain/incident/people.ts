import { othersThan, personOf } from "../actor.ts";
import { type By, both, type Decision, decision } from "../decision.ts";
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

/**
 * Gives it to somebody else and takes it from whoever hands it over, where they have it. Who is paged for it need not be
 * told besides.
 */
export const handOver = (
  incident: Incident,
  to: PersonId,
  by: By,
  { paged }: { readonly paged: boolean },
): Decision => {
  const from = personOf(by.actor);
  const assignee = { kind: "person", id: to } as const;
  const own = from === undefined ? undefined : ({ kind: "person", id: from } as const);
  const isGiven = !isAssignedTo(incident.assignees, assignee);
  const isTaken = own !== undefined && from !== to && isAssignedTo(incident.assignees, own);
  refuseSame(incident, !isGiven && !isTaken, "is already theirs alone");
  const given = isGiven ? assign(incident, assignee, [], by) : decision({});
  return both(
    paged ? { ...given, entries: given.entries.map(({ tells: _, ...entry }) => entry) } : given,
    isTaken ? unassign(incident, own, by) : decision({}),
  );
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
