import fc from "fast-check";
import { readScheduleFile } from "../../src/cli/oncall-file.ts";
import { day } from "../../src/domain/oncall/civil.ts";
import { calendarOf, type Schedule } from "../../src/domain/oncall/schedule.ts";
import type { LayerSpec, Spec } from "./oncall-oracle.ts";

/** A schedule out of a description, by the file's own reader; windows over several days are lengthened here. */
export const scheduleOf = (spec: Spec): Schedule => {
  const read = readScheduleFile({
    ...spec,
    layers: spec.layers.map((layer) => ({
      ...layer,
      restrictions: layer.restrictions.map(({ extraDays: _, ...rest }) => rest),
    })),
  });
  return {
    ...read,
    layers: read.layers.map((layer, i) => ({
      ...layer,
      restrictions: layer.restrictions.map((one, j) => ({
        ...one,
        length: one.length + (spec.layers[i]?.restrictions[j]?.extraDays ?? 0) * day,
      })),
    })),
  };
};

type Parts = Omit<Partial<LayerSpec>, "rotation"> & { readonly rotation?: Partial<LayerSpec["rotation"]> };

/** A layer with everything usual left out: one person a day, turns at midnight. */
export const layer = ({ rotation, ...rest }: Parts = {}): LayerSpec => ({
  name: "primary",
  precedence: 1,
  onHolidays: "ignore",
  restrictions: [],
  ...rest,
  rotation: {
    unit: "day",
    every: 1,
    anchor: "2026-01-05T00:00",
    slots: [["alpha"], ["bravo"], ["charlie"]],
    countEveryDay: false,
    ...rotation,
  },
});

export const spec = (parts: Partial<Spec> = {}): Spec => ({
  timeZone: "UTC",
  layers: [layer()],
  overrides: [],
  away: [],
  holidays: [],
  ...parts,
});

/** Days on which the clocks of a zone do something, and some on which they do not. */
export const clockDays: readonly (readonly [zone: string, date: string])[] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["America/Chicago", "2026-03-08"],
  ["America/Chicago", "2026-11-01"],
  ["Europe/London", "2026-03-29"],
  ["Europe/London", "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Africa/Casablanca", "2026-03-22"],
  ["Asia/Kathmandu", "2026-05-01"],
  ["Asia/Kathmandu", "1986-01-01"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Apia", "2012-04-01"],
  ["America/Sao_Paulo", "2018-11-04"],
  ["America/Sao_Paulo", "2019-02-17"],
  ["Antarctica/Troll", "2026-03-29"],
  ["Antarctica/Troll", "2026-10-25"],
  ["UTC", "2026-02-28"],
];

const people = ["ada", "bo", "cy", "di", "ed"] as const;
const person = fc.constantFrom(...people);
const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 60, 90, 120, 135, 150, 180, 480, 540, 1020, 1200, 1320, 1380, 1410) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1439 }) },
);
const two = (n: number): string => n.toString().padStart(2, "0");
const clock = (n: number): string => `${two(Math.floor(n / 60))}:${two(n % 60)}`;
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A wall time within so many days of a date; now and then an instant. */
const near = (date: string, days: number) =>
  fc
    .tuple(fc.integer({ min: -days, max: days }), minutes, fc.integer({ min: 0, max: 9 }))
    .map(([offset, time, kind]) => {
      const text = `${Temporal.PlainDate.from(date).add({ days: offset })}T${clock(time)}`;
      return kind === 0 ? `${text}:00Z` : kind === 1 ? `${text}:00+05:45` : text;
    });

const inOrder = (a: string, b: string): readonly [string, string] => {
  const at = (text: string) => text.slice(0, 16);
  const later = `${Temporal.PlainDateTime.from(at(a)).add({ hours: 30 }).toString().slice(0, 16)}`;
  return Temporal.PlainDateTime.compare(at(a), Temporal.PlainDateTime.from(at(b)).subtract({ hours: 30 })) < 0
    ? [a, b]
    : [at(a), later];
};

