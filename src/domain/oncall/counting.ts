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
  const span = (k: number) => ({ start: turns.start(k), end: turns.start(k + 1) });
  const touched = turnsTouched(turns, windows, holidays.dates);
  if (holidays.rule === "only") return signedBefore(touched.filter((k) => windows.meets(span(k))));
  const weekly = weeklyCount(turns, (k) => windows.meetsWeekly(span(k)));
  if (holidays.rule === "ignore") return weekly;
  const emptied = signedBefore(touched.filter((k) => windows.meetsWeekly(span(k)) && !windows.meets(span(k))));
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
