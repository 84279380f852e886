import { and, asc, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { ActId, ScheduleId, SwapId, WorkspaceId } from "../domain/ids.ts";
import type { SwapRecord, SwapState } from "../domain/oncall/exchange.ts";
import type { Interval } from "../domain/oncall/interval.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { swaps } from "./schema/oncall.ts";

/** Changes to a swap are made under the lock of its schedule. */
export const findSwap = async (tx: Tx, workspace: WorkspaceId, id: SwapId): Promise<SwapRecord | undefined> => {
  const [row] = await tx
    .select()
    .from(swaps)
    .where(and(eq(swaps.workspaceId, workspace), eq(swaps.id, id)));
  return row === undefined ? undefined : toSwap(row);
};

/** The swap that an act carried out. */
export const swapOfAct = async (tx: Tx, workspace: WorkspaceId, act: ActId): Promise<SwapRecord | undefined> => {
  const [row] = await tx
    .select()
    .from(swaps)
    .where(and(eq(swaps.workspaceId, workspace), eq(swaps.act, act)));
  return row === undefined ? undefined : toSwap(row);
};

/** Asked for or agreed, and not over: of a schedule by when they were asked for, of all the newest first. */
export const openSwaps = async (
  tx: Tx,
  workspace: WorkspaceId,
  { now, schedule }: { readonly now: Temporal.Instant; readonly schedule?: ScheduleId },
): Promise<readonly SwapRecord[]> => {
  const rows = await tx
    .select()
    .from(swaps)
    .where(
      and(
        eq(swaps.workspaceId, workspace),
        schedule === undefined ? undefined : eq(swaps.scheduleId, schedule),
        inArray(swaps.state, ["requested", "accepted"]),
        or(gt(swaps.oneEnd, now), gt(swaps.otherEnd, now)),
      ),
    )
    .orderBy(schedule === undefined ? desc(swaps.createdAt) : asc(swaps.createdAt), asc(swaps.id));
  return rows.map(toSwap);
};

export const insertSwap = async (tx: Tx, workspace: WorkspaceId, swap: SwapRecord): Promise<void> => {
  await tx.insert(swaps).values({
    id: swap.id,
    workspaceId: workspace,
    scheduleId: swap.schedule,
    onePerson: swap.one.person,
    ...dutiesOf(swap),
    otherPerson: swap.other ?? null,
    state: swap.state,
    note: swap.note,
    createdBy: swap.createdBy,
    createdAt: swap.createdAt,
  });
};

/** Moves a swap on from a state; false where it is in another by now. */
export const updateSwap = async (
  tx: Tx,
  workspace: WorkspaceId,
  swap: SwapRecord,
  answer: { readonly from: SwapState; readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const rows = await tx
    .update(swaps)
    .set({
      ...dutiesOf(swap),
      otherPerson: swap.other ?? null,
      state: swap.state,
      act: swap.act ?? null,
      answeredBy: answer.by,
      answeredAt: answer.at,
    })
    .where(and(eq(swaps.workspaceId, workspace), eq(swaps.id, swap.id), sql`${swaps.state} = ${answer.from}`))
    .returning({ id: swaps.id });
  return rows.length > 0;
};

const dutiesOf = ({ one, back }: Pick<SwapRecord, "one" | "back">) => ({
  oneStart: instantOf(one.start),
  oneEnd: instantOf(one.end),
  otherStart: back === undefined ? null : instantOf(back.start),
  otherEnd: back === undefined ? null : instantOf(back.end),
});

const instantOf = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

const toSwap = (row: typeof swaps.$inferSelect): SwapRecord => ({
  id: row.id,
  schedule: row.scheduleId,
  one: { person: row.onePerson, start: row.oneStart.epochMilliseconds, end: row.oneEnd.epochMilliseconds },
  ...given("other", row.otherPerson),
  ...given("back", backOf(row)),
  state: row.state,
  note: row.note,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  ...given("act", row.act),
});

const backOf = ({ otherStart, otherEnd }: typeof swaps.$inferSelect): Interval | null =>
  otherStart === null || otherEnd === null
    ? null
    : { start: otherStart.epochMilliseconds, end: otherEnd.epochMilliseconds };
