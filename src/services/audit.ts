import type { EntryId } from "../domain/ids.ts";
import type { auditKinds, EntryData, Subject } from "../domain/incident/timeline.ts";
import type { Tx } from "../store/database.ts";
import { auditEach, auditEntry } from "../store/entries.ts";
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

/** Writes down that somebody removed several nouns of a kind, whose rows are locked. */
export const auditRemoved = (
  ctx: Ctx,
  tx: Tx,
  kind: Subject["kind"],
  removed: readonly { readonly id: string; readonly data: EntryData }[],
): Promise<void> =>
  auditEach(
    tx,
    { workspace: ctx.workspace, actor: ctx.actor, surface: ctx.surface, at: ctx.now() },
    kind,
    removed.map(({ id, data }) => ({ of: id, id: freshId<EntryId>(), kind: "removed", data })),
  );
