import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId, TextId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentName } from "./incident.ts";

/** What those who are waiting are told: what we know, what we do, and when we speak again. */
export interface Update {
  readonly known: string;
  readonly doing?: string;
  readonly nextAt?: Temporal.Instant;
}

/** The two halves of an update as one body: the second begins after a line that nobody types by hand. */
const seam = "\n\u2029\n";

export const joinUpdate = (update: Update): string =>
  update.doing === undefined || update.doing.trim() === ""
    ? update.known.trim()
    : `${update.known.trim()}${seam}${update.doing.trim()}`;

export const splitUpdate = (body: string): { readonly known: string; readonly doing?: string } => {
  const at = body.indexOf(seam);
  return at === -1 ? { known: body } : { known: body.slice(0, at), doing: body.slice(at + seam.length) };
};

/** Becomes the card's latest update and is posted wherever the incident is shown. */
export const postUpdate = (incident: Incident, update: Update, by: By): Decision => {
  const body = joinUpdate({ ...update, known: update.known.replaceAll("\u2029", " ") });
  if (update.known.trim() === "")
    throw new Refusal("update-empty", "An update needs words: what do we know, and what are we doing?");
  if (update.nextAt !== undefined && Temporal.Instant.compare(update.nextAt, by.at) <= 0) {
    throw new Refusal(
      "next-update-past",
      `The next update of ${incidentName(incident)} must lie ahead, such as \`next:30m\`.`,
    );
  }
  const id = by.fresh<EntryId>();
  const text = by.fresh<TextId>();
  return decision({
    changes: [
      { kind: "write", text, body },
      { kind: "set", fields: { latestUpdate: id, nextUpdateAt: update.nextAt ?? null } },
    ],
    entries: [
      {
        id,
        kind: "update-posted",
        data: { text, ...(update.nextAt === undefined ? {} : { next: update.nextAt.toString() }) },
      },
    ],
  });
};
