import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { DefinedVersion } from "../domain/oncall/versions.ts";
import type { Tx } from "./database.ts";
import { scheduleVersions } from "./schema/oncall.ts";

export interface StoredVersion extends DefinedVersion {
  readonly schedule: ScheduleId;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
}

/** The versions in force at any time of [from, to), the oldest first. */
export const versionsIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly ScheduleId[],
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<readonly StoredVersion[]> => {
  if (ids.length === 0) return [];
  const inForceAtFrom = sql`coalesce((
    select max(b.starts_at) from schedule_versions b
     where b.workspace_id = ${workspace} and b.schedule_id = ${scheduleVersions.scheduleId}
       and b.starts_at <= ${from.toString()}), ${scheduleVersions.startsAt})`;
  const rows = await tx
    .select()
    .from(scheduleVersions)
    .where(
      and(
        eq(scheduleVersions.workspaceId, workspace),
        inArray(scheduleVersions.scheduleId, [...ids]),
        lt(scheduleVersions.startsAt, to),
        sql`${scheduleVersions.startsAt} >= ${inForceAtFrom}`,
      ),
    )
    .orderBy(asc(scheduleVersions.startsAt));
  return rows.map(toVersion);
};

/** Every version of one schedule, the oldest first. */
export const allVersions = async (
  tx: Tx,
  workspace: WorkspaceId,
  schedule: ScheduleId,
): Promise<readonly StoredVersion[]> => {
  const rows = await tx
    .select()
    .from(scheduleVersions)
    .where(and(eq(scheduleVersions.workspaceId, workspace), eq(scheduleVersions.scheduleId, schedule)))
    .orderBy(asc(scheduleVersions.startsAt));
  return rows.map(toVersion);
};

/** Puts versions in the place of those from an instant on. */
export const replaceVersions = async (
  tx: Tx,
  workspace: WorkspaceId,
  schedule: ScheduleId,
  change: {
    readonly from: number;
    readonly versions: readonly DefinedVersion[];
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const from = Temporal.Instant.fromEpochMilliseconds(change.from);
  await tx
    .delete(scheduleVersions)
    .where(
      and(
        eq(scheduleVersions.workspaceId, workspace),
        eq(scheduleVersions.scheduleId, schedule),
        gte(scheduleVersions.startsAt, from),
      ),
    );
  if (change.versions.length === 0) return;
  await tx.insert(scheduleVersions).values(
    change.versions.map((version) => ({
      workspaceId: workspace,
      scheduleId: schedule,
      startsAt: Temporal.Instant.fromEpochMilliseconds(version.from),
      definition: version.definition,
      createdBy: change.by,
      createdAt: change.at,
    })),
  );
};

const toVersion = (row: typeof scheduleVersions.$inferSelect): StoredVersion => ({
  schedule: row.scheduleId,
  from: row.startsAt.epochMilliseconds,
  definition: row.definition,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
});
