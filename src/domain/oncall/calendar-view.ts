import type { DatedShift } from "./history.ts";
import type { ScheduleRecord } from "./record.ts";
import type { ListedGap, MemberNames } from "./schedule-view.ts";

/** Who is on call by schedules in a time. */
export interface CalendarInTime {
  readonly schedules: readonly ScheduleInTime[];
  readonly names: MemberNames;
  /** Whoever may be on call by any schedule of the workspace, by their keys. */
  readonly everybody: readonly string[];
}

export interface ScheduleInTime {
  readonly record: ScheduleRecord;
  /** IANA */
  readonly zone: string;
  readonly shifts: readonly DatedShift[];
  readonly gaps: readonly ListedGap[];
  /** The highest first, each as if there were no other and no override; only where they were asked for. */
  readonly layers: readonly { readonly name: string; readonly shifts: readonly DatedShift[] }[];
  /** The notification policies that reach whoever is on call by it. */
  readonly policies: readonly { readonly key: string; readonly name: string }[];
}
