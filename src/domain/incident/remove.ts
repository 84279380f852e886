import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId } from "../ids.ts";
import type { Incident } from "./incident.ts";

/** Deletes the incident with its comments, files and cards. The entries stay as audit, without its texts. */
export const remove = (incident: Incident, by: By): Decision =>
  decision({
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "deleted",
        data: { number: incident.number, status: incident.status, severity: incident.severity?.key ?? null },
      },
    ],
    changes: [{ kind: "delete" }],
  });
