import type { AwayEffect } from "./away-view.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";
import type { StoredCalendar } from "./stored-calendar.ts";

export interface CalendarRow {
  readonly calendar: Omit<StoredCalendar, "content" | "url">;
  /** The host it is read from; absent for a file. */
  readonly host?: string;
  /** What it holds from now on. */
  readonly ahead: number;
}

/** What came of reading a calendar. */
export interface CalendarRead extends CalendarRow {
  /** What could not be understood, in words. */
  readonly problems: readonly string[];
  /** Where it says whose absences: what that does to schedules. */
  readonly effects: readonly AwayEffect[];
  readonly names: MemberNames;
  readonly schedule?: Pick<ScheduleRecord, "key" | "name">;
}

export interface CalendarList {
  readonly calendars: readonly CalendarRow[];
  readonly names: MemberNames;
}
