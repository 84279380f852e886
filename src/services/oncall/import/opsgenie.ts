import { z } from "zod";
import { day, hour, minute } from "../../../domain/oncall/civil.ts";
import type { Layer } from "../../../domain/oncall/layer.ts";
import type { Override } from "../../../domain/oncall/override.ts";
import type { Restriction } from "../../../domain/oncall/restriction.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import {
  type Findings,
  type Imported,
  instant,
  meet,
  plainLayer,
  readShape,
  unlessLost,
  zoneName,
} from "./imported.ts";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const participant = z.object({
  type: z.enum(["user", "team", "escalation", "none"]),
  id: z.string().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
});

const times = {
  startHour: z.int().min(0).max(23),
  startMin: z.int().min(0).max(59).default(0),
  endHour: z.int().min(0).max(24),
  endMin: z.int().min(0).max(59).default(0),
};
const daily = z.object(times);
const weekly = z.object({ ...times, startDay: z.enum(weekdays), endDay: z.enum(weekdays) });

const timeRestriction = z.discriminatedUnion("type", [
  z.object({ type: z.literal("time-of-day"), restriction: daily }),
  z.object({ type: z.literal("weekday-and-time-of-day"), restrictions: z.array(weekly) }),
]);

const rotation = z.object({
  name: z.string().nullish(),
  startDate: instant,
  endDate: instant.nullish(),
  type: z.enum(["hourly", "daily", "weekly"]),
  length: z.int().min(1).default(1),
  participants: z.array(participant),
  timeRestriction: timeRestriction.nullish(),
});

const schedule = z.object({
  name: z.string(),
  description: z.string().nullish(),
  timezone: zoneName,
  rotations: z.array(rotation),
});

const override = z.object({
  user: participant,
  startDate: instant,
  endDate: instant,
  rotations: z.array(z.unknown()).nullish(),
});

const file = z.object({ data: schedule, overrides: z.array(override).nullish() });

/** A schedule as Opsgenie's API gives it (`GET /v2/schedules/{id}`), with its overrides beside it if they were added. */
export const importOpsgenie = (json: unknown): Imported => {
  const { data, overrides } = readShape(file, json, "Opsgenie");
  const findings: Findings = { problems: [], people: new Map() };
  const layers = data.rotations.map((one, i) =>
    layerOf(one, one.name ?? `Rotation ${i + 1}`, { zone: data.timezone, findings }),
  );
  const set = (overrides ?? []).map(({ user, startDate, endDate, rotations }): Override => {
    if ((rotations ?? []).length > 0) findings.problems.push("An override is of some rotations only.");
    const [by = ""] = slotOf(user, findings);
    return { kind: "set", by, start: startDate, end: endDate };
  });
  return unlessLost("Opsgenie", findings, {
    name: data.name,
    description: data.description ?? "",
    schedule: { zone: data.timezone, layers, overrides: set, away: [] },
  });
};

const slotOf = (one: z.infer<typeof participant>, findings: Findings): readonly string[] => {
  const key = one.username?.toLowerCase() ?? one.id ?? one.name ?? "";
  switch (one.type) {
    case "none":
      return [];
    case "escalation":
      findings.problems.push(`The escalation ${one.name ?? key} takes turns, which only people and teams do here.`);
      return [];
    case "user":
    case "team":
      return [meet(findings, one.type === "team" ? `team:${key}` : key, one.name ?? one.username ?? key)];
  }
};

const layerOf = (
  given: z.infer<typeof rotation>,
  name: string,
  { zone, findings }: { readonly zone: string; readonly findings: Findings },
): Layer =>
  plainLayer(name, zone, {
    start: given.startDate,
    ...(given.endDate ? { end: given.endDate } : {}),
    rotation: {
      unit: ({ hourly: "hour", daily: "day", weekly: "week" } as const)[given.type],
      every: given.length,
      anchor: clockOf(zone).toWall(given.startDate),
      slots: given.participants.map((one) => slotOf(one, findings)),
      countEveryDay: true,
    },
    restrictions: restrictionsOf(given.timeRestriction),
  });

const restrictionsOf = (given: z.infer<typeof timeRestriction> | null | undefined): readonly Restriction[] => {
  if (!given) return [];
  if (given.type === "time-of-day") {
    const [from, to] = timesOf(given.restriction);
    return [{ from, length: to > from ? to - from : to - from + day }];
  }
  return given.restrictions.map((one): Restriction => {
    const [from, to] = timesOf(one);
    const [start, end] = [weekdays.indexOf(one.startDay), weekdays.indexOf(one.endDay)];
    const length = (((end - start + 7) % 7) * day + to - from + 7 * day) % (7 * day);
    return { days: [start + 1], from, length: length === 0 ? 7 * day : length };
  });
};

const timesOf = (one: z.infer<typeof daily>): readonly [number, number] => [
  one.startHour * hour + one.startMin * minute,
  one.endHour * hour + one.endMin * minute,
];
