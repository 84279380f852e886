import type { CalendarId, PersonId } from "../ids.ts";
import type { CalendarContent } from "./definition.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";

export const calendarPurposes = ["holidays", "layer", "away"] as const;
export type CalendarPurpose = (typeof calendarPurposes)[number];

/** A calendar of somebody else's that we read: holidays, the duties of a layer, or somebody's absences. */
export interface StoredCalendar {
  readonly id: CalendarId;
  readonly purpose: CalendarPurpose;
  readonly name: string;
  /** Sealed: whoever knows such an address may read the calendar. Absent where a file was given. */
  readonly url?: string;
  /** Whose absences it holds. */
  readonly person?: PersonId;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly readAt?: Temporal.Instant;
  readonly failedAt?: Temporal.Instant;
  readonly failure?: string;
  readonly content: CalendarContent;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
}

/** One occurrence of a calendar, with whom it puts on duty. */
export interface ReadEvent extends Interval {
  readonly member?: MemberKey;
}

/** What a calendar holds once it is read again: what has passed stays as it was, what is to come is as it says now. */
export const contentAfter = (
  before: CalendarContent,
  read: { readonly events: readonly ReadEvent[]; readonly dates: readonly string[] },
  { now, today }: { readonly now: number; readonly today: string },
): CalendarContent => ({
  events: [
    ...before.events.filter(({ start }) => start < now).map((one) => ({ ...one, end: Math.min(one.end, now) })),
    ...read.events.filter(({ end }) => end > now).map((one) => ({ ...one, start: Math.max(one.start, now) })),
  ],
  dates: [
    ...new Set([...before.dates.filter((date) => date < today), ...read.dates.filter((date) => date >= today)]),
  ].sort(),
});

/** Does what is to come say the same? */
export const isSameAhead = (before: CalendarContent, after: CalendarContent, now: number): boolean =>
  told(before, now) === told(after, now) && before.dates.join() === after.dates.join();

const told = ({ events }: CalendarContent, now: number): string =>
  events
    .filter(({ end }) => end > now)
    .map(({ start, end, member }) => `${Math.max(start, now)}-${end}:${member ?? ""}`)
    .sort()
    .join();
