import { compileLayer, type Layer } from "./layer.ts";
import { eachOnce, isSame } from "./people.ts";
import { type Calendar, calendarOf, type Schedule, type Shift } from "./schedule.ts";

/** What a schedule was from an instant on, until the next version. */
export interface Version {
  readonly from: number;
  readonly schedule: Schedule;
}

/** Every version of a schedule, the oldest first; before the first one nobody was on call. */
export type History = readonly Version[];

/** A shift of some version, which names its layer because versions number theirs differently. */
export interface DatedShift extends Omit<Shift, "layer"> {
  readonly layer: string | null;
}

export interface Edit {
  /** From when it holds; what is past already stays as it was, so never before `now`. */
  readonly from: number;
  readonly now: number;
  /** Whose turn it is stays so until the next handoff, unless told otherwise. */
  readonly keepCurrent?: boolean;
}

/** Changes a schedule from an instant on, and with it every version that was to come later. */
export const editHistory = (
  history: History,
  change: (schedule: Schedule) => Schedule,
  { from, now, keepCurrent = true }: Edit,
): History => {
  const at = Math.max(from, now);
  const changed = (version: Version): Version => {
    const after = change(version.schedule);
    return { ...version, schedule: keepCurrent ? keepTurns(version.schedule, after, version.from) : after };
  };
  const current = versionAt(history, at);
  const before = history.filter((one) => one.from < at);
  const later = history.filter((one) => one.from > at);
  return [...before, ...(current === undefined ? [] : [changed({ ...current, from: at })]), ...later.map(changed)];
};

export const versionAt = (history: History, at: number): Version | undefined =>
  history.findLast(({ from }) => from <= at);

/** A schedule through all its versions, made ready to be asked. */
export interface Chronicle {
  /** Who was, is and will be on call in [from, to). */
  shifts(from: number, to: number): readonly DatedShift[];
  /** The calendar in force at an instant. */
  calendarAt(instant: number): Calendar | undefined;
}

export const chronicleOf = (history: History): Chronicle => {
  const made = new Map<Version, Calendar>();
  const calendarFor = (version: Version): Calendar => {
    const calendar = made.get(version) ?? calendarOf(version.schedule);
    made.set(version, calendar);
    return calendar;
  };
  return {
    calendarAt: (instant) => {
      const version = versionAt(history, instant);
      return version === undefined ? undefined : calendarFor(version);
    },
    shifts: (from, to) => {
      const found: DatedShift[] = [];
      for (const [i, version] of history.entries()) {
        const [start, end] = [Math.max(from, version.from), Math.min(to, history[i + 1]?.from ?? to)];
        if (start >= end) continue;
        for (const shift of calendarFor(version).shifts(start, end)) join(found, shift, version.schedule.layers);
      }
      return found;
    },
  };
};

const join = (found: DatedShift[], shift: Shift, layers: readonly Layer[]): void => {
  const layer = shift.layer === null ? null : (layers[shift.layer]?.name ?? "");
  const last = found.at(-1);
  if (last?.end === shift.start && last.layer === layer && isSame(last.people, shift.people)) {
    found[found.length - 1] = { ...last, end: shift.end, absent: eachOnce([...last.absent, ...shift.absent]) };
  } else found.push({ ...shift, layer });
};

/** The same schedule with its slots turned so that in each layer the turn at an instant is still of whom it was. */
export const keepTurns = (before: Schedule, after: Schedule, at: number): Schedule => ({
  ...after,
  layers: after.layers.map((layer, i) => {
    const old = before.layers.find(({ name }) => name === layer.name) ?? unmatched(before, after, i);
    return old === undefined ? layer : keepTurn(old, layer, at);
  }),
});

/** A renamed layer is the one in its place, if that one is not there any more under its own name. */
const unmatched = (before: Schedule, after: Schedule, i: number): Layer | undefined => {
  const old = before.layers[i];
  return after.layers.some(({ name }) => name === old?.name) ? undefined : old;
};

const keepTurn = (before: Layer, after: Layer, at: number): Layer => {
  const rotates = [before, after].every(({ rotation }) => rotation.unit !== "none" && rotation.slots.length > 0);
  const size = after.rotation.slots.length;
  // An anchor still to come says itself who begins when.
  if (!rotates || after.rotation.anchor > compileLayer(after).clock.toWall(at)) return after;
  const wanted = slotFor(before.rotation.slots, after.rotation.slots, compileLayer(before).turnAt(at).slot);
  if (wanted === undefined) return after;
  const offset = wanted - compileLayer(after).turnAt(at).slot;
  const slots = after.rotation.slots.map((_, i) => after.rotation.slots[(i + offset + size) % size] ?? []);
  return { ...after, rotation: { ...after.rotation, slots } };
};

/** Where the people whose turn it is are now; if they have left, those of the next turn whose people have not. */
const slotFor = (
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
  current: number,
): number | undefined => {
  for (let i = 0; i < before.length; i += 1) {
    const index = (current + i) % before.length;
    const people = eachOnce(before[index] ?? []);
    const isSlot = (slot: readonly string[] | undefined) => slot !== undefined && isSame(eachOnce(slot), people);
    const exact = isSlot(after[index]) ? index : after.findIndex(isSlot);
    if (exact >= 0) return exact;
    const shared = after.findIndex((slot) => slot.some((person) => people.includes(person)));
    if (shared >= 0) return shared;
  }
  return undefined;
};
