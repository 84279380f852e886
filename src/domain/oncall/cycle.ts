import type { RotationDefinition } from "./definition.ts";
import type { Unit } from "./rotation.ts";

/** How long a turn is. */
export type Cycle = Pick<RotationDefinition, "unit" | "every">;

const units: ReadonlyMap<string, Unit> = new Map([
  ["h", "hour"],
  ["hour", "hour"],
  ["d", "day"],
  ["day", "day"],
  ["workday", "workday"],
  ["weekday", "workday"],
  ["weekend", "weekend"],
  ["weekendday", "weekend"],
  ["w", "week"],
  ["week", "week"],
  ["month", "month"],
]);

const names: ReadonlyMap<string, Cycle> = new Map([
  ["hourly", { unit: "hour", every: 1 }],
  ["daily", { unit: "day", every: 1 }],
  ["weekly", { unit: "week", every: 1 }],
  ["biweekly", { unit: "week", every: 2 }],
  ["fortnight", { unit: "week", every: 2 }],
  ["monthly", { unit: "month", every: 1 }],
  ["none", { unit: "none", every: 1 }],
  ["everyone", { unit: "none", every: 1 }],
  ["everybody", { unit: "none", every: 1 }],
]);

/**
 * "week", "2 weeks", "12h", "workday", "weekend", "month" (features.md G58), or "everyone" for no turns at all (G57).
 * Undefined for anything else.
 */
export const readCycle = (text: string): Cycle | undefined => {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/^every /, "");
  const known = names.get(clean);
  if (known !== undefined) return known;
  const [, count = "1", word = ""] = /^(\d{1,4})?\s*([a-z][a-z -]*?)s?$/.exec(clean) ?? [];
  const unit = units.get(word.replaceAll(/[ -]/g, ""));
  return unit === undefined || Number(count) < 1 ? undefined : { unit, every: Number(count) };
};

/**
 * When the first slot takes its first turn where nobody says: when the current week, day or month began at the time of
 * handoff ("09:00"), so that the first of the list is on call at once.
 */
export const usualAnchor = ({ unit, every }: Cycle, now: Temporal.ZonedDateTime, handoff: string): string => {
  const today = now.toPlainDate();
  const wall = now.toPlainDateTime();
  const day =
    unit === "week" ? today.subtract({ days: today.dayOfWeek - 1 }) : unit === "month" ? today.with({ day: 1 }) : today;
  const begun = day.toPlainDateTime(handoff);
  const isLater = Temporal.PlainDateTime.compare(begun, wall) > 0;
  const back = unit === "week" ? { weeks: 1 } : unit === "month" ? { months: 1 } : { days: 1 };
  const last = isLater ? begun.subtract(back) : begun;
  const hours =
    unit === "hour" ? Math.floor(last.until(wall).total({ unit: "hours", relativeTo: last }) / every) * every : 0;
  return last.add({ hours }).toString({ smallestUnit: "minute" });
};
