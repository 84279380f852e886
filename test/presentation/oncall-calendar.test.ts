import { describe, expect, it } from "vitest";
import { gapsOf } from "../../src/domain/oncall/coverage.ts";
import { calendarOf } from "../../src/domain/oncall/schedule.ts";
import { type Bar, calendarView, mostSchedules } from "../../src/presentation/oncall-calendar.ts";
import { askedFor, weeksFrom } from "../../src/presentation/oncall-weeks.ts";
import { instantIn, viewOf, weeksOf } from "../support/calendar-view.ts";
import { layer, scheduleOf, spec } from "../support/oncall-spec.ts";

const zone = "Europe/Berlin";
const wall = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
const said = ({ stretch, start, end, begins, ends }: Bar) =>
  `${begins ? "[" : "("}${stretch.people.map(({ name }) => name).join("+") || stretch.kind} ${wall(start)} ${wall(end)}${ends ? "]" : ")"}`;

describe("the weeks of a calendar", () => {
  it("begin on the Monday before now, by the clock of the zone", () => {
    const now = Temporal.Instant.from("2026-03-01T23:30:00Z");
    expect(weeksFrom(now, "Europe/Berlin", 4)).toMatchObject({
      count: 4,
      first: Temporal.PlainDate.from("2026-03-02"),
    });
    expect(weeksFrom(now, "UTC", 4).first.toString()).toBe("2026-02-23");
  });

  it("are at least one and at most eight", () => {
    const now = Temporal.Instant.from("2026-03-01T23:30:00Z");
    expect([0, 1, 8, 500].map((count) => weeksFrom(now, "UTC", count).count)).toEqual([1, 1, 8, 8]);
  });

  it("have days as long as the clocks make them", () => {
    const hours = (inZone: string, first: string) =>
      viewOf({ zone: inZone, first, schedules: [{ rows: [] }] }).weeks[0]?.days.map((day) => day.hours);
    expect(hours("Europe/Berlin", "2026-03-23")).toEqual([24, 24, 24, 24, 24, 24, 23]);
    expect(hours("Europe/Berlin", "2026-10-19")).toEqual([24, 24, 24, 24, 24, 24, 25]);
    expect(hours("Australia/Lord_Howe", "2026-03-30")).toEqual([24, 24, 24, 24, 24, 24, 24.5]);
    expect(hours("Australia/Lord_Howe", "2026-09-28")).toEqual([24, 24, 24, 24, 24, 24, 23.5]);
    expect(hours("Pacific/Apia", "2011-12-26")).toEqual([24, 24, 24, 24, 0, 24, 24]);
  });
});

