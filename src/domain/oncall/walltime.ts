import { plainOf, wallOf } from "./civil.ts";

/**
 * What a zone's clocks do, as a table: the only map between wall clock and instant that the calendar uses. A repeated
 * wall time is its first occurrence, a skipped one moves forward by the gap (RFC 5545; Temporal's `compatible`).
 * Instants are milliseconds since the epoch.
 */
export interface ZoneClock {
  readonly zone: string;
  toInstant(wall: number): number;
  toWall(instant: number): number;
}

/** The table holds these years; outside them Temporal is asked each time. */
const first = Date1970(0);
const last = Date1970(110);

function Date1970(years: number): number {
  return Temporal.Instant.from("1970-01-01T00:00:00Z").toZonedDateTimeISO("UTC").add({ years }).epochMilliseconds;
}

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
  const { starts, offsets } = transitionsOf(zone);
  // Where a later offset is smaller (clocks go back), the wall times between are repeated: the earlier offset is right.
  const wallStarts = starts.map((start, i) => start + Math.max(offsets[i] ?? 0, offsets[i - 1] ?? offsets[i] ?? 0));
  const at = lookup(starts);
  const on = lookup(wallStarts);
  const earliest = first + 86_400_000;
  const latest = last - 86_400_000;
  return {
    zone,
    toWall: (instant) =>
      instant < earliest || instant > latest
        ? wallOf(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime())
        : instant + (offsets[at(instant)] ?? 0),
    toInstant: (wall) => {
      if (wall < earliest || wall > latest) return plainOf(wall).toZonedDateTime(zone).epochMilliseconds;
      // In a gap the offset before it applies, which moves the time forward by the gap.
      return wall - (offsets[on(wall)] ?? 0);
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

const transitionsOf = (zone: string): { readonly starts: readonly number[]; readonly offsets: readonly number[] } => {
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
