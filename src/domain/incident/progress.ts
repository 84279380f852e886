import { personOf } from "../actor.ts";
import { type By, type Change, type Decision, decision } from "../decision.ts";
import type { EntryId, PersonId, TextId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { isAssignedTo } from "./assignee.ts";
import { type Incident, incidentName } from "./incident.ts";
import { isActive, type Status } from "./status.ts";
import type { EntryDraft } from "./timeline.ts";

/**
 * Any status may follow any other (features.md G3, section 4.2). Leaving the active ones sets the end, coming back
 * clears it and begins a new occurrence. A note on resolving or closing is kept as the resolution.
 */
export const changeStatus = (incident: Incident, to: Status, by: By, note?: string): Decision => {
  if (incident.status === to) throw new Refusal("same-status", alreadyThere(incident));
  const was = isActive(incident.status);
  const is = isActive(to);
  const text = note === undefined || note.trim() === "" ? undefined : by.fresh<TextId>();
  const ends = was && !is;
  const returns = !was && is;
  return decision({
    changes: [
      ...(text === undefined ? [] : [{ kind: "write", text, body: note ?? "" } as const]),
      {
        kind: "set",
        fields: {
          status: to,
          ...(ends ? { endedAt: by.at, nextUpdateAt: null } : {}),
          ...(returns ? { endedAt: null, occurrence: incident.occurrence + 1 } : {}),
          ...(text !== undefined && !is ? { resolution: text } : {}),
          ...(returns && incident.duplicateOf !== undefined ? { duplicateOf: null } : {}),
        },
      },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: ends ? (to === "resolved" ? "resolved" : "closed") : returns ? "reopened" : "status-changed",
        data: {
          before: incident.status,
          after: to,
          ...(ends ? { end_time: by.at.toString() } : {}),
          ...(text === undefined ? {} : { text }),
        },
      },
    ],
  });
};

/** Back to open: refused while it is still active. */
export const reopen = (incident: Incident, by: By, note?: string): Decision => {
  if (isActive(incident.status)) {
    throw new Refusal(
      "still-active",
      `${incidentName(incident)} is still ${incident.status}. There is nothing to reopen.`,
    );
  }
  return changeStatus(incident, "open", by, note);
};

/**
 * Says "I have it". The first acknowledgement of an occurrence sets an open incident to working and makes its person
 * the assignee, unless there is one. A later one is recorded all the same.
 */
export const acknowledge = (incident: Incident, by: By): Decision => {
  const person = onlyPerson(by, "acknowledge");
  refuseEnded(incident, "acknowledge");
  const mine = incident.acknowledgements.find((one) => one.person === person);
  if (mine !== undefined) {
    throw new Refusal(
      "already-acknowledged",
      `You have already acknowledged ${incidentName(incident)}. Once it is fixed, say so with \`/incident resolve inc-${incident.number}\`.`,
    );
  }
  return decision(accepting(incident, person, by));
};

/** Acknowledges and assigns oneself. */
export const take = (incident: Incident, by: By): Decision => {
  const person = onlyPerson(by, "take");
  refuseEnded(incident, "take");
  const mine = { kind: "person", id: person } as const;
  const acknowledged = incident.acknowledgements.some((one) => one.person === person);
  if (isAssignedTo(incident.assignees, mine) && acknowledged) {
    throw new Refusal("already-taken", `${incidentName(incident)} is already yours.`);
  }
  const accepted = acknowledged ? { changes: [], entries: [] } : accepting(incident, person, by);
  const assigned =
    isAssignedTo(incident.assignees, mine) || accepted.changes.some((change) => change.kind === "assign");
  return decision({
    changes: [
      ...accepted.changes,
      ...(assigned
        ? []
        : [{ kind: "assign", assignee: mine } as const, ...(acknowledged ? [{ kind: "join", person } as const] : [])]),
    ],
    entries: [
      ...accepted.entries,
      ...(assigned
        ? []
        : [{ id: by.fresh<EntryId>(), kind: "assigned", data: { after: `person:${person}` } } as const]),
    ],
  });
};

const accepting = (
  incident: Incident,
  person: PersonId,
  by: By,
): { readonly changes: readonly Change[]; readonly entries: readonly EntryDraft[] } => {
  const first = incident.acknowledgements.length === 0;
  const starts = first && incident.status === "open";
  const owns = first && incident.assignees.length === 0;
  return {
    changes: [
      { kind: "acknowledge", person },
      { kind: "join", person },
      ...(starts ? [{ kind: "set", fields: { status: "working" } } as const] : []),
      ...(owns ? [{ kind: "assign", assignee: { kind: "person", id: person } } as const] : []),
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "acknowledged",
        data: {
          first,
          occurrence: incident.occurrence,
          ...(starts ? { before: incident.status, after: "working" } : {}),
          ...(owns ? { assigned: `person:${person}` } : {}),
        },
      },
    ],
  };
};

const refuseEnded = (incident: Incident, verb: string): void => {
  if (!isActive(incident.status)) {
    throw new Refusal(
      "not-active",
      `${incidentName(incident)} is ${incident.status}: there is nothing to ${verb}. Reopen it with \`/incident reopen inc-${incident.number}\`.`,
    );
  }
};

const onlyPerson = (by: By, verb: string): PersonId => {
  const person = personOf(by.actor);
  if (person === undefined) throw new Refusal("people-only", `Only a person can ${verb} an incident. Ask in chat.`);
  return person;
};

const alreadyThere = (incident: Incident): string =>
  isActive(incident.status)
    ? `${incidentName(incident)} is already ${incident.status}.`
    : `${incidentName(incident)} is already ${incident.status}. Reopen it with \`/incident reopen inc-${incident.number}\`.`;
