import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { IncidentId, RunId, WorkspaceId } from "../domain/ids.ts";
import type { Silence } from "../domain/notify/condition.ts";
import type { Rule } from "../domain/notify/plan.ts";
import type { Fence, Run } from "../domain/notify/run.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { runs } from "./schema/notify.ts";

export type NewRun = Pick<Run, "id" | "incident" | "rule" | "source" | "spell" | "plan" | "startedAt"> & {
  readonly dueAt?: Temporal.Instant;
  /** When it would be due, were it not silenced. */
  readonly heldAt?: Temporal.Instant;
};

/** A run with how many have acknowledged since it began, and whether it has called anybody. */
export interface StoredRun extends Run {
  readonly need: number;
  readonly acks: number;
  readonly called: boolean;
}

/** Begins runs; one that has begun in this spell already is left as it is. Gives those that are new. */
export const insertRuns = async (
  tx: Tx,
  workspace: WorkspaceId,
  begun: readonly NewRun[],
): Promise<readonly StoredRun[]> => {
  if (begun.length === 0) return [];
  const rows = await tx
    .insert(runs)
    .values(
      begun.map(({ incident, dueAt, heldAt, ...run }) => ({
        ...run,
        workspaceId: workspace,
        incidentId: incident,
        dueAt: dueAt ?? null,
        heldAt: heldAt ?? null,
      })),
    )
    .onConflictDoNothing()
    .returning();
  return rows.map(toRun);
};

export const findRuns = async (tx: Tx, workspace: WorkspaceId, ids: readonly RunId[]): Promise<readonly StoredRun[]> =>
  ids.length === 0 ? [] : (await withIds(tx, workspace, ids)).map(toRun);

/** Runs, locked until the transaction ends, in the order of their ids. Their incident is locked before them, if at all. */
export const lockRuns = async (tx: Tx, workspace: WorkspaceId, ids: readonly RunId[]): Promise<readonly StoredRun[]> =>
  ids.length === 0 ? [] : (await withIds(tx, workspace, ids).for("update")).map(toRun);

const withIds = (tx: Tx, workspace: WorkspaceId, ids: readonly RunId[]) =>
  tx
    .select()
    .from(runs)
    .where(and(eq(runs.workspaceId, workspace), inArray(runs.id, [...ids])))
    .orderBy(asc(runs.id));

/** The runs of an incident, the oldest first; those under way only, unless all are asked for. */
export const runsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  which: "waiting" | "all" = "waiting",
): Promise<readonly StoredRun[]> => {
  const rows = await tx
    .select()
    .from(runs)
    .where(and(ofIncident(workspace, incident), which === "all" ? undefined : eq(runs.state, "waiting")))
    .orderBy(asc(runs.startedAt), asc(runs.id));
  return rows.map(toRun);
};

/**
 * Where a run goes on. Its epoch rises where what is queued for it must no longer go out. One that is moved to another
 * instant is no longer held, unless it says for which.
 */
export const moveRun = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: RunId,
  to: Partial<Pick<StoredRun, "step" | "cycle" | "state" | "need" | "acks" | "called" | "plan">> & {
    readonly dueAt?: Temporal.Instant | null;
    readonly heldAt?: Temporal.Instant;
    readonly endedAt?: Temporal.Instant;
    readonly silence?: boolean;
  },
): Promise<void> => {
  const { silence, heldAt = null, ...set } = to;
  await tx
    .update(runs)
    .set({
      ...set,
      ...(set.dueAt === undefined ? {} : { heldAt }),
      ...(silence === true ? { epoch: sql`${runs.epoch} + 1` } : {}),
    })
    .where(keyed(workspace, id));
};

/** Makes runs due from their beginning, whatever they have said before; what they have queued falls silent. */
export const beginAgain = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly RunId[],
  { dueAt, heldAt = null }: { readonly dueAt: Temporal.Instant; readonly heldAt?: Temporal.Instant | null },
): Promise<readonly StoredRun[]> => {
  const rows = await tx
    .update(runs)
    .set({ epoch: sql`${runs.epoch} + 1`, cycle: 0, dueAt, heldAt })
    .where(and(eq(runs.workspaceId, workspace), inArray(runs.id, [...ids])))
    .returning();
  return rows.map(toRun);
};

/**
 * What a decision ends of an incident's runs, and what it counts anew; the jobs they have queued fall silent with them.
 * An acknowledgement counts, and ends pages once as many have answered as their step asks for. Gives what is counted
 * anew: it needs to be woken at another instant.
 */
