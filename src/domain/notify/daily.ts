import { day, dayOf, minute } from "../oncall/civil.ts";
import { clockOf } from "../oncall/walltime.ts";

/** A time of day: minutes from midnight on the clock of a zone. */
export interface Daily {
  readonly zone: string;
  readonly at: number;
}

/** The first instant after another at which that time comes; on nights with a clock change as the calendar has it. */
export const nextDaily = ({ zone, at }: Daily, after: Temporal.Instant): Temporal.Instant => {
  const clock = clockOf(zone);
  const now = after.epochMilliseconds;
  let date = dayOf(clock.toWall(now)) - 2;
  let next = clock.toInstant(date * day + at * minute);
  while (next <= now) {
    date += 1;
    next = clock.toInstant(date * day + at * minute);
  }
  return Temporal.Instant.fromEpochMilliseconds(next);
};
