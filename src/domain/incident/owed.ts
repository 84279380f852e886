import type { IncidentId } from "../ids.ts";
import type { Job } from "../job.ts";
import { concernsPeople } from "../notify/policy.ts";
import { isIncidentEntry } from "./event.ts";
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

/** What timeline entries owe: each its line in the threads, and all together word to those they concern. */
export const jobsOfEntries = (incident: IncidentId, entries: readonly EntryDraft[]): readonly Job[] => {
  const lines = entries.filter(isTold).map(
    ({ id }): Job => ({
      data: { kind: "tell", incident, entry: id },
      key: `tell:${id}`,
    }),
  );
  const heard = entries.filter(({ kind }) => isIncidentEntry(kind) && concernsPeople(kind));
  const [first] = heard;
  if (first === undefined) return lines;
  const tells = heard.flatMap(({ id, tells: told = [] }) => told.map((one) => ({ ...one, entry: id })));
  const word: Job = {
    data: { kind: "inform", incident, entries: heard.map(({ id }) => id), tells },
    key: `inform:${first.id}`,
    priority: 10,
  };
  return [...lines, word];
};
