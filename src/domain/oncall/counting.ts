import { day } from "./civil.ts";
import type { HolidayRule, Windows } from "./restriction.ts";
import type { Rotation, Turns } from "./rotation.ts";

/**
 * How many turns that count lie between the first one and turn k: negative before it. A turn that meets no window of
 * the layer's restrictions does not count, unless every day does. Its cost does not depend on k.
 */
export type Count = (k: number) => number;

export const countOf = (
  rotation: Rotation,
  turns: Turns,
  windows: Windows | null,
  holidays: { readonly rule: HolidayRule; readonly dates: ReadonlySet<number> },
): Count => {
  if (windows === null || rotation.countEveryDay || rotation.unit === "none") return (k) => k;
  let made: Count | undefined;
  return (k) => {
    made ??= makeCount(turns, windows, holidays);
    return made(k);
  };
};

const makeCount = (
  turns: Turns,
  windows: Windows,
  holidays: { readonly rule: HolidayRule; readonly dates: ReadonlySet<number> },
): Count => {
  const meets = (k: number) => windows.meets(turns.start(k), turns.start(k + 1));
  const meetsWeekly = (k: number) => windows.meetsWeekly(turns.start(k), turns.start(k + 1));
  if (holidays.rule === "only") return signedBefore(turnsTouched(turns, windows, holidays.dates).filter(meets));
  const weekly = weeklyCount(turns, meetsWeekly);
  if (holidays.rule === "ignore" || holidays.dates.size === 0) return weekly;
  const touched = turnsTouched(turns, windows, holidays.dates);
  const emptied = signedBefore(touched.filter((k) => meetsWeekly(k) && !meets(k)));
  return (k) => weekly(k) - emptied(k);
};

/** A month meets every weekday, so it always counts; shorter turns repeat with the week. */
const weeklyCount = (turns: Turns, counts: (k: number) => boolean): Count => {
  const { period } = turns;
  if (period === 0) return counts(0) ? (k) => k : () => 0;
  const before = [0];
  for (let k = 0; k < period; k += 1) before.push((before[k] ?? 0) + (counts(k) ? 1 : 0));
  const total = before[period] ?? 0;
  return (k) => {
    const rounds = Math.floor(k / period);
    return rounds * total + (before[k - rounds * period] ?? 0);
  };
};

/** The turns that share time with a window that begins on a holiday, in order. */
const turnsTouched = (turns: Turns, windows: Windows, dates: ReadonlySet<number>): readonly number[] => {
  const touched = new Set<number>();
  for (const date of dates) {
    const to = turns.indexOf((date + windows.reach) * day);
    for (let k = turns.indexOf(date * day); k <= to; k += 1) touched.add(k);
  }
  return [...touched].sort((a, b) => a - b);
};

const signedBefore = (sorted: readonly number[]): Count => {
  const below = (k: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < k) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const origin = below(0);
  return (k) => below(k) - origin;
};
