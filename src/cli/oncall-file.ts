import { z } from "zod";
import type { Away } from "../domain/oncall/away.ts";
import { day, dayOf, hour, minute, wallOf } from "../domain/oncall/civil.ts";
import type { Interval } from "../domain/oncall/interval.ts";
import type { Layer } from "../domain/oncall/layer.ts";
import type { Override } from "../domain/oncall/override.ts";
import { holidayRules, type Restriction } from "../domain/oncall/restriction.ts";
import { units } from "../domain/oncall/rotation.ts";
import type { Schedule } from "../domain/oncall/schedule.ts";
import { clockOf } from "../domain/oncall/walltime.ts";
import { ConfigError } from "../domain/refusal.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const isRead = (read: (text: string) => unknown) => (text: string) => {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
};

const written = /^\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(z|[+-]\d\d(?::?\d\d)?)?$/i;

const isInstant = (text: string): boolean => written.exec(text)?.[1] !== undefined;

const dateTime = z
  .string()
  .refine(
    isRead((text) => {
      if (!written.test(text)) throw new RangeError(text);
      return isInstant(text) ? Temporal.Instant.from(text) : Temporal.PlainDateTime.from(text);
    }),
    'is no date-time. Write "2026-01-05T09:00" for the wall clock of timeZone, or add an offset such as "Z" or "+01:00" for an instant',
  )
  .meta({ description: "Without an offset, wall clock in timeZone; with one, an instant." });

const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is no time of day. Write "09:00", at most "24:00"')
  .meta({ description: "HH:mm" });

const name = z.string().min(1, "is empty");

const restriction = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1, "names no day. Leave it out to mean every day").optional(),
    from: clockTime,
    to: clockTime.meta({ description: "HH:mm; equal to from is 24 hours, before it the next day." }),
    toDay: z
      .enum(weekdays)
      .optional()
      .meta({ description: "Where it runs over days: the weekday on which it ends. It then begins on one day." }),
  })
  .refine(({ days, toDay }) => toDay === undefined || days?.length === 1, {
    path: ["days"],
    error: "must be one day, on which it begins, where toDay says on which it ends",
  })
  .refine(({ from }) => from !== "24:00", { path: ["from"], error: 'is the end of a day. Write "00:00"' });

const rotation = z
  .strictObject({
    unit: z.enum(units),
    every: z.int().min(1, "is no number of units. Write 1 or more").max(10_000, "is more than 10000").default(1),
    anchor: dateTime
      .optional()
      .meta({ description: 'When the first slot takes its first turn; optional for unit "none".' }),
    slots: z.array(z.array(name)).min(1, "is empty: nobody would ever be on call"),
    countEveryDay: z.boolean().default(false),
  })
  .refine(({ unit, anchor }) => unit === "none" || anchor !== undefined, {
    path: ["anchor"],
    error: "is missing: when does the first slot take its first turn",
  });

const zoneName = z.string().refine(isRead(clockOf), 'is no time zone. Write one such as "Europe/Berlin"');

const holidays = z.array(
  z.strictObject({
    date: z.string().refine(
      isRead((text) => Temporal.PlainDate.from(text)),
      'is no date. Write "2026-12-25"',
    ),
    name: z.string().optional(),
  }),
);

const layer = z.strictObject({
  name,
  precedence: z.number(),
  timeZone: zoneName.optional().meta({ description: "The schedule's unless set." }),
  start: dateTime.optional(),
  end: dateTime.optional(),
  rotation,
  onHolidays: z.enum(holidayRules).default("ignore"),
  restrictions: z.array(restriction).default([]),
  holidays: holidays.optional().meta({ description: "Instead of the schedule's." }),
});

const override = z
  .strictObject({
    kind: z.enum(["set", "replace", "add", "remove"]),
    from: dateTime,
    to: dateTime,
    person: name.optional().meta({ description: "Who is replaced or removed." }),
    by: name.optional().meta({ description: "Who is put on." }),
  })
  .refine(({ kind, person }) => kind === "set" || kind === "add" || person !== undefined, {
    path: ["person"],
    error: "is missing: who is replaced or removed",
  })
  .refine(({ kind, by }) => kind === "remove" || by !== undefined, {
    path: ["by"],
    error: "is missing: who is put on",
  });

