import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PingId, WorkspaceId } from "../domain/ids.ts";
import type { Ping } from "../domain/oncall/ping.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { pings } from "./schema/ping.ts";

export const insertPing = async (tx: Tx, workspace: WorkspaceId, ping: Ping): Promise<void> => {
  const { schedule, place, pausedAt, ...row } = ping;
  await tx.insert(pings).values({
    ...row,
    workspaceId: workspace,
    scheduleId: schedule ?? null,
    place: place ?? null,
    pausedAt: pausedAt ?? null,
  });
};

/** Those of these ids, or all, the oldest first. */
export const findPings = async (
  tx: Tx,
  workspace: WorkspaceId,
  { ids, limit = 200 }: { readonly ids?: readonly PingId[]; readonly limit?: number } = {},
): Promise<readonly Ping[]> => {
  if (ids?.length === 0) return [];
  const rows = await tx
    .select()
    .from(pings)
    .where(and(eq(pings.workspaceId, workspace), ids === undefined ? undefined : inArray(pings.id, [...ids])))
    .orderBy(asc(pings.createdAt), asc(pings.id))
    .limit(limit);
  return rows.map(toPing);
};

/** Stops a ping, or lets it go on; false where it is so already, or gone. */
export const pausePing = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: PingId,
  at: Temporal.Instant | null,
): Promise<boolean> => {
  const rows = await tx
    .update(pings)
    .set({ pausedAt: at })
    .where(
      and(
        eq(pings.workspaceId, workspace),
        eq(pings.id, id),
        at === null ? sql`${pings.pausedAt} is not null` : isNull(pings.pausedAt),
      ),
    )
    .returning({ id: pings.id });
  return rows.length > 0;
};

/** Deletes a ping and all it owes; false where it is gone. */
export const deletePing = async (tx: Tx, workspace: WorkspaceId, id: PingId): Promise<boolean> => {
  const rows = await tx
    .delete(pings)
    .where(and(eq(pings.workspaceId, workspace), eq(pings.id, id)))
    .returning({ id: pings.id });
  return rows.length > 0;
};

const toPing = (row: typeof pings.$inferSelect): Ping => ({
  id: row.id,
  message: row.message,
  rule: row.rule,
  skipHolidays: row.skipHolidays,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  ...given("schedule", row.scheduleId),
  ...given("place", row.place),
  ...given("pausedAt", row.pausedAt),
});
