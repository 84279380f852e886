import { and, asc, eq, inArray } from "drizzle-orm";
import type { ScheduleId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { policies, policySchedules } from "./schema/notify.ts";

export interface PolicyOfSchedule {
  readonly schedule: ScheduleId;
  readonly key: string;
  readonly name: string;
}

/** The notification policies that use these schedules, or all that use any, by key. */
export const policiesOfSchedules = (
  tx: Tx,
  workspace: WorkspaceId,
  schedules: readonly ScheduleId[] | "any",
): Promise<readonly PolicyOfSchedule[]> =>
  tx
    .select({ schedule: policySchedules.scheduleId, key: policies.key, name: policies.name })
    .from(policySchedules)
    .innerJoin(
      policies,
      and(eq(policies.workspaceId, policySchedules.workspaceId), eq(policies.id, policySchedules.policyId)),
    )
    .where(
      and(
        eq(policySchedules.workspaceId, workspace),
        schedules === "any" ? undefined : inArray(policySchedules.scheduleId, [...schedules]),
      ),
    )
    .orderBy(asc(policies.key), asc(policySchedules.scheduleId));