/** A schedule in a file, for `oncall --json`. */
export const scheduleFile = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().optional(),
    description: z.string().optional(),
    timeZone: zoneName,
    start: dateTime.optional().meta({ description: "Nobody is on call before." }),
    end: dateTime.optional().meta({ description: "Nor from then on." }),
    layers: z.array(layer),
    overrides: z.array(override).default([]).meta({ description: "A later one is newer." }),
    away: z.array(z.strictObject({ person: name, from: dateTime, to: dateTime })).default([]),
    holidays: holidays.default([]),
  })
  .meta({ title: "Tocsin on-call schedule" });

/** Reads a schedule. Throws a ConfigError that names the JSON path of every problem. */
export const readScheduleFile = (json: unknown): Schedule => {
  const read = scheduleFile.safeParse(json);
  if (!read.success)
    throw new ConfigError(read.error.issues.map((issue) => `${pathOf(issue.path)}: ${issue.message}.`));
  const { timeZone: zone, ...file } = read.data;
  const at = (text: string) => readTime(text, zone);
  const problems = [
    ...file.overrides.flatMap((one, i) =>
      at(one.from) < at(one.to) ? [] : [`$.overrides[${i}].to: is not after from.`],
    ),
    ...file.away.flatMap((one, i) => (at(one.from) < at(one.to) ? [] : [`$.away[${i}].to: is not after from.`])),
    ...file.layers.flatMap((one, i) =>
      isForward(one, one.timeZone ?? zone) ? [] : [`$.layers[${i}].end: is not after start.`],
    ),
    ...(isForward(file, zone) ? [] : ["$.end: is not after start."]),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const edges = (one: { readonly start?: string | undefined; readonly end?: string | undefined }, clocks: string) => ({
    ...(one.start === undefined ? {} : { start: readTime(one.start, clocks) }),
    ...(one.end === undefined ? {} : { end: readTime(one.end, clocks) }),
  });
  return {
    zone,
    ...edges(file, zone),
    layers: file.layers.map(
      ({ timeZone: clocks = zone, ...one }): Layer => ({
        name: one.name,
        precedence: one.precedence,
        zone: clocks,
        ...edges(one, clocks),
        rotation: { ...one.rotation, anchor: readWall(one.rotation.anchor ?? "1970-01-01T00:00", clocks) },
        restrictions: one.restrictions.map(toRestriction),
        onHolidays: one.onHolidays,
        holidays: daysOf(one.holidays ?? file.holidays),
      }),
    ),
    overrides: file.overrides.map((one) => toOverride(one, { start: at(one.from), end: at(one.to) })),
    away: file.away.map(({ person, from, to }): Away => ({ person, start: at(from), end: at(to) })),
  };
};

const isForward = (
  { start, end }: { readonly start?: string | undefined; readonly end?: string | undefined },
  zone: string,
): boolean => start === undefined || end === undefined || readTime(start, zone) < readTime(end, zone);

const daysOf = (given: z.infer<typeof holidays>): ReadonlySet<number> =>
  new Set(given.map(({ date }) => dayOf(wallOf(Temporal.PlainDate.from(date).toPlainDateTime()))));

const toOverride = ({ kind, person = "", by = "" }: z.infer<typeof override>, time: Interval): Override => {
  switch (kind) {
    case "set":
    case "add":
      return { kind, by, ...time };
    case "replace":
      return { kind, person, by, ...time };
    case "remove":
      return { kind, person, ...time };
  }
};

/** Milliseconds since the epoch. */
export const readTime = (text: string, zone: string): number =>
  isInstant(text)
    ? Temporal.Instant.from(text).epochMilliseconds
    : clockOf(zone).toInstant(wallOf(Temporal.PlainDateTime.from(text)));

const readWall = (text: string, zone: string): number =>
  isInstant(text)
    ? clockOf(zone).toWall(Temporal.Instant.from(text).epochMilliseconds)
    : wallOf(Temporal.PlainDateTime.from(text));

const toRestriction = ({ days, from, to, toDay }: z.infer<typeof restriction>): Restriction => {
  const [start, end] = [timeOf(from), timeOf(to)];
  const [first = "mon"] = days ?? [];
  const daysOver = toDay === undefined ? 0 : weekdays.indexOf(toDay) - weekdays.indexOf(first);
  const length = daysOver * day + end - start;
  return {
    from: start,
    length: length > 0 ? length : length + (toDay === undefined ? day : 7 * day),
    ...(days === undefined ? {} : { days: days.map((name) => weekdays.indexOf(name) + 1) }),
  };
};

const timeOf = (text: string): number => Number(text.slice(0, 2)) * hour + Number(text.slice(3)) * minute;

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((all, part) => (typeof part === "number" ? `${all}[${part}]` : `${all}.${String(part)}`), "$");
