import type { EntryId } from "../domain/ids.ts";
import type { auditKinds, EntryData, Subject } from "../domain/incident/timeline.ts";
import type { Tx } from "../store/database.ts";
import { auditEntry } from "../store/entries.ts";
import { type Ctx, freshId } from "./ctx.ts";

/** Writes down who did what to a noun that has no timeline. */
export const audit = (
  ctx: Ctx,
  tx: Tx,
  subject: Subject,
  what: { readonly kind: (typeof auditKinds)[number]; readonly data: EntryData },
): Promise<void> =>
  auditEntry(
    tx,
    { workspace: ctx.workspace, subject, actor: ctx.actor, surface: ctx.surface, at: ctx.now() },
    { id: freshId<EntryId>(), ...what },
  );
