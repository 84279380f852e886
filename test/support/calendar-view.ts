import { type CalendarView, calendarView, type ShownSchedule } from "../../src/presentation/oncall-calendar.ts";
import type { Weeks } from "../../src/presentation/oncall-weeks.ts";

/** "ada 2026-03-02T09:00 2026-03-09T09:00": who, from, to; several by "ada+bo", nobody by "-", an override after "!". */
export type Spelled = string;

interface Shape {
  readonly zone?: string;
  readonly first?: string;
  readonly count?: number;
  readonly now?: string;
  readonly title?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly everybody?: readonly string[];
  readonly schedules: readonly ({ readonly name?: string } & Rows & {
      readonly layers?: Readonly<Record<string, Rows>>;
    })[];
}

interface Rows {
  readonly rows: readonly Spelled[];
}

/** A date-time without an offset is wall clock in the zone. */
export const instantIn = (zone: string, text: string): number =>
  (/(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
  ).epochMilliseconds;

export const named: Readonly<Record<string, string>> = { ada: "Ada Lovelace", bo: "Bo Rydberg", cy: "Cy Twombly" };

export const weeksOf = ({
  zone = "Europe/Berlin",
  first = "2026-03-02",
  count = 1,
}: Omit<Shape, "schedules">): Weeks => ({
  zone,
  first: Temporal.PlainDate.from(first),
  count,
});

export const viewOf = ({
  zone = "Europe/Berlin",
  names = named,
  now = "2026-01-01T00:00",
  ...shape
}: Shape): CalendarView =>
  calendarView({
    weeks: weeksOf({ zone, ...shape }),
    now: Temporal.Instant.fromEpochMilliseconds(instantIn(zone, now)),
    ...(shape.title === undefined ? {} : { title: shape.title }),
    ...(shape.everybody === undefined ? {} : { everybody: shape.everybody }),
    name: (key) => names[key] ?? key,
    schedules: shape.schedules.map(
      ({ name = "Payments", rows, layers = {} }): ShownSchedule => ({
        key: `key of ${name}`,
        name,
        ...spelledOut(zone, rows),
        layers: Object.entries(layers).map(([layer, part]) => ({
          name: layer,
          shifts: spelledOut(zone, part.rows).shifts,
        })),
      }),
    ),
  });

const spelledOut = (zone: string, rows: readonly Spelled[]): Pick<ShownSchedule, "shifts" | "gaps"> => {
  const read = rows.map((row) => {
    const [who = "", from = "", to = "", ...marks] = row.split(" ");
    return { who, start: instantIn(zone, from), end: instantIn(zone, to), marks };
  });
  return {
    shifts: read
      .filter(({ who }) => who !== "-")
      .map(({ who, start, end, marks }) => ({
        start,
        end,
        people: who.split("+"),
        layer: marks.includes("!") ? null : (marks.find((mark) => /^[a-z]+$/.test(mark)) ?? "primary"),
        absent: marks.filter((mark) => mark.startsWith("~")).map((mark) => mark.slice(1)),
      })),
    gaps: read
      .filter(({ who }) => who === "-")
      .map(({ start, end, marks }) => ({ start, end, ...(marks.includes("muted") ? { muted: true } : {}) })),
  };
};
