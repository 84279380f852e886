import { RRuleTemporal } from "rrule-temporal";
import { type Calendar, calendarOf } from "../../src/domain/oncall/schedule.ts";
import { oracleOf, type Spec } from "../support/oncall-oracle.ts";
import { layer, scheduleOf, spec } from "../support/oncall-spec.ts";
import { tableOf } from "./support.ts";

/*
 * The final schedule of a year, three layers and twelve people, against stepping through it minute by minute and against
 * expanding the same turns as RRULEs; and who is on call now in a thousand schedules. Everything in one run.
 */

const zone = "America/New_York";
const people = Array.from({ length: 12 }, (_, i) => `person-${i}`);
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const [from, to] = [at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")];
const minute = 60_000;

/** The office by weeks, the nights by days, and behind both two shifts a day. */
const year = (overrides: number, anchor = "2019-01-07"): Spec => {
  const slots = people.map((person) => [person]);
  const office = { days: ["mon", "tue", "wed", "thu", "fri"] as const, from: "09:00", to: "18:00" };
  return spec({
    timeZone: zone,
    layers: [
      layer({
        name: "office",
        precedence: 3,
        restrictions: [office],
        rotation: { unit: "week", anchor: `${anchor}T09:00`, slots },
      }),
      layer({
        name: "nights",
        precedence: 2,
        restrictions: [{ from: "18:00", to: "09:00" }],
        rotation: { anchor: `${anchor}T18:00`, slots },
      }),
      layer({ name: "always", precedence: 1, rotation: { unit: "hour", every: 12, anchor: `${anchor}T08:00`, slots } }),
    ],
    overrides: Array.from({ length: overrides }, (_, i) => {
      const date = Temporal.PlainDate.from("2026-01-02").add({ days: Math.floor((i * 360) / overrides) });
      const kind = (["set", "replace", "add", "remove"] as const)[i % 4] ?? "set";
      const [person = "", by = ""] = [people[i % 12], people[(i + 3) % 12]];
      return { kind, from: `${date}T10:00`, to: `${date}T22:00`, person, by };
    }),
  });
};

const calendars = (overrides: number, anchor?: string) => calendarOf(scheduleOf(year(overrides, anchor)));
const yearOf = (calendar: Calendar) => bestOf(() => calendar.shifts(from, to), 100);

/** Milliseconds, the fastest of several runs after as many to warm up: what else the machine does is not measured. */
const bestOf = (work: () => unknown, runs = 1): number => {
  const took: number[] = [];
  for (let i = 0; i < 2 * runs; i += 1) {
    const before = performance.now();
    work();
    if (i >= runs) took.push(performance.now() - before);
  }
  return Math.min(...took);
};

const stepping = (calendar: Calendar) => () => {
  let changes = 0;
  let last = "";
  for (let now = from; now < to; now += minute) {
    const piece = calendar.at(now);
    const said = piece === undefined ? "" : `${piece.people} ${piece.layer}`;
    if (said !== last) changes += 1;
    last = said;
  }
  return changes;
};

/** A week of the oracle's stepping, which is slower still. */
const oracleWeek = (overrides: number) => () => {
  const oracle = oracleOf(year(overrides, "2025-12-01"), from, from + 7 * 86_400_000);
  for (let now = from; now < from + 7 * 86_400_000; now += minute) oracle.at(now);
};

/** A rule for each person in each layer: 36 of them, before any precedence, override or absence. */
const rulesFrom = (date: string): readonly RRuleTemporal[] =>
  people.flatMap((_, i) => {
    const rule = (start: string, text: string) =>
      new RRuleTemporal({
        rruleString: `RRULE:${text}`,
        dtstart: Temporal.PlainDateTime.from(start).toZonedDateTime(zone) as never,
        cache: false,
      });
    const day = (days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
    return [
      rule(`${day(7 * i)}T09:00`, "FREQ=WEEKLY;INTERVAL=12;BYDAY=MO,TU,WE,TH,FR"),
      rule(`${day(i)}T18:00`, "FREQ=DAILY;INTERVAL=12"),
      rule(`${day(i >> 1)}T${i % 2 === 0 ? "08" : "20"}:00`, "FREQ=DAILY;INTERVAL=6"),
    ];
  });

const expanding = (date: string) => () => {
  const [start, end] = [from, to].map((one) => Temporal.Instant.fromEpochMilliseconds(one).toZonedDateTimeISO(zone));
  return rulesFrom(date).reduce((sum, rule) => sum + rule.between(start as never, end as never, true).length, 0);
};

const ms = (value: number): string => (value >= 10 ? `${value.toFixed(0)} ms` : `${value.toFixed(2)} ms`);
const us = (value: number): string => `${(value * 1000).toFixed(2)} us`;
const times = (value: number): string => `${value.toFixed(0)} x`;

const rows: string[][] = [];
for (const overrides of [0, 20, 200]) {
  const calendar = calendars(overrides);
  const ours = yearOf(calendar);
  const stepped = bestOf(stepping(calendar));
  const oracle = bestOf(oracleWeek(overrides)) * (365 / 7);
  rows.push([`${overrides} overrides`, ms(ours), ms(stepped), times(stepped / ours), ms(oracle), times(oracle / ours)]);
}
process.stdout.write(
  `One year, 3 layers, 12 people\n\n${tableOf(["", "Tocsin", "asking it each minute", "ratio", "the oracle's stepping *", "ratio"], rows)}\n\n* a week of it, times 52\n\n`,
);

const plain = yearOf(calendars(0));
const near = bestOf(expanding("2026-01-05"));
const far = bestOf(expanding("2019-01-07"));
process.stdout.write(
  `${tableOf(
    ["The same turns as RRULEs (rrule-temporal), nothing decided", "time", "ratio"],
    [
      ["from January 2026", ms(near), times(near / plain)],
      ["from January 2019", ms(far), times(far / plain)],
    ],
  )}\n\n`,
);

const compiled = Array.from({ length: 1000 }, (_, i) => calendars(i % 21, `20${(10 + (i % 16)).toString()}-01-04`));
const schedules = compiled.map(({ schedule }) => schedule);
const now = bestOf(() => compiled.map((calendar, i) => calendar.at(from + i * 7_919_000)), 40);
const fresh = bestOf(() => schedules.map((one, i) => calendarOf(one).at(from + i * 7_919_000)), 20);
const ages = ["2026-01-05", "1926-01-04"].map((anchor) => {
  const calendar = calendars(20, anchor);
  return bestOf(() => Array.from({ length: 1000 }, (_, i) => calendar.at(from + i * 7_919_000)), 40);
});
process.stdout.write(
  `${tableOf(
    ["Who is on call now", "each"],
    [
      ["in 1,000 schedules", us(now / 1000)],
      ["and made ready first", us(fresh / 1000)],
      ["anchored this week", us((ages[0] ?? 0) / 1000)],
      ["anchored a hundred years ago", us((ages[1] ?? 0) / 1000)],
    ],
  )}\n`,
);
