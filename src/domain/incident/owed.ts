import type { IncidentId, PersonId } from "../ids.ts";
import type { Job } from "../job.ts";
import type { EntryDraft, EntryKind } from "./timeline.ts";

/** What the card already says needs no line of its own in the thread. */
const untold: readonly EntryKind[] = ["declared", "deleted", "made-private", "key-moment-cleared"];

/** An end or a return that follows from another entry is said by that one. */
const implied: readonly EntryKind[] = ["closed", "reopened"];

/** Is this said in the incident's threads? */
export const isTold = ({ kind, follows }: Pick<EntryDraft, "kind" | "follows">): boolean =>
  !untold.includes(kind) && !(implied.includes(kind) && follows !== undefined);

/** Cards, banners and rooms are brought up to date once, however many changes wait. */
export const announceJob = (incident: IncidentId): Job => ({
  data: { kind: "announce", incident },
  key: `announce:${incident}`,
  priority: 5,
});

/**
 * What a timeline entry owes: its line in the threads and word to those it concerns. Of a private incident only the
 * people on it hear, and those it is assigned to.
 */
export const jobsOfEntry = (
  entry: EntryDraft,
  incident: { readonly id: IncidentId; readonly private: boolean; readonly people: readonly PersonId[] },
): readonly Job[] => [
  ...(isTold(entry)
    ? [{ data: { kind: "tell", incident: incident.id, entry: entry.id }, key: `tell:${entry.id}` } as const]
    : []),
  ...(entry.tells ?? [])
    .filter(({ person, reason }) => !incident.private || reason === "assigned" || incident.people.includes(person))
    .map(({ person, reason }) => ({
      data: { kind: "notify", person, entry: entry.id, reason } as const,
      key: `notify:${person}:${entry.id}`,
      priority: 10,
    })),
];
