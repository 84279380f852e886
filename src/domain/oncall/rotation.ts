import { addMonths, day, hour, monthsBetween } from "./civil.ts";

export const units = ["none", "hour", "day", "workday", "weekend", "week", "month"] as const;
export type Unit = (typeof units)[number];

/** Who takes turns, and how long a turn is. `none` means everyone, always. */
export interface Rotation {
  readonly unit: Unit;
  /** A turn is so many units; of workdays and weekend days, so many counted days. */
  readonly every: number;
  /** The wall time at which the first slot takes its first turn; not asked for with `none`. */
  readonly anchor: number;
  readonly slots: readonly (readonly string[])[];
  /** Also days on which nobody is on duty use up a turn. */
  readonly countEveryDay: boolean;
}

/** The turns of a rotation on the wall clock: turn k runs from `start(k)` to `start(k + 1)`; k may be negative. */
export interface Turns {
  start(k: number): number;
  /** The turn a wall time falls in. */
  indexOf(wall: number): number;
  /** After so many turns the weekdays and times repeat; 0 where they never do. */
  readonly period: number;
}

export const turnsOf = ({ unit, every, anchor }: Rotation): Turns => {
  if (unit === "month") {
    const start = (k: number) => addMonths(anchor, k * every);
    return {
      start,
      indexOf: (wall) => {
        const k = Math.floor(monthsBetween(anchor, wall) / every);
        return start(k) > wall ? k - 1 : start(k + 1) <= wall ? k + 1 : k;
      },
      period: 0,
    };
  }
  const length = {
    none: 7 * day,
    hour: every * hour,
    day: every * day,
    workday: day,
    weekend: day,
    week: every * 7 * day,
  }[unit];
  return {
    start: (k) => anchor + k * length,
    indexOf: (wall) => Math.floor((wall - anchor) / length),
    period: (7 * day) / greatestCommonDivisor(length, 7 * day),
  };
};

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** How many counted days make up a slot's turn: those of working days and weekend days are counted one by one. */
export const turnsPerSlot = ({ unit, every }: Rotation): number =>
  unit === "workday" || unit === "weekend" ? every : 1;

/** The slot whose turn the `count`-th counted turn is; counts run backwards too. */
export const slotOf = (rotation: Rotation, count: number): number => {
  const size = rotation.slots.length;
  return ((Math.floor(count / turnsPerSlot(rotation)) % size) + size) % size;
};
