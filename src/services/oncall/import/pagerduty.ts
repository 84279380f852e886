import { z } from "zod";
import { day, hour } from "../../../domain/oncall/civil.ts";
import type { Layer } from "../../../domain/oncall/layer.ts";
import type { Override } from "../../../domain/oncall/override.ts";
import type { Restriction } from "../../../domain/oncall/restriction.ts";
import type { Rotation } from "../../../domain/oncall/rotation.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import {
  clockTime,
  type Findings,
  type Imported,
  instant,
  meet,
  plainLayer,
  readShape,
  unlessLost,
  zoneName,
} from "./imported.ts";

const user = z.object({
  id: z.string(),
  summary: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

const restriction = z.object({
  type: z.enum(["daily_restriction", "weekly_restriction"]),
  start_time_of_day: clockTime,
  duration_seconds: z.number().positive(),
  /** 1 = Monday ... 7 = Sunday. */
  start_day_of_week: z.int().min(1).max(7).nullish(),
});

const layer = z.object({
  name: z.string().nullish(),
  start: instant,
  end: instant.nullish(),
  rotation_virtual_start: instant,
  rotation_turn_length_seconds: z.number().positive(),
  users: z.array(z.object({ user })),
  restrictions: z.array(restriction).nullish(),
});

const schedule = z.object({
  name: z.string(),
  description: z.string().nullish(),
  time_zone: zoneName,
  /** The highest first. */
  schedule_layers: z.array(layer),
});

const file = z.object({
  schedule,
  overrides: z.array(z.object({ start: instant, end: instant, user })).nullish(),
});

/** A schedule as PagerDuty's API gives it (`GET /schedules/{id}`), with its overrides beside it if they were added. */
export const importPagerDuty = (json: unknown): Imported => {
  const { schedule: given, overrides } = readShape(file, json, "PagerDuty");
  const findings: Findings = { problems: [], people: new Map() };
  const layers = given.schedule_layers.map((one, i) =>
    layerOf(one, { zone: given.time_zone, precedence: given.schedule_layers.length - i, findings }),
  );
  return unlessLost("PagerDuty", findings, {
    name: given.name,
    description: given.description ?? "",
    schedule: {
      zone: given.time_zone,
      layers,
      overrides: (overrides ?? []).map(
        ({ start, end, user }): Override => ({ kind: "set", by: keyOf(findings, user), start, end }),
      ),
      away: [],
    },
  });
};

const keyOf = (findings: Findings, { id, email, summary, name }: z.infer<typeof user>): string =>
  meet(findings, email?.toLowerCase() ?? id, summary ?? name ?? email ?? id);

const layerOf = (
  given: z.infer<typeof layer>,
  { zone, precedence, findings }: { readonly zone: string; readonly precedence: number; readonly findings: Findings },
): Layer => {
  const name = given.name ?? `Layer ${precedence}`;
  const length = given.rotation_turn_length_seconds * 1000;
  const cycle = cycleOf(length);
  if (cycle === undefined)
    findings.problems.push(`Layer ${name} has turns of ${length / 60_000} minutes, no whole hours.`);
  for (const one of given.restrictions ?? []) {
    if (one.duration_seconds * 1000 > (one.type === "daily_restriction" ? day : 7 * day)) {
      findings.problems.push(`Layer ${name} has a restriction that is longer than what it repeats in.`);
    }
    if (one.type === "weekly_restriction" && !one.start_day_of_week) {
      findings.problems.push(`Layer ${name} has a weekly restriction without a day.`);
    }
  }
  return plainLayer(name, zone, {
    precedence,
    start: given.start,
    ...(given.end ? { end: given.end } : {}),
    rotation: {
      ...(cycle ?? { unit: "hour", every: 1 }),
      anchor: clockOf(zone).toWall(given.rotation_virtual_start),
      slots: given.users.map(({ user }) => [keyOf(findings, user)]),
      countEveryDay: true,
    },
    restrictions: (given.restrictions ?? []).map(
      (one): Restriction => ({
        ...(one.type === "weekly_restriction" && one.start_day_of_week ? { days: [one.start_day_of_week] } : {}),
        from: one.start_time_of_day,
        length: one.duration_seconds * 1000,
      }),
    ),
  });
};

const cycleOf = (length: number): Pick<Rotation, "unit" | "every"> | undefined => {
  const [unit, size] =
    length % (7 * day) === 0
      ? (["week", 7 * day] as const)
      : length % day === 0
        ? (["day", day] as const)
        : (["hour", hour] as const);
  return length % size === 0 ? { unit, every: length / size } : undefined;
};
