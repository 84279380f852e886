import { dayOf } from "./civil.ts";
import { type Count, countOf } from "./counting.ts";
import { type HolidayRule, type Restriction, type Span, type Windows, windowsOf } from "./restriction.ts";
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
}

/** Somebody's duty in one layer, before anybody is away. The end is excluded. */
export interface Duty {
  readonly start: number;
  readonly end: number;
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
  duties(from: number, to: number): readonly Duty[];
}

export const compileLayer = (layer: Layer): CompiledLayer => {
  const clock = clockOf(layer.zone);
  const turns = turnsOf(layer.rotation);
  const windows = windowsOf({ ...layer, unit: layer.rotation.unit });
  const count = countOf(layer.rotation, turns, windows, { rule: layer.onHolidays, dates: layer.holidays });
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = layer;
  return {
    layer,
    clock,
    turns,
    count,
    duties: (asked, until) => {
      const [from, to] = [Math.max(asked, start), Math.min(until, end)];
      if (from >= to || layer.rotation.slots.length === 0) return [];
      const taken =
        layer.rotation.unit === "none"
          ? [{ start: from, end: to, turn: 0, slot: 0 }]
          : turnsIn(layer, clock, turns, count, from, to);
      return windows === null ? taken : intersect(taken, spansIn(clock, windows, from, to));
    },
  };
};

const turnsIn = (
  layer: Layer,
  clock: ZoneClock,
  turns: Turns,
  count: Count,
  from: number,
  to: number,
): readonly Duty[] => {
  let k = turns.indexOf(clock.toWall(from));
  // In a repeated hour the wall clock is behind the turns that have already been handed over.
  while (clock.toInstant(turns.start(k)) > from) k -= 1;
  while (clock.toInstant(turns.start(k + 1)) <= from) k += 1;
  const found: Duty[] = [];
  for (let start = from; start < to; k += 1) {
    const end = Math.min(to, clock.toInstant(turns.start(k + 1)));
    if (end > start) found.push({ start, end, turn: k, slot: slotOf(layer.rotation, count(k)) });
    start = Math.max(start, end);
  }
  return found;
};

/** The windows as instants, in order, those that touch or overlap joined. */
const spansIn = (clock: ZoneClock, windows: Windows, from: number, to: number): readonly Span[] => {
  const spans: Span[] = [];
  const last = dayOf(clock.toWall(to)) + 1;
  for (let date = dayOf(clock.toWall(from)) - windows.reach - 1; date <= last; date += 1) {
    for (const wall of windows.onDay(date)) {
      const [start, end] = [Math.max(from, clock.toInstant(wall.start)), Math.min(to, clock.toInstant(wall.end))];
      if (start < end) spans.push({ start, end });
    }
  }
  spans.sort((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before !== undefined && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
};

const intersect = (duties: readonly Duty[], spans: readonly Span[]): readonly Duty[] => {
  const found: Duty[] = [];
  let at = 0;
  for (const duty of duties) {
    while (at < spans.length && (spans[at]?.end ?? 0) <= duty.start) at += 1;
    for (let i = at; i < spans.length; i += 1) {
      const span = spans[i];
      if (span === undefined || span.start >= duty.end) break;
      found.push({ ...duty, start: Math.max(duty.start, span.start), end: Math.min(duty.end, span.end) });
    }
  }
  return found;
};