export const silenceRuns = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  { ends, acknowledged, restarts, fulfils }: Silence,
  at: Temporal.Instant,
): Promise<readonly StoredRun[]> => {
  const waiting = and(ofIncident(workspace, incident), eq(runs.state, "waiting"));
  const over = { epoch: sql`${runs.epoch} + 1`, dueAt: null, heldAt: null, endedAt: at };
  if (ends.length > 0) {
    await tx
      .update(runs)
      .set({ ...over, state: "ended" })
      .where(and(waiting, inArray(runs.rule, [...ends])));
  }
  if (acknowledged !== undefined) {
    const enough = sql`${runs.acks} + 1 >= ${runs.need}`;
    await tx
      .update(runs)
      .set({
        acks: sql`${runs.acks} + 1`,
        state: sql`case when ${enough} then 'answered' else ${runs.state} end`,
        epoch: sql`case when ${enough} then ${runs.epoch} + 1 else ${runs.epoch} end`,
        dueAt: sql`case when ${enough} then null else ${runs.dueAt} end`,
        heldAt: sql`case when ${enough} then null else ${runs.heldAt} end`,
        endedAt: sql`case when ${enough} then ${at.toString()}::timestamptz else null end`,
      })
      .where(and(waiting, inArray(runs.rule, ["page", "by-hand"] satisfies Rule[])));
  }
  if (fulfils) {
    await tx
      .update(runs)
      .set({ ...over, state: "ended" })
      .where(and(waiting, eq(runs.rule, "no-update"), sql`(${runs.plan} ->> 'after')::float8 = 0`));
  }
  const restarted: StoredRun[] = [];
  for (const { rule, from } of restarts) {
    const after = sql`make_interval(secs => (${runs.plan} ->> 'after')::float8)`;
    const dueAt =
      from === undefined ? sql`${at.toString()}::timestamptz + ${after}` : sql`${from.toString()}::timestamptz`;
    const rows = await tx
      .update(runs)
      .set({
        epoch: sql`${runs.epoch} + 1`,
        cycle: 0,
        startedAt: at,
        heldAt: null,
        // One that has asked for the last time asks no more; only its last reminder may still be on its way.
        dueAt: sql`case when ${runs.state} = 'waiting' then ${dueAt} end`,
      })
      .where(and(ofIncident(workspace, incident), inArray(runs.state, ["waiting", "exhausted"]), eq(runs.rule, rule)))
      .returning();
    restarted.push(...rows.map(toRun));
  }
  return restarted;
};

/** Runs whose instant is past although nobody has taken them up: their job was lost. In every workspace. */
export const runsLeft = async (
  tx: Tx,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly { readonly fence: Fence; readonly dueAt: Temporal.Instant }[]> => {
  const rows = await tx
    .select()
    .from(runs)
    .where(and(eq(runs.state, "waiting"), lte(runs.dueAt, before)))
    .orderBy(asc(runs.dueAt))
    .limit(limit);
  return rows.map((row) => ({ fence: fenceOf(row), dueAt: row.dueAt ?? before }));
};

/** Is a run of this rule and source under way, whatever its spell? */
export const sourcesUnderWay = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .select({ rule: runs.rule, source: runs.source })
    .from(runs)
    .where(and(ofIncident(workspace, incident), eq(runs.state, "waiting")));
  return new Set(rows.map(({ rule, source }) => `${rule}:${source}`));
};

export const fenceOf = ({
  id,
  epoch,
  step,
  cycle,
}: {
  readonly id: RunId;
  readonly epoch: number;
  readonly step: number;
  readonly cycle: number;
}): Fence => ({ run: id, epoch, step, cycle });

const keyed = (workspace: WorkspaceId, id: RunId): SQL | undefined =>
  and(eq(runs.workspaceId, workspace), eq(runs.id, id));

export const ofIncident = (workspace: WorkspaceId, incident: IncidentId): SQL | undefined =>
  and(eq(runs.workspaceId, workspace), eq(runs.incidentId, incident));

export const toRun = (row: typeof runs.$inferSelect): StoredRun => ({
  id: row.id,
  incident: row.incidentId,
  rule: row.rule,
  source: row.source,
  spell: row.spell,
  epoch: row.epoch,
  step: row.step,
  cycle: row.cycle,
  state: row.state,
  plan: row.plan,
  startedAt: row.startedAt,
  need: row.need,
  acks: row.acks,
  called: row.called,
  ...given("dueAt", row.dueAt),
});
