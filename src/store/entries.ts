import { and, asc, desc, eq, gt, inArray, lt, max, sql } from "drizzle-orm";
import type { Actor, Surface } from "../domain/actor.ts";
import type { EntryId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Entry, EntryDraft, EntryKind, Subject } from "../domain/incident/timeline.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { entries } from "./schema/timeline.ts";

export interface Written {
  readonly workspace: WorkspaceId;
  readonly subject: Subject;
  readonly incident?: IncidentId;
  readonly actor: Actor;
  readonly surface: Surface;
  readonly at: Temporal.Instant;
  /** The number of the subject's entry before the first of these. */
  readonly after: number;
}

/** Appends entries to a subject whose lock is held. */
export const appendEntries = async (tx: Tx, written: Written, drafts: readonly EntryDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  await tx.insert(entries).values(drafts.map((draft, i) => rowOf(written, draft, written.after + 1 + i)));
};

const rowOf = (written: Omit<Written, "after">, draft: EntryDraft, seq: number): typeof entries.$inferInsert => {
  const { actor } = written;
  return {
    id: draft.id,
    workspaceId: written.workspace,
    subjectKind: written.subject.kind,
    subjectId: written.subject.id,
    incidentId: written.incident ?? null,
    seq,
    kind: draft.kind,
    actorKind: actor.kind,
    actorId: actor.kind === "system" ? null : actor.id,
    actorName: actor.kind === "key" || actor.kind === "automation" ? actor.name : null,
    surface: written.surface,
    at: written.at,
    data: draft.data,
    follows: draft.follows ?? null,
  };
};

/** Appends one entry each to the audit of several nouns of a kind whose rows are locked. */
export const auditEach = async (
  tx: Tx,
  written: Omit<Written, "after" | "subject">,
  kind: Subject["kind"],
  drafts: readonly (EntryDraft & { readonly of: string })[],
): Promise<void> => {
  if (drafts.length === 0) return;
  const ids = drafts.map(({ of }) => of);
  const last = await tx
    .select({ id: entries.subjectId, seq: max(entries.seq) })
    .from(entries)
    .where(
      and(eq(entries.workspaceId, written.workspace), eq(entries.subjectKind, kind), inArray(entries.subjectId, ids)),
    )
    .groupBy(entries.subjectId);
  const seqs = new Map(last.map(({ id, seq }) => [id, seq ?? 0]));
  await tx
    .insert(entries)
    .values(
      drafts.map(({ of, ...draft }) =>
        rowOf({ ...written, subject: { kind, id: of } }, draft, (seqs.get(of) ?? 0) + 1),
      ),
    );
};

/** Appends to the audit of a noun without a lock of its own: the number is the next free one. */
export const auditEntry = async (tx: Tx, written: Omit<Written, "after">, draft: EntryDraft): Promise<void> => {
  const { subject, workspace } = written;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}:${subject.kind}:${subject.id}`}, 0))`,
  );
  const [last] = await tx
    .select({ seq: entries.seq })
    .from(entries)
    .where(
      and(eq(entries.workspaceId, workspace), eq(entries.subjectKind, subject.kind), eq(entries.subjectId, subject.id)),
    )
    .orderBy(desc(entries.seq))
    .limit(1);
  await appendEntries(tx, { ...written, after: last?.seq ?? 0 }, [draft]);
};

/** Entries of an incident the caller has already been allowed to see, by number. */
export const listEntries = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  page: { readonly after?: number; readonly before?: number; readonly limit: number; readonly newestFirst?: boolean },
): Promise<readonly Entry[]> => {
  const rows = await tx
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.workspaceId, workspace),
        eq(entries.incidentId, incident),
        page.after === undefined ? undefined : gt(entries.seq, page.after),
        page.before === undefined ? undefined : lt(entries.seq, page.before),
      ),
    )
    .orderBy(page.newestFirst === true ? desc(entries.seq) : asc(entries.seq))
    .limit(page.limit);
  return rows.map(toEntry);
};

/** The audit of a noun, the newest first. */
export const entriesAbout = async (
  tx: Tx,
  workspace: WorkspaceId,
  { kind, id }: Subject,
  limit: number,
): Promise<readonly Entry[]> => {
  const rows = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.workspaceId, workspace), eq(entries.subjectKind, kind), eq(entries.subjectId, id)))
    .orderBy(desc(entries.seq))
    .limit(limit);
  return rows.map(toEntry);
};

export const readEntries = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly EntryId[],
): Promise<readonly Entry[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.workspaceId, workspace), inArray(entries.id, [...ids])));
  return rows.map(toEntry);
};

/** The entries of an incident of some kinds, by number. */
export const entriesOfKinds = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  kinds: readonly EntryKind[],
): Promise<readonly Entry[]> => {
  const rows = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.workspaceId, workspace), eq(entries.incidentId, incident), inArray(entries.kind, [...kinds])))
    .orderBy(asc(entries.seq));
  return rows.map(toEntry);
};

/** The newest entry of one kind. */
export const lastEntryOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  kind: EntryKind,
): Promise<Entry | undefined> => {
  const [row] = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.workspaceId, workspace), eq(entries.incidentId, incident), eq(entries.kind, kind)))
    .orderBy(desc(entries.seq))
    .limit(1);
  return row === undefined ? undefined : toEntry(row);
};

export const toEntry = (row: typeof entries.$inferSelect): Entry => ({
  id: row.id,
  workspace: row.workspaceId,
  subject: { kind: row.subjectKind as Subject["kind"], id: row.subjectId },
  seq: row.seq,
  kind: row.kind,
  actor: toActor(row),
  surface: row.surface,
  at: row.at,
  data: row.data,
  ...given("incident", row.incidentId),
  ...given("follows", row.follows),
});

/** Roles are not remembered: an entry says who, not what they were allowed. */
const toActor = (row: typeof entries.$inferSelect): Actor => {
  const id = row.actorId ?? "";
  switch (row.actorKind) {
    case "person":
      return { kind: "person", id: id as Extract<Actor, { kind: "person" }>["id"], role: "standard" };
    case "key":
      return { kind: "key", id, name: row.actorName ?? id, role: "standard" };
    case "automation":
      return { kind: "automation", id, name: row.actorName ?? id };
    default:
      return { kind: "system" };
  }
};
