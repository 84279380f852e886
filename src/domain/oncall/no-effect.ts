import type { Override } from "./override.ts";
import { isSame } from "./people.ts";
import { type Calendar, calendarOf } from "./schedule.ts";

/** Why an override would change nothing at all. */
export type NoEffect =
  | "over"
  | "not valid then"
  | "same person"
  | "on already"
  | "not on call"
  | "on by an override"
  | "set otherwise";

/**
 * Why an override that is about to be made would change nobody's duty at any instant still to come; undefined where it
 * does change something.
 */
export const whyNoEffect = (calendar: Calendar, override: Override, now: number): NoEffect | undefined => {
  const from = Math.max(override.start, now);
  if (override.end <= from) return "over";
  const { schedule } = calendar;
  const changed = calendarOf({ ...schedule, overrides: [...schedule.overrides, override] });
  const pieces = changed.pieces(from, override.end);
  if (pieces.length === 0) return "not valid then";
  const before = pieces.map(({ start }) => calendar.at(start));
  if (pieces.some(({ people }, i) => !isSame(people, before[i]?.people ?? []))) return undefined;
  if (override.kind === "replace" && override.person === override.by) return "same person";
  if (override.kind === "add" || pieces.some(({ overrides }) => overrides.includes(override))) return "on already";
  if (override.kind === "set") return "set otherwise";
  const { person } = override;
  if (pieces.some(({ reasons }) => reasons.some(({ people }) => people.includes(person)))) return "set otherwise";
  return before.some((piece) => piece?.people.includes(person)) ? "on by an override" : "not on call";
};
