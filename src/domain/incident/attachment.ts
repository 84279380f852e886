import { type By, type Decision, decision } from "../decision.ts";
import type { AttachmentId, EntryId } from "../ids.ts";
import type { Incident } from "./incident.ts";

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
