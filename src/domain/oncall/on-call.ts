import type { ScheduleId } from "../ids.ts";
import type { MemberKey } from "./member.ts";
import type { ScheduleRecord } from "./record.ts";

/** Who is on call by one schedule at an instant, and who comes next. */
export interface OnCall {
  readonly schedule: Pick<ScheduleRecord, "id" | "key" | "name">;
  /** Nobody is in a gap. */
  readonly members: readonly MemberKey[];
  /** As far as it lies within the last 40 days. */
  readonly since?: Temporal.Instant;
  /** Absent where it does not end in the coming 400 days. */
  readonly until?: Temporal.Instant;
  /** The layer that puts them on; null where an override does. */
  readonly layer: string | null;
  /** Whose absence has changed who is on call. */
  readonly absent: readonly MemberKey[];
  readonly next?: { readonly members: readonly MemberKey[]; readonly start: Temporal.Instant };
  /** Why nobody is: the schedule is not valid yet, no longer, or it is a gap. */
  readonly validity: Validity;
}

export type Validity = "valid" | "not yet" | "expired";

export type OnCallBySchedule = ReadonlyMap<ScheduleId, OnCall>;
