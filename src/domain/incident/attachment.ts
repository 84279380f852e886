import { type By, type Decision, decision } from "../decision.ts";
import type { AttachmentId, EntryId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentKey } from "./incident.ts";

export const noSuchFile = (incident: Incident, name: string): Refusal =>
  new Refusal(
    "no-such-file",
    `There is no file "${name}". See what there is with \`/incident show ${incidentKey(incident)}\`.`,
    "file",
  );

/** Takes a file away; our copy of it is deleted. */
export const removeAttachment = (
  _incident: Incident,
  file: { readonly id: AttachmentId; readonly name: string; readonly storageKey?: string },
  by: By,
): Decision =>
  decision({
    changes: [{ kind: "detach", attachment: file.id }],
    entries: [{ id: by.fresh<EntryId>(), kind: "attachment-deleted", data: { before: file.name } }],
    jobs:
      file.storageKey === undefined
        ? []
        : [{ data: { kind: "purge", files: [file.storageKey] }, key: `purge:${file.id}` }],
  });
