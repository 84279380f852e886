import { day, dayOf, hour, weekdayOf } from "./civil.ts";
import type { Interval } from "./interval.ts";
import { clockOf } from "./walltime.ts";

/** What can be asked for shifts: a calendar, or a schedule through all its versions. */
interface Asked {
  shifts(from: number, to: number): readonly (Interval & { readonly people: readonly string[] })[];
}

/** When nobody is on call in [from, to). Shifts and gaps together are the window. */
export const gapsOf = (calendar: Asked, from: number, to: number): readonly Interval[] => {
  const gaps: Interval[] = [];
  let covered = from;
  for (const { start, end } of calendar.shifts(from, to)) {
    if (start > covered) gaps.push({ start: covered, end: start });
    covered = Math.max(covered, end);
  }
  if (covered < to) gaps.push({ start: covered, end: to });
  return gaps;
};

/** What each person carries, in hours: all of it, what falls on Saturday or Sunday, and what falls between 22 and 6. */
export interface Load {
  readonly person: string;
  readonly hours: number;
  readonly weekendHours: number;
  readonly nightHours: number;
}

/** Who carries how much of [from, to), most first; weekends and nights are those of the schedule's zone. */
export const loadsOf = (
  calendar: Asked & { readonly schedule: { readonly zone: string } },
  from: number,
  to: number,
): readonly Load[] => {
  const clock = clockOf(calendar.schedule.zone);
  const sums = new Map<string, { hours: number; weekendHours: number; nightHours: number }>();
  for (const shift of calendar.shifts(from, to)) {
    for (let start = shift.start; start < shift.end; ) {
      const wall = clock.toWall(start);
      const date = dayOf(wall);
      const time = wall - date * day;
      // In a repeated hour an edge may have passed already by the clock's first round.
      const ends = [6 * hour, 22 * hour, day, 2 * day].map((edge) => clock.toInstant(date * day + edge));
      const end = Math.min(shift.end, ends.find((one) => one > start) ?? shift.end);
      const hours = (end - start) / hour;
      for (const person of shift.people) {
        const sum = sums.get(person) ?? { hours: 0, weekendHours: 0, nightHours: 0 };
        sum.hours += hours;
        if (weekdayOf(date) >= 6) sum.weekendHours += hours;
        if (time < 6 * hour || time >= 22 * hour) sum.nightHours += hours;
        sums.set(person, sum);
      }
      start = end;
    }
  }
  return [...sums]
    .map(([person, sum]) => ({ person, ...sum }))
    .sort((a, b) => b.hours - a.hours || (a.person < b.person ? -1 : 1));
};
