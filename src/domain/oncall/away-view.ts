import type { AwayId, CalendarId, PersonId } from "../ids.ts";
import type { Interval } from "./interval.ts";
import type { Stretch } from "./override-view.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";

/** An absence as people see it. */
export interface AwayView extends Interval {
  readonly id: AwayId;
  readonly of: PersonId;
  readonly note: string;
  readonly calendar?: CalendarId;
}

/** What an absence, or its end, does to one schedule. */
export interface AwayEffect {
  readonly record: Pick<ScheduleRecord, "key" | "name">;
  /** Who is on call when the person would have been. */
  readonly stretches: readonly Stretch[];
  /** When the person is on call all the same, by an override. */
  readonly held: readonly Interval[];
}

export interface AwayChanged {
  readonly away: AwayView;
  readonly effects: readonly AwayEffect[];
  readonly names: MemberNames;
}

export interface AwayList {
  readonly away: readonly AwayView[];
  readonly more: number;
  readonly names: MemberNames;
}
