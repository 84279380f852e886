import type { Interval } from "./interval.ts";
import { isSame } from "./people.ts";

const day = 86_400_000;

/** What a feed of a schedule shows: half a month back, half a year ahead. */
export const feedWindow = (now: number): { readonly from: number; readonly to: number } => ({
  from: now - 15 * day,
  to: now + 183 * day,
});

/** A shift as a feed has shown it. */
export interface Entry extends Interval {
  /** The same for as long as the shift is there, whatever else about it changes. */
  readonly uid: string;
  readonly people: readonly string[];
  /** Raised with every change (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly cancelled: boolean;
  /** When it last changed. */
  readonly changed: number;
}

interface Shown extends Interval {
  readonly people: readonly string[];
}

/**
 * What a feed shows now, given what it showed before. A shift is known by the schedule and its start: one whose end or
 * people change is the same and counts up; one that is gone stays, cancelled, until it leaves the window.
 */
export const feedOf = (
  before: readonly Entry[],
  shifts: readonly Shown[],
  { schedule, now }: { readonly schedule: string; readonly now: number },
): readonly Entry[] => {
  const known = new Map(before.map((one) => [one.uid, one]));
  const { from, to } = feedWindow(now);
  const current = shifts
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end, people }): Entry => {
      const uid = `${Math.floor(start / 1000).toString(36)}-${schedule}`;
      const old = known.get(uid);
      known.delete(uid);
      if (old === undefined) return { uid, start, end, people, sequence: 0, cancelled: false, changed: now };
      if (!old.cancelled && old.end === end && isSame(old.people, people)) return old;
      return { ...old, end, people, sequence: old.sequence + 1, cancelled: false, changed: now };
    });
  const gone = [...known.values()]
    .filter(({ start, end }) => start < to && end > from)
    .map((old): Entry => (old.cancelled ? old : { ...old, cancelled: true, sequence: old.sequence + 1, changed: now }));
  return [...current, ...gone].sort((a, b) => a.start - b.start);
};
