import type { ScheduleId } from "../../../domain/ids.ts";
import type { Job } from "../../../domain/job.ts";

/** Looks whether the swaps of a schedule still fit it. */
export const swapsJob = (schedule: ScheduleId): Job => ({
  data: { kind: "swaps", schedule },
  key: `swaps:${schedule}`,
});
