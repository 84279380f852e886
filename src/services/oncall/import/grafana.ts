import { z } from "zod";
import { day, dayOf, hour, weekdayOf } from "../../../domain/oncall/civil.ts";
import type { Layer } from "../../../domain/oncall/layer.ts";
import type { Override } from "../../../domain/oncall/override.ts";
import type { Restriction } from "../../../domain/oncall/restriction.ts";
import type { Rotation } from "../../../domain/oncall/rotation.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import {
  type Findings,
  type Imported,
  meet,
  plainLayer,
  readShape,
  unlessLost,
  wallTime,
  zoneName,
} from "./imported.ts";

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const shift = z.object({
  id: z.string().nullish(),
  name: z.string(),
  type: z.enum(["single_event", "recurrent_event", "rolling_users", "override"]),
  time_zone: zoneName.nullish(),
  /** A higher one wins. */
  level: z.int().nullish(),
  start: wallTime,
  rotation_start: wallTime.nullish(),
  until: wallTime.nullish(),
  /** Seconds. */
  duration: z.number().positive(),
  frequency: z.enum(["hourly", "daily", "weekly", "monthly"]).nullish(),
  interval: z.int().min(1).nullish(),
  by_day: z.array(z.enum(weekdays)).nullish(),
  by_month: z.array(z.unknown()).nullish(),
  by_monthday: z.array(z.unknown()).nullish(),
  week_start: z.enum(weekdays).nullish(),
  users: z.array(z.string()).nullish(),
  rolling_users: z.array(z.array(z.string())).nullish(),
  start_rotation_from_user_index: z.int().min(0).nullish(),
});
type GrafanaShift = z.infer<typeof shift>;

const file = z.object({
  name: z.string(),
  time_zone: zoneName,
  on_call_shifts: z.array(shift),
  users: z.array(z.object({ id: z.string(), username: z.string().nullish(), email: z.string().nullish() })).nullish(),
});

/**
 * A schedule as Grafana OnCall's API gives it (`GET /schedules/{id}`), with its shifts (`GET /on_call_shifts/{id}`) as
 * `on_call_shifts` and, for their names, `users`.
 */
export const importGrafana = (json: unknown): Imported => {
  const { name, time_zone, on_call_shifts, users } = readShape(file, json, "Grafana OnCall");
  const findings: Findings = { problems: [], people: new Map() };
  const known = new Map((users ?? []).map((one) => [one.id, one]));
  const keyOf: KeyOf = (id) => {
    const one = known.get(id);
    return meet(findings, one?.email?.toLowerCase() ?? id, one?.username ?? one?.email ?? id);
  };
  const overriding = on_call_shifts.filter(({ type }) => type === "override");
  const others = on_call_shifts.filter(({ type }) => type !== "override");
  return unlessLost("Grafana OnCall", findings, {
    name,
    description: "",
    schedule: {
      zone: time_zone,
      layers: others.map((one) => layerOf(one, time_zone, { findings, keyOf })),
      overrides: overriding.flatMap((one) => overridesOf(one, time_zone, keyOf)),
      away: [],
    },
  });
};

type KeyOf = (id: string) => string;

/** The first of its people instead of everybody, the others as well. */
const overridesOf = (one: GrafanaShift, zone: string, keyOf: KeyOf): readonly Override[] => {
  const clock = clockOf(one.time_zone ?? zone);
  const time = { start: clock.toInstant(one.start), end: clock.toInstant(one.start + one.duration * 1000) };
  const people = [...(one.users ?? []), ...(one.rolling_users ?? []).flat()].map(keyOf);
  return people.map((by, i): Override => ({ kind: i === 0 ? "set" : "add", by, ...time }));
};

