import { type Away, type Present, presentIn } from "./away.ts";
import { type CompiledLayer, compileLayer, type Duty, type Layer } from "./layer.ts";
import { applyOverrides, type Override } from "./override.ts";

/** The whole calendar of one schedule, as data. Instants are milliseconds since the epoch. */
export interface Schedule {
  readonly zone: string;
  /** Nobody is on call outside its validity. */
  readonly start?: number;
  readonly end?: number;
  readonly layers: readonly Layer[];
  /** The oldest first. */
  readonly overrides: readonly Override[];
  readonly away: readonly Away[];
}

/** Who is on call for a while, and why. The end is excluded; where nobody is, there is no shift. */
export interface Shift {
  readonly start: number;
  readonly end: number;
  /** Each once, sorted. */
  readonly people: readonly string[];
  /** The layer that decides, the first of equals by order; null where an override does. */
  readonly layer: number | null;
  readonly reasons: readonly Reason[];
  readonly overrides: readonly Override[];
}

/** What one layer had to say. */
export interface Reason extends Present {
  readonly layer: number;
  readonly turn: number;
  readonly slot: number;
}

/** A schedule made ready to be asked, any number of times. */
export interface Calendar {
  readonly schedule: Schedule;
  readonly layers: readonly CompiledLayer[];
  /** The final schedule in [from, to): shifts in order, neighbours that say the same joined, gaps left out. */
  shifts(from: number, to: number): readonly Shift[];
  /** The shift at an instant, by the same rules; undefined where nobody is on call. */
  at(instant: number): Shift | undefined;
}

export const calendarOf = (schedule: Schedule): Calendar => {
  const layers = schedule.layers.map(compileLayer);
  const byPrecedence = [...new Set(schedule.layers.map(({ precedence }) => precedence))].sort((a, b) => b - a);
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = schedule;
  const sweep = (asked: number, until: number): readonly Shift[] => {
    const [from, to] = [Math.max(asked, start), Math.min(until, end)];
    if (from >= to) return [];
    const duties = layers.map((layer) => layer.duties(from, to));
    const overrides = within(schedule.overrides, from, to);
    const away = within(schedule.away, from, to);
    const tracks = duties.map(follow);
    const inForce = activeIn(overrides);
    const absentNow = activeIn(away);
    const shifts: Shift[] = [];
    const edges = edgesOf(from, to, duties, overrides, away);
    for (let i = 0; i + 1 < edges.length; i += 1) {
      const [a, b] = [edges[i] ?? 0, edges[i + 1] ?? 0];
      const absent = new Set(absentNow(a).map(({ person }) => person));
      const reasons = deciding(schedule.layers, byPrecedence, tracks, absent, a);
      join(shifts, shiftOf(a, b, reasons, inForce(a)));
    }
    return shifts;
  };
  return { schedule, layers, shifts: sweep, at: (instant) => sweep(instant, instant + 1)[0] };
};

/** The layers of the highest precedence with somebody there. */
const deciding = (
  layers: readonly Layer[],
  byPrecedence: readonly number[],
  tracks: readonly ((at: number) => Duty | undefined)[],
  absent: ReadonlySet<string>,
  at: number,
): readonly Reason[] => {
  for (const precedence of byPrecedence) {
    const reasons = layers.flatMap((layer, index): readonly Reason[] => {
      const duty = layer.precedence === precedence ? tracks[index]?.(at) : undefined;
      if (duty === undefined) return [];
      const { slots, unit } = layer.rotation;
      const present = unit === "none" ? presentIn([slots.flat()], 0, absent) : presentIn(slots, duty.slot, absent);
      return present.people.length === 0 ? [] : [{ ...present, layer: index, turn: duty.turn, slot: duty.slot }];
    });
    if (reasons.length > 0) return reasons;
  }
  return [];
};

const shiftOf = (start: number, end: number, reasons: readonly Reason[], overrides: readonly Override[]): Shift => {
  const put = reasons.length === 1 ? (reasons[0]?.people ?? []) : [...new Set(reasons.flatMap(({ people }) => people))];
  if (overrides.length === 0) {
    return { start, end, people: sorted(put), layer: reasons[0]?.layer ?? null, reasons, overrides };
  }
  const { people, applied } = applyOverrides(put, overrides);
  return {
    start,
    end,
    people: sorted(people),
    layer: applied.length > 0 ? null : (reasons[0]?.layer ?? null),
    reasons,
    overrides: applied,
  };
};

const sorted = (people: readonly string[]): readonly string[] =>
  people.length < 2 ? people : [...new Set(people)].sort();

/** Adds a shift to those before it, or lengthens the last one where it says the same. */
const join = (shifts: Shift[], next: Shift): void => {
  if (next.people.length === 0) return;
  const last = shifts.at(-1);
  const same =
    last !== undefined &&
    last.end === next.start &&
    last.layer === next.layer &&
    last.people.length === next.people.length &&
    last.people.every((person, i) => person === next.people[i]);
  if (same) shifts[shifts.length - 1] = { ...last, end: next.end };
  else shifts.push(next);
};

/** Answers for instants that only go forward: the duty then, if any. */
const follow = (duties: readonly Duty[]): ((at: number) => Duty | undefined) => {
  let next = 0;
  return (at) => {
    while (next < duties.length && (duties[next]?.end ?? 0) <= at) next += 1;
    const duty = duties[next];
    return duty !== undefined && duty.start <= at ? duty : undefined;
  };
};

/** The same for intervals that overlap: all that are in force, in the order given. */
const activeIn = <T extends { readonly start: number; readonly end: number }>(
  all: readonly T[],
): ((at: number) => readonly T[]) => {
  const byStart = all.map((one, order) => ({ one, order })).sort((a, b) => a.one.start - b.one.start);
  let next = 0;
  let active: { readonly one: T; readonly order: number }[] = [];
  let given: readonly T[] = [];
  return (at) => {
    const before = active.length;
    active = active.filter(({ one }) => one.end > at);
    let changed = active.length !== before;
    for (let item = byStart[next]; item !== undefined && item.one.start <= at; item = byStart[next]) {
      if (item.one.end > at) active.push(item);
      changed = true;
      next += 1;
    }
    if (changed) given = active.sort((a, b) => a.order - b.order).map(({ one }) => one);
    return given;
  };
};

const within = <T extends { readonly start: number; readonly end: number }>(
  all: readonly T[],
  from: number,
  to: number,
): readonly T[] => all.filter(({ start, end }) => start < to && end > from && start < end);

/** Every instant at which the answer may change, in order, each once. */
const edgesOf = (
  from: number,
  to: number,
  duties: readonly (readonly Duty[])[],
  ...others: readonly (readonly { readonly start: number; readonly end: number }[])[]
): readonly number[] => {
  const edges = [from, to];
  for (const list of [...duties, ...others]) {
    for (const { start, end } of list) {
      if (start > from && start < to) edges.push(start);
      if (end > from && end < to) edges.push(end);
    }
  }
  edges.sort((a, b) => a - b);
  return edges.filter((edge, i) => edge !== edges[i - 1]);
};
