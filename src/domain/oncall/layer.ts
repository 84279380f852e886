import { type Assignment, assignedOf } from "./assigned.ts";
import { dayOf } from "./civil.ts";
import { type Count, countOf } from "./counting.ts";
import type { Interval } from "./interval.ts";
import { eachOnce } from "./people.ts";
import { type HolidayRule, type Restriction, type Windows, windowsOf } from "./restriction.ts";
import { type Rotation, slotOf, type Turns, turnsOf } from "./rotation.ts";
import { clockOf, type ZoneClock } from "./walltime.ts";

/** One row of the calendar: whose turn it is, and when that means duty. Instants are milliseconds since the epoch. */
export interface Layer {
  readonly name: string;
  /** The highest with somebody on duty wins; equals are on call together. */
  readonly precedence: number;
  readonly zone: string;
  readonly start?: number;
  readonly end?: number;
  readonly rotation: Rotation;
  readonly restrictions: readonly Restriction[];
  readonly onHolidays: HolidayRule;
  /** Days since 1970-01-01. */
  readonly holidays: ReadonlySet<number>;
  /** Given duties, as an imported calendar has them, instead of a rotation: its unit is then none and it has no slots. */
  readonly assignments?: readonly Assignment[];
}

/** Somebody's duty in one layer, before anybody is away. */
export interface Duty extends Interval {
  /** Which turn of the rotation, counted from its anchor. */
  readonly turn: number;
  readonly slot: number;
}

/** A layer made ready: asking costs what lies in the window asked for, however far back the anchor. */
export interface CompiledLayer {
  readonly layer: Layer;
  readonly clock: ZoneClock;
  readonly turns: Turns;
  readonly count: Count;
  /** Null where it is always on duty. */
  readonly windows: Windows | null;
  /** The slots in order, in each the people once, sorted; of a rotation without turns, all people as one slot. */
  readonly slots: readonly (readonly string[])[];
  /** Whether the next slot covers for one whose people are all away: not where duties are given. */
  readonly covers: boolean;
  duties(from: number, to: number): readonly Duty[];
  /** The turn an instant falls in, whether or not it is on duty then. */
  turnAt(instant: number): Duty;
}

export const compileLayer = (layer: Layer): CompiledLayer => {
  const { rotation } = layer;
  const clock = clockOf(layer.zone);
  const turns = turnsOf(rotation);
  const windows = windowsOf({ ...layer, unit: rotation.unit });
  const count = countOf(rotation, turns, windows, { rule: layer.onHolidays, dates: layer.holidays });
  const assigned = layer.assignments && assignedOf(layer.assignments);
  const slots = assigned?.slots ?? (rotation.unit === "none" ? [rotation.slots.flat()] : rotation.slots).map(eachOnce);
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = layer;
  const always = { start, end, turn: 0, slot: 0 };
  const made: Omit<CompiledLayer, "duties" | "turnAt"> = {
    layer,
    clock,
    turns,
    count,
    windows,
    slots,
    covers: assigned === undefined,
  };
  const taken = (from: number, to: number): readonly Duty[] => {
    if (assigned !== undefined) return clipped(assigned.turnsIn(from, to), from, to);
    return rotation.unit === "none" ? [{ ...always, start: from, end: to }] : turnsIn(made, from, to);
  };
  return {
    ...made,
    duties: (asked, until) => {
      const [from, to] = [Math.max(asked, start), Math.min(until, end)];
      if (from >= to || slots.length === 0) return [];
      return windows === null ? taken(from, to) : intersect(taken(from, to), spansIn(clock, windows, from, to));
    },
    turnAt: (instant) => {
      if (rotation.unit === "none") return assigned?.turnsIn(instant, instant + 1)[0] ?? always;
      const turn = lastBegun(made, instant);
      const end = beginOf(made, turn + 1).start;
      return { start: clock.toInstant(turns.start(turn)), end, turn, slot: slotOf(rotation, count(turn)) };
    },
  };
};

const clipped = (duties: readonly Duty[], from: number, to: number): readonly Duty[] =>
  duties.map((duty) => ({ ...duty, start: Math.max(duty.start, from), end: Math.min(duty.end, to) }));

type Rotating = Pick<CompiledLayer, "layer" | "clock" | "turns" | "count">;

/** The last turn that has begun. */
const lastBegun = ({ clock, turns }: Rotating, instant: number): number => {
  let k = turns.indexOf(clock.toWall(instant));
  // In a repeated hour the wall clock is behind the turns that have already been handed over; what a gap holds is late.
  while (clock.toInstant(turns.start(k)) > instant) k -= 1;
  while (clock.toInstant(turns.start(k + 1)) <= instant) k += 1;
  return k;
};

/**
 * When turn k begins. Where the clocks skip more than a turn, those they skip are not put after the ones that follow:
 * they do not happen, and the first one that follows them begins instead.
 */
const beginOf = ({ clock, turns }: Rotating, k: number): { readonly turn: number; readonly start: number } => {
  const wall = turns.start(k);
  const start = clock.toInstant(wall);
  if (clock.toWall(start) === wall) return { turn: k, start };
  const following = turns.indexOf((clock.skippedTo(wall) ?? wall) - 1) + 1;
  const instead = clock.toInstant(turns.start(following));
  return instead <= start ? { turn: following, start: instead } : { turn: k, start };
};

const turnsIn = (layer: Rotating, from: number, to: number): readonly Duty[] => {
  const found: Duty[] = [];
  let turn = lastBegun(layer, from);
  for (let start = from; start < to; ) {
    const next = beginOf(layer, turn + 1);
    const end = Math.min(to, next.start);
    if (end > start) found.push({ start, end, turn, slot: slotOf(layer.layer.rotation, layer.count(turn)) });
    start = Math.max(start, end);
    turn = next.turn;
  }
  return found;
};

/** The windows as instants, in order, those that touch or overlap joined. */
const spansIn = (clock: ZoneClock, windows: Windows, from: number, to: number): readonly Interval[] => {
  const spans: { start: number; end: number }[] = [];
  let inOrder = true;
  const take = (wallStart: number, wallEnd: number) => {
    const start = Math.max(from, clock.toInstant(wallStart));
    const end = Math.min(to, clock.toInstant(wallEnd));
    if (start >= end) return;
    const last = spans.at(-1);
    if (last !== undefined && start < last.start) inOrder = false;
    spans.push({ start, end });
  };
  const last = dayOf(clock.toWall(to)) + 1;
  for (let date = dayOf(clock.toWall(from)) - windows.reach - 1; date <= last; date += 1) windows.onDay(date, take);
  if (!inOrder) spans.sort((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before !== undefined && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else joined.push(span);
  }
  return joined;
};

const intersect = (duties: readonly Duty[], spans: readonly Interval[]): readonly Duty[] => {
  const found: Duty[] = [];
  let at = 0;
  for (const duty of duties) {
    while (at < spans.length && (spans[at]?.end ?? 0) <= duty.start) at += 1;
    for (let i = at; i < spans.length; i += 1) {
      const span = spans[i];
      if (span === undefined || span.start >= duty.end) break;
      found.push({
        start: Math.max(duty.start, span.start),
        end: Math.min(duty.end, span.end),
        turn: duty.turn,
        slot: duty.slot,
      });
    }
  }
  return found;
};