const layerOf = (
  one: GrafanaShift,
  defaultZone: string,
  { findings, keyOf }: { readonly findings: Findings; readonly keyOf: KeyOf },
): Layer => {
  const zone = one.time_zone ?? defaultZone;
  const clock = clockOf(zone);
  const people = (one.users ?? []).map(keyOf);
  const length = one.duration * 1000;
  const parts = {
    precedence: one.level ?? 0,
    start: clock.toInstant(one.rotation_start ?? one.start),
    ...(one.until ? { end: clock.toInstant(one.until) } : {}),
  };
  if (one.type === "single_event") {
    const rotation: Rotation = { unit: "none", every: 1, anchor: one.start, slots: [people], countEveryDay: true };
    const time = { start: clock.toInstant(one.start), end: clock.toInstant(one.start + length) };
    return plainLayer(one.name, zone, { precedence: parts.precedence, ...time, rotation });
  }
  const slots = one.type === "rolling_users" ? rolled(one, keyOf) : [people, ...restOf(one)];
  const repeats = repetitionOf(one, length);
  if (typeof repeats === "string") findings.problems.push(`Shift ${one.name} ${repeats}.`);
  const cycle = typeof repeats === "string" ? { unit: "day" as const, every: 1, restrictions: [] } : repeats;
  return plainLayer(one.name, zone, {
    ...parts,
    rotation: { unit: cycle.unit, every: cycle.every, anchor: anchorOf(one), slots, countEveryDay: true },
    restrictions: cycle.restrictions,
  });
};

/** Where weekdays are named, weeks are those of the calendar, as in an RRULE. */
const anchorOf = ({ start, by_day: days, week_start }: GrafanaShift): number => {
  if ((days ?? []).length === 0) return start;
  const date = dayOf(start);
  return (date - ((weekdayOf(date) - 1 - weekdays.indexOf(week_start ?? "MO") + 7) % 7)) * day;
};

const rolled = (one: GrafanaShift, keyOf: KeyOf): readonly (readonly string[])[] => {
  const slots = (one.rolling_users ?? []).map((slot) => slot.map(keyOf));
  const first = (one.start_rotation_from_user_index ?? 0) % Math.max(slots.length, 1);
  return [...slots.slice(first), ...slots.slice(0, first)];
};

/** Everybody every so many weeks is everybody in one turn and nobody in the others. */
const restOf = ({ interval }: GrafanaShift): readonly (readonly string[])[] =>
  Array.from({ length: (interval ?? 1) - 1 }, () => []);

interface Repetition {
  readonly unit: Rotation["unit"];
  readonly every: number;
  readonly restrictions: readonly Restriction[];
}

/** How often it turns, and when in it somebody is on duty; or what cannot be said here, in words. */
const repetitionOf = (one: GrafanaShift, length: number): Repetition | string => {
  const { frequency, by_day: days, type } = one;
  if ((one.by_month ?? []).length > 0 || (one.by_monthday ?? []).length > 0)
    return "chooses months or days of the month";
  if (!frequency) return "does not say how often it repeats";
  // People roll once in so many periods; a recurring shift is one turn in so many.
  const every = type === "rolling_users" ? (one.interval ?? 1) : 1;
  const from = one.start - dayOf(one.start) * day;
  if (frequency === "monthly") {
    return length >= 28 * day ? { unit: "month", every, restrictions: [] } : "lasts less than the month it repeats in";
  }
  const unit = ({ hourly: "hour", daily: "day", weekly: "week" } as const)[frequency];
  const period = { hour, day, week: 7 * day }[unit];
  if ((days ?? []).length > 0) {
    if (unit !== "week") return `names weekdays and repeats ${frequency}`;
    if (length > day) return "names weekdays and lasts longer than a day";
    return {
      unit,
      every,
      restrictions: [{ days: (days ?? []).map((name) => weekdays.indexOf(name) + 1), from, length }],
    };
  }
  if (length === every * period) return { unit, every, restrictions: [] };
  if (length > every * period) return "lasts longer than the time it repeats in";
  if (every > 1 || unit === "hour") return "is on duty for a part of its turn only";
  return {
    unit,
    every,
    restrictions: [{ ...(unit === "week" ? { days: [weekdayOf(dayOf(one.start))] } : {}), from, length }],
  };
};
