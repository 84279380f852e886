import { day, plainOf, wallOf } from "./civil.ts";

/**
 * What a zone's clocks do, as a table: the only map between wall clock and instant that the calendar uses. A repeated
 * wall time is its first occurrence, a skipped one moves forward by the gap (RFC 5545; Temporal's `compatible`).
 * Instants are milliseconds since the epoch.
 */
export interface ZoneClock {
  readonly zone: string;
  toInstant(wall: number): number;
  toWall(instant: number): number;
  /** Where the clocks skip a wall time, the wall time they skip to; undefined for every other. */
  skippedTo(wall: number): number | undefined;
}

/** The table holds these years; outside them Temporal is asked each time. */
const first = 0;
const last = Temporal.Instant.from("2080-01-01T00:00:00Z").epochMilliseconds;

const known = new Map<string, ZoneClock>();

/** The clock of an IANA zone; made once. Throws a RangeError for a zone that does not exist. */
export const clockOf = (zone: string): ZoneClock => {
  const there = known.get(zone);
  if (there !== undefined) return there;
  const made = makeClock(zone);
  known.set(zone, made);
  return made;
};

const makeClock = (zone: string): ZoneClock => {
  const table = tableClock(zone, transitionsOf(zone));
  const earliest = first + 2 * day;
  const latest = last - 2 * day;
  const isOutside = (time: number): boolean => time < earliest || time > latest;
  const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const toWall = (instant: number): number =>
    isOutside(instant) ? wallOf(zoned(instant).toPlainDateTime()) : table.toWall(instant);
  const toInstant = (wall: number): number =>
    isOutside(wall) ? plainOf(wall).toZonedDateTime(zone).epochMilliseconds : table.toInstant(wall);
  return {
    zone,
    toWall,
    toInstant,
    skippedTo: (wall) => {
      if (!isOutside(wall)) return table.skippedTo(wall);
      const instant = toInstant(wall);
      if (toWall(instant) === wall) return undefined;
      const change = zoned(instant + 1).getTimeZoneTransition("previous");
      return change === null ? undefined : wallOf(change.toPlainDateTime());
    },
  };
};

/** From each start on, the clock is so far ahead of UTC; the first start is always. */
export interface Transitions {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** The clock of transitions that are all there are. */
export const tableClock = (zone: string, { starts, offsets }: Transitions): ZoneClock => {
  // Where a later offset is smaller (clocks go back), the wall times between are repeated: the earlier offset is right.
  const wallStarts = starts.map((start, i) => start + Math.max(offsets[i] ?? 0, offsets[i - 1] ?? offsets[i] ?? 0));
  const at = lookup(starts);
  const on = lookup(wallStarts);
  const toWall = (instant: number): number => instant + (offsets[at(instant)] ?? 0);
  // In a gap the offset before it applies, which moves the time forward by the gap.
  const toInstant = (wall: number): number => wall - (offsets[on(wall)] ?? 0);
  return {
    zone,
    toWall,
    toInstant,
    skippedTo: (wall) => {
      const instant = toInstant(wall);
      return toWall(instant) === wall ? undefined : toWall(starts[at(instant)] ?? instant);
    },
  };
};

/** The last index whose start is not after a value. Neighbouring questions find their answer where the last one was. */
const lookup = (starts: readonly number[]): ((value: number) => number) => {
  let hint = 0;
  return (value) => {
    if (value >= (starts[hint] ?? Number.NEGATIVE_INFINITY) && value < (starts[hint + 1] ?? Number.POSITIVE_INFINITY))
      return hint;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle;
      else high = middle - 1;
    }
    hint = low;
    return low;
  };
};

const transitionsOf = (zone: string): Transitions => {
  let at = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone);
  const starts = [Number.NEGATIVE_INFINITY];
  const offsets = [at.offsetNanoseconds / 1e6];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= last) return { starts, offsets };
    starts.push(next.epochMilliseconds);
    offsets.push(next.offsetNanoseconds / 1e6);
    at = next;
  }
};
