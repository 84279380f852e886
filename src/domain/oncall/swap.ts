import type { Interval } from "./interval.ts";
import type { Override, OverrideChange } from "./override.ts";
import type { Piece } from "./schedule.ts";
import { dutiesIn, type Timetable } from "./through.ts";

/** A time in which somebody is on call. */
export interface Duties extends Interval {
  readonly person: string;
}

/**
 * Puts one person on wherever another is on call in a time: what giving a shift, taking one from somebody and covering
 * come to. Where the person is on by an override, that one is answered, because overrides do not act on one another.
 * Nothing is added where the person is not on call at all.
 */
export const handOver = (calendar: Timetable, { person, start, end }: Duties, to: string): OverrideChange => {
  const own = calendar.pieces(start, end).filter(({ people }) => people.includes(person));
  const added: Override[] = [];
  const cut = new Map<Override, Interval[]>();
  for (const piece of own) {
    // Also one that adds nothing now, because it would once the person is replaced.
    for (const one of calendar.schedule.overrides) {
      const adds = one.kind === "add" && one.by === person && one.start < piece.end && one.end > piece.start;
      if (adds) cut.set(one, [...(cut.get(one) ?? []), piece]);
    }
    for (const one of answersTo(piece, person, to)) push(added, one);
  }
  return {
    removed: [...cut.keys()],
    added: [...[...cut].flatMap(([one, parts]) => remaining(one, parts)), ...added],
  };
};

/** The overrides that put `to` on in a piece instead of somebody who is on in it. */
const answersTo = ({ start, end, reasons, overrides }: Piece, person: string, to: string): readonly Override[] => {
  const set = overrides.find(({ kind }) => kind === "set");
  const answers: Override[] = [];
  if (overrides.some((one) => one.kind === "add" && one.by === person))
    answers.push({ kind: "add", by: to, start, end });
  if (set !== undefined) {
    if (set.kind === "set" && set.by === person) answers.push({ kind: "set", by: to, start, end });
    return answers;
  }
  for (const one of overrides) {
    if (one.kind === "replace" && one.by === person) {
      answers.push({ kind: "replace", person: one.person, by: to, start, end });
    }
  }
  const replaced = overrides.some((one) => "person" in one && one.person === person);
  if (!replaced && reasons.some(({ people }) => people.includes(person))) {
    answers.push({ kind: "replace", person, by: to, start, end });
  }
  return answers;
};

/** Lengthens the last override that says the same, or adds one. */
const push = (all: Override[], next: Override): void => {
  const i = all.findLastIndex(
    (one) =>
      one.end === next.start && one.kind === next.kind && personOf(one) === personOf(next) && byOf(one) === byOf(next),
  );
  const before = all[i];
  if (before === undefined) all.push(next);
  else all[i] = { ...before, end: next.end };
};

const personOf = (one: Override): string => ("person" in one ? one.person : "");
const byOf = (one: Override): string => ("by" in one ? one.by : "");

/** What is left of an override when parts of its time, in order, are taken out. */
const remaining = (override: Override, parts: readonly Interval[]): readonly Override[] => {
  const left: Override[] = [];
  let from = override.start;
  for (const { start, end } of parts) {
    if (start > from) left.push({ ...override, start: from, end: start });
    from = end;
  }
  return from < override.end ? [...left, { ...override, start: from }] : left;
};

/** Two people's duties that change hands. */
export interface Swap {
  readonly one: Duties;
  readonly other: Duties;
}

/** Each takes the other's duties; undefined where the two share time, because then nothing would change hands. */
export const swapDuties = (calendar: Timetable, { one, other }: Swap): OverrideChange | undefined => {
  if (one.start < other.end && other.start < one.end) return undefined;
  const [first, second] = [handOver(calendar, one, other.person), handOver(calendar, other, one.person)];
  return { added: [...first.added, ...second.added], removed: [...first.removed, ...second.removed] };
};

/** Takes what is left of a time, from everybody or from one person, gaps included. */
export const takeOver = (calendar: Timetable, by: string, { start, end }: Interval, from?: string): OverrideChange =>
  from === undefined
    ? { added: [{ kind: "set", by, start, end }], removed: [] }
    : handOver(calendar, { person: from, start, end }, by);

/**
 * Where somebody's shift lies after the schedule has moved: the one of theirs that shares most time with where it was.
 * Undefined where none does: the swap no longer fits. Ask a calendar without the swap's own overrides.
 */
export const followShift = (calendar: Timetable, { person, start, end }: Duties): Duties | undefined => {
  const margin = end - start;
  const turns = dutiesIn(calendar, person, { start: start - margin, end: end + margin });
  const shared = (one: Interval) => Math.min(one.end, end) - Math.max(one.start, start);
  const [best] = turns.filter((one) => shared(one) > 0).toSorted((a, b) => shared(b) - shared(a));
  if (best === undefined) return undefined;
  // On call for long before or after: only the part that was swapped is meant.
  const isLonger = best.start <= start - margin || best.end >= end + margin;
  return isLonger
    ? { person, start: Math.max(best.start, start), end: Math.min(best.end, end) }
    : { person, start: best.start, end: best.end };
};
