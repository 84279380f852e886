import { and, asc, eq, gt, lt, lte, ne, sql } from "drizzle-orm";
import type { DueId, PingId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { Due, DueState, NewDue } from "../domain/oncall/due.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { schedules } from "./schema/oncall.ts";
import { duePings, pings } from "./schema/ping.ts";

/**
 * Writes down what is owed. What is known already keeps its instant, unless that is still to come; what was told is not
 * owed again. Gives what is new or has moved.
 */
export const planDues = async (
  tx: Tx,
  workspace: WorkspaceId,
  planned: readonly (NewDue & { readonly id: DueId })[],
  now: Temporal.Instant,
): Promise<readonly Due[]> => {
  const added: Due[] = [];
  for (let i = 0; i < planned.length; i += atOnce) {
    added.push(...(await insertDues(tx, workspace, planned.slice(i, i + atOnce), now)));
  }
  return added;
};

/** PostgreSQL takes 65,535 parameters in a statement. */
const atOnce = 2_000;

const insertDues = async (
  tx: Tx,
  workspace: WorkspaceId,
  planned: readonly (NewDue & { readonly id: DueId })[],
  now: Temporal.Instant,
): Promise<readonly Due[]> => {
  const rows = await tx
    .insert(duePings)
    .values(
      planned.map(({ schedule, ping, start, member, by, ...row }) => ({
        ...row,
        workspaceId: workspace,
        scheduleId: schedule ?? null,
        pingId: ping ?? null,
        start: start ?? null,
        member: member ?? null,
        by: by ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: [duePings.workspaceId, duePings.key],
      set: { at: sql`excluded.at` },
      setWhere: sql`${duePings.state} = 'waiting' and ${duePings.at} > ${now.toString()}::timestamptz and ${duePings.at} <> excluded.at`,
    })
    .returning();
  return rows.map(toDue);
};

export const findDue = async (tx: Tx, workspace: WorkspaceId, id: DueId): Promise<Due | undefined> => {
  const [row] = await tx
    .select()
    .from(duePings)
    .where(and(eq(duePings.workspaceId, workspace), eq(duePings.id, id)));
  return row === undefined ? undefined : toDue(row);
};

/** Remembers who has heard it, once. */
export const markTold = async (tx: Tx, workspace: WorkspaceId, id: DueId, hearer: string): Promise<void> => {
  await tx
    .update(duePings)
    .set({ told: sql`array_append(${duePings.told}, ${hearer})` })
    .where(and(eq(duePings.workspaceId, workspace), eq(duePings.id, id), sql`not (${hearer} = any(${duePings.told}))`));
};

export const settleDue = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: DueId,
  to: { readonly state: Exclude<DueState, "waiting">; readonly at: Temporal.Instant },
): Promise<void> => {
  await tx
    .update(duePings)
    .set({ state: to.state, settledAt: to.at })
    .where(and(eq(duePings.workspaceId, workspace), eq(duePings.id, id), eq(duePings.state, "waiting")));
};

/** What a calendar rule owes after an instant is owed no more. */
export const forgetComing = async (
  tx: Tx,
  workspace: WorkspaceId,
  ping: PingId,
  after: Temporal.Instant,
): Promise<void> => {
  await tx
    .delete(duePings)
    .where(
      and(
        eq(duePings.workspaceId, workspace),
        eq(duePings.pingId, ping),
        eq(duePings.state, "waiting"),
        gt(duePings.at, after),
      ),
    );
};

/** What waits though it was due before an instant, the oldest first. */
export const duesLeft = async (
  tx: Tx,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly Pick<Due, "id" | "at">[]> =>
  tx
    .select({ id: duePings.id, at: duePings.at })
    .from(duePings)
    .where(and(eq(duePings.state, "waiting"), lte(duePings.at, before)))
    .orderBy(asc(duePings.at))
    .limit(limit);

/** What was told, or came to nothing, before an instant. */
export const forgetDues = async (tx: Tx, before: Temporal.Instant): Promise<void> => {
  await tx.delete(duePings).where(and(ne(duePings.state, "waiting"), lt(duePings.settledAt, before)));
};

/** Everything that may owe pings, in all workspaces. */
export const plannedFor = async (
  tx: Tx,
): Promise<{
  readonly schedules: readonly { readonly id: ScheduleId; readonly isFollowed: boolean }[];
  readonly pings: readonly PingId[];
}> => {
  const [all, rules] = await Promise.all([
    tx
      .select({
        id: schedules.id,
        isFollowed: sql<boolean>`jsonb_array_length(${schedules.settings} -> 'follows') > 0`,
      })
      .from(schedules),
    tx.select({ id: pings.id }).from(pings).where(sql`${pings.pausedAt} is null`),
  ]);
  return { schedules: all, pings: rules.map(({ id }) => id) };
};

/** The schedules of one workspace. */
export const schedulesOf = async (tx: Tx, workspace: WorkspaceId): Promise<readonly ScheduleId[]> => {
  const rows = await tx.select({ id: schedules.id }).from(schedules).where(eq(schedules.workspaceId, workspace));
  return rows.map(({ id }) => id);
};

const toDue = (row: typeof duePings.$inferSelect): Due => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  at: row.at,
  state: row.state,
  told: row.told,
  ...given("schedule", row.scheduleId),
  ...given("ping", row.pingId),
  ...given("start", row.start),
  ...given("member", row.member),
  ...given("by", row.by),
});
