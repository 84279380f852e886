import { type History, versionAt } from "./history.ts";
import type { Interval } from "./interval.ts";
import { type NoEffect, whyNoEffect } from "./no-effect.ts";
import type { Override, OverrideChange } from "./override.ts";
import { type Calendar, calendarOf, type Piece, type Schedule } from "./schedule.ts";

/** What tells who is on call and by which overrides, through all versions: their layers are numbered differently. */
export interface Timetable {
  /** All overrides that the versions share. */
  readonly schedule: Pick<Schedule, "overrides">;
  pieces(from: number, to: number): readonly Piece[];
}

/** A schedule through all its versions, asked as one calendar is. */
export const timetableOf = (history: History): Timetable => {
  const calendars = history.map(({ schedule }) => calendarOf(schedule));
  return {
    schedule: { overrides: history[0]?.schedule.overrides ?? [] },
    pieces: (from, to) =>
      segmentsOf(history, { start: from, end: to }).flatMap(({ index, start, end }) =>
        (calendars[index] as Calendar).pieces(start, end),
      ),
  };
};

/** The parts of a time, each with the version that holds in it; before the first version there is none. */
const segmentsOf = (history: History, { start, end }: Interval): readonly (Interval & { readonly index: number })[] =>
  history
    .map(({ from }, index) => ({
      index,
      start: Math.max(start, from),
      end: Math.min(end, history[index + 1]?.from ?? end),
    }))
    .filter((one) => one.start < one.end);

/** The same history as it would be with other overrides. */
export const withChange = (history: History, { added, removed }: OverrideChange): History =>
  history.map(({ from, schedule }) => ({
    from,
    schedule: { ...schedule, overrides: [...schedule.overrides.filter((one) => !removed.includes(one)), ...added] },
  }));

/** Why an override would change nothing in any version it meets; undefined where it does change something. */
export const whyNoEffectIn = (history: History, override: Override, now: number): NoEffect | undefined => {
  const segments = segmentsOf(history, override);
  if (segments.length === 0) return override.end <= now ? "over" : "not valid then";
  const reasons = segments
    .filter(({ end }) => end > now)
    .map(({ start, end }) => {
      const calendar = calendarOf(versionAt(history, start)?.schedule as Schedule);
      return whyNoEffect(calendar, { ...override, start, end }, now);
    });
  if (reasons.length === 0) return "over";
  return reasons.includes(undefined) ? undefined : (reasons.find((one) => one !== "not valid then") ?? reasons[0]);
};

/** When somebody is on call in a time, joined where nothing lies between; by one of several keys, if they have several. */
export const dutiesIn = (
  timetable: Pick<Timetable, "pieces">,
  person: string | ReadonlySet<string>,
  { start, end }: Interval,
): readonly Interval[] => {
  const isMeant = typeof person === "string" ? (one: string) => one === person : (one: string) => person.has(one);
  const found: { start: number; end: number }[] = [];
  for (const piece of timetable.pieces(start, end)) {
    if (!piece.people.some(isMeant)) continue;
    const last = found.at(-1);
    if (last?.end === piece.start) last.end = piece.end;
    else found.push({ start: piece.start, end: piece.end });
  }
  return found;
};

/** Everybody whose duties in a time are not what they were. */
export const whoseDutiesDiffer = (
  before: Pick<Timetable, "pieces">,
  after: Pick<Timetable, "pieces">,
  span: Interval,
): readonly string[] => {
  const everybody = new Set(
    [before, after].flatMap((one) => one.pieces(span.start, span.end).flatMap(({ people }) => people)),
  );
  const told = (one: Pick<Timetable, "pieces">, person: string) => JSON.stringify(dutiesIn(one, person, span));
  return [...everybody].filter((person) => told(before, person) !== told(after, person)).sort();
};
