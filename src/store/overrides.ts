import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { ActId, OverrideId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { Act } from "../domain/oncall/act.ts";
import type { Override } from "../domain/oncall/override.ts";
import { byIn, type PlacedOverride, personIn } from "../domain/oncall/placed.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { acts, overrides } from "./schema/oncall.ts";

/** Those in force at any time of [from, to), in the order of their rank. */
export const overridesIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  schedules: readonly ScheduleId[],
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<readonly PlacedOverride[]> => {
  if (schedules.length === 0) return [];
  const rows = await tx
    .select()
    .from(overrides)
    .where(
      and(
        eq(overrides.workspaceId, workspace),
        inArray(overrides.scheduleId, [...schedules]),
        gt(overrides.endsAt, from),
        lt(overrides.startsAt, to),
        lt(overrides.startsAt, overrides.endsAt),
      ),
    )
    .orderBy(asc(overrides.rank), asc(overrides.id));
  return rows.map(toOverride);
};

export const findOverrides = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly OverrideId[],
): Promise<readonly PlacedOverride[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(overrides)
    .where(and(eq(overrides.workspaceId, workspace), inArray(overrides.id, [...ids])));
  return rows.map(toOverride);
};

/** What acts added and what they took back. */
export const overridesOfAct = async (
  tx: Tx,
  workspace: WorkspaceId,
  ...of: readonly ActId[]
): Promise<readonly PlacedOverride[]> => {
  if (of.length === 0) return [];
  const rows = await tx
    .select()
    .from(overrides)
    .where(
      and(
        eq(overrides.workspaceId, workspace),
        or(inArray(overrides.act, [...of]), inArray(overrides.endedBy, [...of])),
      ),
    )
    .orderBy(asc(overrides.rank), asc(overrides.id));
  return rows.map(toOverride);
};

/** The highest rank given out in a schedule, whose lock is held. */
export const highestRank = async (tx: Tx, workspace: WorkspaceId, schedule: ScheduleId): Promise<number> => {
  const [row] = await tx
    .select({ rank: sql<number>`coalesce(max(${overrides.rank}), 0)::int` })
    .from(overrides)
    .where(and(eq(overrides.workspaceId, workspace), eq(overrides.scheduleId, schedule)));
  return row?.rank ?? 0;
};

export const insertOverrides = async (
  tx: Tx,
  workspace: WorkspaceId,
  added: readonly PlacedOverride[],
): Promise<void> => {
  if (added.length === 0) return;
  await tx.insert(overrides).values(
    added.map((one) => ({
      id: one.id,
      workspaceId: workspace,
      scheduleId: one.schedule,
      kind: one.kind,
      person: personIn(one) ?? null,
      by: byIn(one) ?? null,
      startsAt: instantOf(one.start),
      endsAt: instantOf(one.end),
      plannedEnd: instantOf(one.plannedEnd),
      rank: one.rank,
      note: one.note,
      act: one.act,
      swap: one.swap ?? null,
      createdBy: one.createdBy,
      createdAt: one.createdAt,
    })),
  );
};

/** Takes overrides back from now on; gives those that had not ended by then. */
export const endOverrides = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly OverrideId[],
  { act, now }: { readonly act: ActId; readonly now: Temporal.Instant },
): Promise<readonly PlacedOverride[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(overrides)
    .set({ endsAt: sql`greatest(${overrides.startsAt}, ${now.toString()}::timestamptz)`, endedBy: act })
    .where(
      and(
        eq(overrides.workspaceId, workspace),
        inArray(overrides.id, [...ids]),
        gt(overrides.endsAt, now),
        lt(overrides.startsAt, overrides.endsAt),
      ),
    )
    .returning();
  return rows.map(toOverride);
};

export const insertAct = async (tx: Tx, workspace: WorkspaceId, act: Act): Promise<void> => {
  await tx.insert(acts).values({ workspaceId: workspace, ...act });
};

export const findAct = async (tx: Tx, workspace: WorkspaceId, id: ActId): Promise<Act | undefined> => {
  const [row] = await tx
    .select()
    .from(acts)
    .where(and(eq(acts.workspaceId, workspace), eq(acts.id, id)));
  return row === undefined ? undefined : toAct(row);
};

/** The newest act of somebody that can be undone: not undone yet, and no undoing itself. */
export const lastActOf = async (tx: Tx, workspace: WorkspaceId, actor: string): Promise<Act | undefined> => {
  const [row] = await tx
    .select()
    .from(acts)
    .where(
      and(
        eq(acts.workspaceId, workspace),
        eq(acts.actor, actor),
        sql`${acts.undoneBy} is null`,
        sql`${acts.kind} <> 'undo'`,
      ),
    )
    .orderBy(desc(acts.at), desc(acts.id))
    .limit(1);
  return row === undefined ? undefined : toAct(row);
};

/** Marks an act as undone; false where it was already. */
export const markUndone = async (tx: Tx, workspace: WorkspaceId, id: ActId, by: ActId): Promise<boolean> => {
  const rows = await tx
    .update(acts)
    .set({ undoneBy: by })
    .where(and(eq(acts.workspaceId, workspace), eq(acts.id, id), sql`${acts.undoneBy} is null`))
    .returning({ id: acts.id });
  return rows.length > 0;
};

const instantOf = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

const toAct = ({ workspaceId: _workspace, undoneBy, ...act }: typeof acts.$inferSelect): Act => ({
  ...act,
  ...given("undoneBy", undoneBy),
});

const toOverride = (row: typeof overrides.$inferSelect): PlacedOverride => ({
  ...kindOf(row),
  id: row.id,
  schedule: row.scheduleId,
  start: row.startsAt.epochMilliseconds,
  end: row.endsAt.epochMilliseconds,
  plannedEnd: row.plannedEnd.epochMilliseconds,
  rank: row.rank,
  note: row.note,
  act: row.act,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  ...given("endedBy", row.endedBy),
  ...given("swap", row.swap),
});

type Kind<O> = O extends Override ? Omit<O, "start" | "end"> : never;

const kindOf = ({ kind, person, by }: typeof overrides.$inferSelect): Kind<Override> => {
  switch (kind) {
    case "set":
    case "add":
      return { kind, by: by ?? "" };
    case "replace":
      return { kind, person: person ?? "", by: by ?? "" };
    case "remove":
      return { kind, person: person ?? "" };
  }
};