describe("the calendar", () => {
  it("cuts what goes on into weeks, and says where it begins and ends", () => {
    const { weeks } = viewOf({
      count: 2,
      schedules: [
        {
          rows: [
            "ada 2026-02-23T09:00 2026-03-02T09:00",
            "bo 2026-03-02T09:00 2026-03-12T09:00",
            "- 2026-03-12T09:00 2026-03-20T09:00",
          ],
        },
      ],
    });
    expect(weeks.map(({ rows }) => rows[0]?.bars.map(said))).toEqual([
      ["(Ada Lovelace 2026-03-02T00:00 2026-03-02T09:00]", "[Bo Rydberg 2026-03-02T09:00 2026-03-09T00:00)"],
      ["(Bo Rydberg 2026-03-09T00:00 2026-03-12T09:00]", "[gap 2026-03-12T09:00 2026-03-16T00:00)"],
    ]);
  });

  it("leaves out what lies outside its weeks", () => {
    const view = viewOf({
      schedules: [{ rows: ["ada 2026-02-23T00:00 2026-03-02T00:00", "bo 2026-03-09T00:00 2026-03-16T00:00"] }],
    });
    expect(view.weeks[0]?.rows[0]?.bars).toEqual([]);
    expect(view.people).toEqual([]);
  });

  it("does not claim to know an end that was not asked for", () => {
    const weeks = weeksOf({});
    const { start, end } = askedFor(weeks);
    const shift = { start, end, people: ["ada"], layer: "primary", absent: [] };
    const now = Temporal.Instant.from("2026-03-03T00:00:00Z");
    const view = calendarView({
      weeks,
      now,
      schedules: [{ key: "payments", name: "Payments", shifts: [shift], gaps: [] }],
      name: (key) => key,
    });
    expect(view.schedules[0]?.stretches).toMatchObject([{ openStart: true, openEnd: true }]);
    expect(view.weeks[0]?.rows[0]?.bars).toMatchObject([{ begins: false, ends: false }]);
  });

  it("joins neighbours that look the same, but no override with what it stands beside", () => {
    const { schedules } = viewOf({
      schedules: [
        {
          rows: [
            "ada 2026-03-02T00:00 2026-03-03T00:00 primary",
            "ada 2026-03-03T00:00 2026-03-04T00:00 nights ~bo",
            "ada 2026-03-04T00:00 2026-03-05T00:00 !",
            "ada 2026-03-06T00:00 2026-03-07T00:00",
          ],
        },
      ],
    });
    expect(schedules[0]?.stretches.map(({ kind, start, end }) => `${kind} ${wall(start)} ${wall(end)}`)).toEqual([
      "shift 2026-03-02T00:00 2026-03-04T00:00",
      "override 2026-03-04T00:00 2026-03-05T00:00",
      "shift 2026-03-06T00:00 2026-03-07T00:00",
    ]);
    expect(schedules[0]?.stretches[0]?.absent).toEqual([{ key: "bo", name: "Bo Rydberg" }]);
  });

  it("names everybody who is on call once, in the order in which they appear, and nobody who is only absent", () => {
    const { people } = viewOf({
      schedules: [
        { rows: ["bo+ada 2026-03-02T00:00 2026-03-03T00:00 ~cy", "ada 2026-03-03T00:00 2026-03-05T00:00"] },
        { name: "Web", rows: ["dee 2026-03-02T00:00 2026-03-03T00:00"] },
      ],
    });
    expect(people.map(({ key }) => key)).toEqual(["bo", "ada", "dee"]);
  });

  it("has a row for each schedule and, below it, for each layer that is given", () => {
    const rows = ["ada 2026-03-02T00:00 2026-03-09T00:00"];
    const { weeks } = viewOf({
      schedules: [
        { rows, layers: { Nights: { rows } } },
        { name: "Web", rows },
      ],
    });
    expect(weeks[0]?.rows.map(({ kind, name, schedule }) => `${kind} ${name}, ${schedule}`)).toEqual([
      "schedule Payments, key of Payments",
      "layer Nights, key of Payments",
      "schedule Web, key of Web",
    ]);
  });

  it("is called as its only schedule, and otherwise On call", () => {
    expect(viewOf({ schedules: [{ rows: [] }] }).title).toBe("Payments");
    expect(viewOf({ schedules: [{ rows: [] }, { rows: [] }] }).title).toBe("On call");
    expect(viewOf({ title: "This month", schedules: [{ rows: [] }] }).title).toBe("This month");
  });

  it("shows twelve schedules and counts the others", () => {
    const view = viewOf({ schedules: Array.from({ length: mostSchedules + 3 }, () => ({ rows: [] })) });
    expect([view.schedules.length, view.left]).toEqual([12, 3]);
  });

  it("fills its weeks with what a real calendar says, without hole or overlap", () => {
    const weekends = layer({
      rotation: { unit: "week", slots: [["ada"], ["bo"]] },
      restrictions: [{ days: ["sat", "sun"], from: "00:00", to: "24:00" }],
    });
    const calendar = calendarOf(scheduleOf(spec({ timeZone: zone, layers: [weekends] })));
    const weeks = weeksOf({ first: "2026-10-05", count: 4 });
    const { start, end } = askedFor(weeks);
    const view = calendarView({
      weeks,
      now: Temporal.Instant.from("2026-10-06T00:00:00Z"),
      schedules: [
        { key: "weekends", name: "Weekends", shifts: calendar.shifts(start, end), gaps: gapsOf(calendar, start, end) },
      ],
      name: (key) => key,
    });
    for (const week of view.weeks) {
      const bars = week.rows[0]?.bars ?? [];
      expect(bars.map((bar) => bar.start)).toEqual([week.start, ...bars.slice(0, -1).map((bar) => bar.end)]);
      expect(bars.at(-1)?.end).toBe(week.end);
    }
    expect(view.weeks.map(({ rows }) => rows[0]?.bars.length)).toEqual([2, 2, 2, 2]);
    expect(instantIn(zone, "2026-10-05T00:00")).toBe(view.start);
  });

  it("can be handed to another thread as it is", () => {
    const view = viewOf({ schedules: [{ rows: ["ada 2026-03-02T00:00 2026-03-09T00:00"] }] });
    expect(structuredClone(view)).toEqual(view);
  });
});
