import type { RestrictionDefinition, RotationDefinition } from "./definition.ts";
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
  ["fortnightly", { unit: "week", every: 2 }],
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
 * handoff ("09:00"), so that the first of the list is on call at once; tonight where today's hours are over.
 */
export const usualAnchor = (
  { unit, every }: Cycle,
  now: Temporal.ZonedDateTime,
  { handoff, minutes }: { readonly handoff: string; readonly minutes?: number },
): string => {
  const today = now.toPlainDate();
  const wall = now.toPlainDateTime();
  const day =
    unit === "week" ? today.subtract({ days: today.dayOfWeek - 1 }) : unit === "month" ? today.with({ day: 1 }) : today;
  const begins = day.toPlainDateTime(handoff);
  const before = begins.subtract(unit === "week" ? { weeks: 1 } : unit === "month" ? { months: 1 } : { days: 1 });
  const isDaily = unit !== "week" && unit !== "month";
  const isOver = isDaily && minutes !== undefined && !isLater(before.add({ minutes }), wall);
  const last = isLater(begins, wall) && !isOver ? before : begins;
  const elapsed = unit === "hour" ? Math.floor(last.until(wall).total({ unit: "hours", relativeTo: last })) : 0;
  return last.add({ hours: Math.max(0, Math.floor(elapsed / every)) * every }).toString({ smallestUnit: "minute" });
};

const isLater = (one: Temporal.PlainDateTime, other: Temporal.PlainDateTime): boolean =>
  Temporal.PlainDateTime.compare(one, other) > 0;

/** What is said of a new rotation. */
export interface RotationWish {
  readonly cycle: Cycle;
  readonly slots: RotationDefinition["slots"];
  /** When the first takes their first turn, on the wall. */
  readonly anchor?: string;
  readonly restrictions?: readonly RestrictionDefinition[];
}

/**
 * A rotation and when it is on duty. Where only working days count and turns change at another time than midnight, a
 * working day lasts from that time to the same time on the next day.
 */
export const freshRotation = (
  { cycle, slots, anchor, restrictions }: RotationWish,
  now: Temporal.ZonedDateTime,
): { readonly rotation: RotationDefinition; readonly restrictions: readonly RestrictionDefinition[] } => {
  const countsDays = cycle.unit === "workday" || cycle.unit === "weekend";
  const [first] = restrictions ?? [];
  const handoff = first?.from ?? (countsDays ? "00:00" : "09:00");
  const begins = anchor ?? usualAnchor(cycle, now, { handoff, ...(first && { minutes: first.minutes }) });
  const time = begins.slice(11, 16);
  return {
    rotation: { ...cycle, slots, countEveryDay: false, ...(cycle.unit === "none" ? {} : { anchor: begins }) },
    restrictions: restrictions ?? (countsDays && time !== "00:00" ? [{ from: time, minutes: 1440 }] : []),
  };
};
