import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentName } from "./incident.ts";
import { isActive } from "./status.ts";

/** What is decided about the duplicate and about the incident that survives it; both are saved as one. */
export interface Pair {
  readonly duplicate: Decision;
  readonly survivor: Decision;
}

/**
 * Closes an incident as a duplicate of another, which ends it if it was active (features.md, section 4.21): both know of each other and its people follow the survivor. A private
 * incident's people stay among themselves, so a private and a public one cannot be joined.
 */
export const markDuplicate = (duplicate: Incident, survivor: Incident, by: By): Pair => {
  if (duplicate.id === survivor.id)
    throw new Refusal(
      "duplicate-of-itself",
      "An incident cannot be a duplicate of itself. Name the one that survives.",
    );
  if (duplicate.duplicateOf === survivor.id) {
    throw new Refusal(
      "nothing-changes",
      `${incidentName(duplicate)} is already a duplicate of ${incidentName(survivor)}.`,
    );
  }
  if (survivor.duplicateOf !== undefined) {
    throw new Refusal(
      "survivor-is-duplicate",
      `${incidentName(survivor)} is itself a duplicate. Name the incident that it duplicates.`,
    );
  }
  if (duplicate.private !== survivor.private) {
    throw new Refusal(
      "duplicate-across-privacy",
      `One of ${incidentName(duplicate)} and ${incidentName(survivor)} is private: joining them would show it. Make both private or both public first.`,
    );
  }
  const wasActive = isActive(duplicate.status);
  const marked = by.fresh<EntryId>();
  return {
    duplicate: decision({
      changes: [
        {
          kind: "set",
          fields: {
            duplicateOf: survivor.id,
            status: "closed",
            ...(wasActive ? { endedAt: by.at, nextUpdateAt: null } : {}),
          },
        },
      ],
      entries: [
        {
          id: marked,
          kind: "duplicate-marked",
          data: {
            before: duplicate.duplicateOf ?? null,
            after: survivor.id,
            number: survivor.number,
            status: duplicate.status,
          },
        },
        ...(wasActive
          ? [
              {
                id: by.fresh<EntryId>(),
                kind: "closed",
                data: { before: duplicate.status, after: "closed", end_time: by.at.toString() },
                follows: marked,
              } as const,
            ]
          : []),
      ],
    }),
    survivor: decision({
      changes: duplicate.participants
        .filter((person) => !survivor.participants.includes(person))
        .map((person) => ({ kind: "join", person })),
      entries: [
        {
          id: by.fresh<EntryId>(),
          kind: "duplicate-received",
          data: { after: duplicate.id, number: duplicate.number, people: [...duplicate.participants] },
        },
      ],
    }),
  };
};

/** Takes it back: the incident stands on its own again, open if it was active before. */
export const undoDuplicate = (duplicate: Incident, wasActive: boolean, by: By): Decision => {
  if (duplicate.duplicateOf === undefined) {
    throw new Refusal(
      "not-a-duplicate",
      `${incidentName(duplicate)} is not a duplicate of another incident. There is nothing to undo.`,
    );
  }
  const undone = by.fresh<EntryId>();
  return decision({
    changes: [
      {
        kind: "set",
        fields: {
          duplicateOf: null,
          ...(wasActive ? { status: "open", endedAt: null, occurrence: duplicate.occurrence + 1 } : {}),
        },
      },
    ],
    entries: [
      {
        id: undone,
        kind: "duplicate-undone",
        data: { before: duplicate.duplicateOf, after: null, ...(wasActive ? { status: "open" } : {}) },
      },
      ...(wasActive
        ? [
            {
              id: by.fresh<EntryId>(),
              kind: "reopened",
              data: { before: duplicate.status, after: "open" },
              follows: undone,
            } as const,
          ]
        : []),
    ],
  });
};
