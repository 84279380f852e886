import { day, hour } from "../domain/oncall/civil.ts";
import type { Interval } from "../domain/oncall/interval.ts";

/** Whole weeks of a zone, from the first day on. */
export interface Weeks {
  readonly zone: string;
  readonly first: Temporal.PlainDate;
  readonly count: number;
}

/** As many as one picture can hold. */
export const mostWeeks = 8;

/** The week it is, from Monday, and those that follow. */
export const weeksFrom = (now: Temporal.Instant, zone: string, count: number): Weeks => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return { zone, first: today.subtract({ days: today.dayOfWeek - 1 }), count: Math.min(Math.max(count, 1), mostWeeks) };
};

export const spanOf = ({ zone, first, count }: Weeks): Interval => ({
  start: midnight(first, zone),
  end: midnight(first.add({ weeks: count }), zone),
});

/** How far around the weeks is asked, so that what goes on at their edges is shown with its true beginning and end. */
const margin = 35 * day;

/** The time that shifts and gaps must be known for, to show these weeks. */
export const askedFor = (weeks: Weeks): Interval => {
  const { start, end } = spanOf(weeks);
  return { start: start - margin, end: end + margin };
};

/** A day from midnight to midnight: 23 or 25 hours where the clocks change, none where the zone leaves it out. */
export interface Day extends Interval {
  /** ISO 8601. */
  readonly date: string;
  readonly hours: number;
}

export const daysOfWeeks = ({ zone, first, count }: Weeks): readonly (readonly Day[])[] =>
  Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, i): Day => {
      const date = first.add({ days: week * 7 + i });
      const [start, end] = [midnight(date, zone), midnight(date.add({ days: 1 }), zone)];
      return { date: date.toString(), start, end, hours: (end - start) / hour };
    }),
  );

const midnight = (date: Temporal.PlainDate, zone: string): number => date.toZonedDateTime(zone).epochMilliseconds;