const restriction = fc
  .record(
    {
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 }),
      from: minutes,
      to: fc.oneof(minutes, fc.constant(1440)),
      extraDays: fc.integer({ min: 0, max: 3 }),
    },
    { requiredKeys: ["from", "to"] },
  )
  .map((one) => ({ ...one, from: clock(one.from), to: clock(one.to) }));

const layerNear = (date: string): fc.Arbitrary<LayerSpec> =>
  fc
    .record(
      {
        name: fc.constantFrom("red", "green", "blue", "grey"),
        precedence: fc.integer({ min: 1, max: 3 }),
        start: near(date, 6),
        end: near(date, 6),
        unit: fc.constantFrom("none", "hour", "day", "workday", "weekend", "week", "month"),
        every: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(5, 8, 12)),
        anchor: near(date, 25),
        slots: fc.array(fc.uniqueArray(person, { minLength: 0, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        countEveryDay: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
        onHolidays: fc.constantFrom("ignore", "ignore", "skip", "only"),
        restrictions: fc.oneof(fc.constant([]), fc.array(restriction, { minLength: 1, maxLength: 3 })),
      },
      {
        requiredKeys: [
          "name",
          "precedence",
          "unit",
          "every",
          "anchor",
          "slots",
          "countEveryDay",
          "onHolidays",
          "restrictions",
        ],
      },
    )
    .map(({ unit, every, anchor, slots, countEveryDay, start, end, ...rest }): LayerSpec => {
      const [from, to] = start !== undefined && end !== undefined ? inOrder(start, end) : [start, end];
      return {
        ...rest,
        ...(from === undefined ? {} : { start: from }),
        ...(to === undefined ? {} : { end: to }),
        rotation: { unit, every, anchor, slots, countEveryDay },
      };
    });

/** A schedule and a window of some days around the clocks of its zone doing something. */
export interface Case {
  readonly spec: Spec;
  readonly from: number;
  readonly to: number;
}

export const anyCase: fc.Arbitrary<Case> = fc.constantFrom(...clockDays).chain(([timeZone, date]) =>
  fc
    .record({
      layers: fc.array(layerNear(date), { minLength: 1, maxLength: 4 }),
      overrides: fc.array(
        fc.record({
          kind: fc.constantFrom("set", "replace", "replace", "add", "remove"),
          times: fc.tuple(near(date, 5), near(date, 5)),
          person,
          by: person,
        }),
        { maxLength: 5 },
      ),
      away: fc.array(fc.record({ person, times: fc.tuple(near(date, 5), near(date, 5)) }), { maxLength: 4 }),
      holidays: fc.array(
        fc.integer({ min: -20, max: 20 }).map((days) => ({
          date: Temporal.PlainDate.from(date).add({ days }).toString(),
        })),
        { maxLength: 6 },
      ),
      before: fc.integer({ min: 1, max: 80 }),
      after: fc.integer({ min: 1, max: 80 }),
    })
    .map(({ overrides, away, before, after, ...rest }): Case => {
      const middle = Temporal.Instant.from(`${date}T00:00:00Z`).epochMilliseconds;
      return {
        from: middle - before * 3_600_000,
        to: middle + after * 3_600_000,
        spec: {
          ...rest,
          timeZone,
          overrides: overrides.map(({ times, ...one }) => {
            const [from, to] = inOrder(...times);
            return { ...one, from, to };
          }),
          away: away.map(({ person: who, times }) => {
            const [from, to] = inOrder(...times);
            return { person: who, from, to };
          }),
        },
      };
    }),
);

/** What a schedule says in a window, a line a shift, in its own zone: "2026-01-05T00:00+00:00 alpha (primary)". */
export const said = (one: Spec, from: string, to: string): readonly string[] => {
  const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(one.timeZone).epochMilliseconds;
  const show = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(one.timeZone)
      .toString({ smallestUnit: "minute", timeZoneName: "never" });
  return calendarOf(scheduleOf(one))
    .shifts(at(from), at(to))
    .map(({ start, end, people: names, layer: index }) => {
      const name = index === null ? "override" : one.layers[index]?.name;
      return `${show(start)} ${show(end)} ${names.join("+")} (${name})`;
    });
};
