import { day, dayOf, minute, weekdayOf } from "./civil.ts";
import { clockMinutes } from "./hours.ts";
import type { Interval } from "./interval.ts";
import type { MutedGaps } from "./record.ts";
import { clockOf } from "./walltime.ts";

/** Gaps cut where they begin or cease to be meant, each with whether it is. */
export const judgeGaps = (
  gaps: readonly Interval[],
  muted: MutedGaps,
  zone: string,
): readonly (Interval & { readonly muted: boolean })[] =>
  gaps.flatMap((gap) => {
    const meant = meantIn(gap, muted, zone);
    const edges = [gap.start, ...meant.flatMap(({ start, end }) => [start, end]), gap.end];
    const cuts = [...new Set(edges)].filter((at) => at >= gap.start && at <= gap.end).sort((a, b) => a - b);
    const parts: { start: number; end: number; muted: boolean }[] = [];
    for (const [i, start] of cuts.slice(0, -1).entries()) {
      const end = cuts[i + 1] ?? gap.end;
      const isMeant = meant.some((one) => one.start <= start && start < one.end);
      const last = parts.at(-1);
      if (last?.muted === isMeant) last.end = end;
      else parts.push({ start, end, muted: isMeant });
    }
    return parts;
  });

const meantIn = (gap: Interval, { intervals, outside }: MutedGaps, zone: string): readonly Interval[] => {
  if (outside === undefined) return intervals;
  const clock = clockOf(zone);
  const covered: Interval[] = [];
  const last = dayOf(clock.toWall(gap.end));
  for (let date = dayOf(clock.toWall(gap.start)) - 8; date <= last; date += 1) {
    for (const { days, from, minutes } of outside) {
      if (days !== undefined && !days.includes(weekdayOf(date))) continue;
      const start = date * day + clockMinutes(from) * minute;
      covered.push({ start: clock.toInstant(start), end: clock.toInstant(start + minutes * minute) });
    }
  }
  return [
    ...intervals,
    ...between(
      covered.sort((a, b) => a.start - b.start),
      gap,
    ),
  ];
};

/** What of a time lies in none of these intervals, which come in order. */
const between = (covered: readonly Interval[], { start, end }: Interval): readonly Interval[] => {
  const free: Interval[] = [];
  let from = start;
  for (const one of covered) {
    if (one.start > from) free.push({ start: from, end: Math.min(one.start, end) });
    from = Math.max(from, one.end);
  }
  return from < end ? [...free, { start: from, end }] : free;
};
