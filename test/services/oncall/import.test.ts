import { describe, expect, it } from "vitest";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { importGrafana } from "../../../src/services/oncall/import/grafana.ts";
import type { Imported } from "../../../src/services/oncall/import/imported.ts";
import { importOpsgenie } from "../../../src/services/oncall/import/opsgenie.ts";
import { importPagerDuty } from "../../../src/services/oncall/import/pagerduty.ts";

/** Who is on call by it, a line a shift, in the schedule's zone. */
const said = ({ schedule }: Imported, from: string, to: string): readonly string[] => {
  const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(schedule.zone).epochMilliseconds;
  const show = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(schedule.zone)
      .toPlainDateTime()
      .toString()
      .slice(5, 16);
  return calendarOf(schedule)
    .shifts(at(from), at(to))
    .map(({ start, end, people }) => `${show(start)} ${show(end)} ${people.join("+")}`);
};

describe("PagerDuty", () => {
  const ada = { id: "PADA", type: "user_reference", summary: "Ada", email: "Ada@Example.com" };
  const bo = { id: "PBO", type: "user_reference", summary: "Bo" };
  const layer = {
    id: "PL1",
    name: "Layer 1",
    start: "2026-01-05T09:00:00-05:00",
    end: null,
    rotation_virtual_start: "2026-01-05T09:00:00-05:00",
    rotation_turn_length_seconds: 604_800,
    users: [{ user: ada }, { user: bo }],
    restrictions: [],
  };
  const night = {
    ...layer,
    name: "Layer 2",
    rotation_turn_length_seconds: 86_400,
    users: [{ user: bo }],
    restrictions: [{ type: "daily_restriction", start_time_of_day: "22:00:00", duration_seconds: 28_800 }],
  };
  const file = {
    schedule: {
      id: "PS",
      name: "Primary",
      description: null,
      time_zone: "America/New_York",
      schedule_layers: [night, layer],
    },
    overrides: [{ start: "2026-03-09T12:00:00-04:00", end: "2026-03-09T13:00:00-04:00", user: bo }],
  };

  it("keeps its layers, the first the highest, over a clock change", () => {
    const imported = importPagerDuty(file);
    expect(imported).toMatchObject({
      name: "Primary",
      people: [
        { key: "PBO", name: "Bo" },
        { key: "ada@example.com", name: "Ada" },
      ],
    });
    expect(said(imported, "2026-03-07T12:00", "2026-03-09T22:00")).toEqual([
      "03-07T12:00 03-07T22:00 ada@example.com",
      "03-07T22:00 03-08T06:00 PBO",
      "03-08T06:00 03-08T22:00 ada@example.com",
      "03-08T22:00 03-09T06:00 PBO",
      "03-09T06:00 03-09T09:00 ada@example.com",
      "03-09T09:00 03-09T12:00 PBO",
      "03-09T12:00 03-09T13:00 PBO",
      "03-09T13:00 03-09T22:00 PBO",
    ]);
  });

  it("keeps weekly restrictions over days", () => {
    const weekend = {
      type: "weekly_restriction",
      start_day_of_week: 5,
      start_time_of_day: "18:00:00",
      duration_seconds: 223_200,
    };
    const only = { ...layer, users: [{ user: ada }], restrictions: [weekend] };
    const imported = importPagerDuty({ schedule: { ...file.schedule, schedule_layers: [only] } });
    expect(said(imported, "2026-01-12T12:00", "2026-01-20T00:00")).toEqual(["01-16T18:00 01-19T08:00 ada@example.com"]);
  });

  it.each([
    ["turns of odd minutes", { ...layer, rotation_turn_length_seconds: 5400 }, "turns of 90 minutes"],
    [
      "a restriction that overlaps itself",
      {
        ...layer,
        restrictions: [{ type: "daily_restriction", start_time_of_day: "00:00:00", duration_seconds: 90_000 }],
      },
      "longer than what it repeats in",
    ],
    [
      "a week that begins nowhere",
      { ...layer, restrictions: [{ type: "weekly_restriction", start_time_of_day: "00:00:00", duration_seconds: 60 }] },
      "weekly restriction without a day",
    ],
  ])("is refused for %s", (_name, one, reason) => {
    expect(() => importPagerDuty({ schedule: { ...file.schedule, schedule_layers: [one] } })).toThrow(reason);
  });
});

describe("Opsgenie", () => {
  const rotation = {
    id: "r1",
    name: "Days",
    startDate: "2026-01-05T08:00:00Z",
    type: "daily",
    length: 2,
    participants: [
      { type: "user", id: "u1", username: "ada@example.com" },
      { type: "none" },
      { type: "team", id: "t1", name: "ops" },
    ],
  };
  const office = {
    type: "weekday-and-time-of-day",
    restrictions: [
      { startDay: "friday", startHour: 20, startMin: 0, endDay: "monday", endHour: 8, endMin: 0 },
      { startDay: "tuesday", startHour: 9, startMin: 30, endDay: "tuesday", endHour: 17, endMin: 0 },
    ],
  };
  const file = (...rotations: readonly object[]) => ({
    data: { id: "s", name: "Ops", timezone: "Europe/London", enabled: true, rotations },
  });

  it("keeps rotations, together on call, and turns of nobody", () => {
    const second = {
      ...rotation,
      name: "Nights",
      length: 1,
      type: "weekly",
      participants: [{ type: "user", username: "bo@example.com" }],
    };
    const imported = importOpsgenie(file(rotation, second));
    expect(said(imported, "2026-01-05T08:00", "2026-01-11T08:00")).toEqual([
      "01-05T08:00 01-07T08:00 ada@example.com+bo@example.com",
      "01-07T08:00 01-09T08:00 bo@example.com",
      "01-09T08:00 01-11T08:00 bo@example.com+team:t1",
    ]);
    expect(imported.people.map(({ name }) => name)).toEqual(["ada@example.com", "ops", "bo@example.com"]);
  });

  it("keeps restrictions by day and by week", () => {
    const ada = { ...rotation, length: 1, type: "weekly", participants: rotation.participants.slice(0, 1) };
    expect(
      said(importOpsgenie(file({ ...ada, timeRestriction: office })), "2026-01-13T00:00", "2026-01-20T00:00"),
    ).toEqual(["01-13T09:30 01-13T17:00 ada@example.com", "01-16T20:00 01-19T08:00 ada@example.com"]);
    const nightly = { type: "time-of-day", restriction: { startHour: 22, startMin: 0, endHour: 6, endMin: 0 } };
    expect(
      said(importOpsgenie(file({ ...ada, timeRestriction: nightly })), "2026-01-13T12:00", "2026-01-14T12:00"),
    ).toEqual(["01-13T22:00 01-14T06:00 ada@example.com"]);
  });

  it("is refused for what takes no turns here", () => {
    const escalating = { ...rotation, participants: [{ type: "escalation", id: "e1", name: "ops_escalation" }] };
    expect(() => importOpsgenie(file(escalating))).toThrow("The escalation ops_escalation takes turns");
    const partly = {
      user: rotation.participants[0],
      startDate: "2026-01-05T08:00:00Z",
      endDate: "2026-01-06T08:00:00Z",
      rotations: [{ id: "r1" }],
    };
    expect(() => importOpsgenie({ ...file(rotation), overrides: [partly] })).toThrow("some rotations only");
    const whole = { ...partly, rotations: [] };
    expect(
      said(importOpsgenie({ ...file(rotation), overrides: [whole] }), "2026-01-05T08:00", "2026-01-05T09:00"),
    ).toHaveLength(1);
  });
});

describe("Grafana OnCall", () => {
  const shift = {
    id: "O1",
    name: "Weeks",
    type: "rolling_users",
    level: 1,
    start: "2026-01-05T09:00:00",
    duration: 604_800,
    frequency: "weekly",
    interval: 1,
    rolling_users: [["U1"], ["U2", "U3"]],
    start_rotation_from_user_index: 1,
  };
  const file = (...on_call_shifts: readonly object[]) => ({
    id: "S1",
    name: "Primary",
    type: "calendar",
    time_zone: "Europe/London",
    on_call_shifts,
    users: [{ id: "U1", username: "ada", email: "Ada@example.com" }],
  });

  it("keeps rolling users, from whom they start", () => {
    const imported = importGrafana(file(shift));
    expect(said(imported, "2026-01-01T00:00", "2026-01-19T09:00")).toEqual([
      "01-05T09:00 01-12T09:00 U2+U3",
      "01-12T09:00 01-19T09:00 ada@example.com",
    ]);
    expect(imported.people).toEqual([
      { key: "ada@example.com", name: "ada" },
      { key: "U2", name: "U2" },
      { key: "U3", name: "U3" },
    ]);
  });

  it("keeps weekdays in weeks of the calendar, and every other week", () => {
    const office = {
      ...shift,
      start: "2026-01-07T09:00:00",
      duration: 28_800,
      by_day: ["MO", "WE"],
      rolling_users: [["U2"], ["U3"]],
    };
    expect(
      said(
        importGrafana(file({ ...office, start_rotation_from_user_index: 0 })),
        "2026-01-05T00:00",
        "2026-01-15T00:00",
      ),
    ).toEqual(["01-07T09:00 01-07T17:00 U2", "01-12T09:00 01-12T17:00 U3", "01-14T09:00 01-14T17:00 U3"]);
    const other = { ...office, type: "recurrent_event", interval: 2, users: ["U2"], rolling_users: null };
    expect(said(importGrafana(file(other)), "2026-01-05T00:00", "2026-01-22T00:00")).toEqual([
      "01-07T09:00 01-07T17:00 U2",
      "01-19T09:00 01-19T17:00 U2",
      "01-21T09:00 01-21T17:00 U2",
    ]);
  });

  it("keeps days, months, single events by level, ends and overrides", () => {
    const daily = {
      ...shift,
      type: "recurrent_event",
      frequency: "daily",
      duration: 43_200,
      users: ["U2"],
      until: "2026-01-08T00:00:00",
    };
    const single = {
      name: "Launch",
      type: "single_event",
      level: 5,
      start: "2026-01-06T10:00:00",
      duration: 3600,
      users: ["U3"],
    };
    const override = {
      name: "Swap",
      type: "override",
      start: "2026-01-07T12:00:00",
      duration: 3600,
      rolling_users: [["U1", "U3"]],
    };
    expect(said(importGrafana(file(daily, single, override)), "2026-01-05T00:00", "2026-01-10T00:00")).toEqual([
      "01-05T09:00 01-05T21:00 U2",
      "01-06T09:00 01-06T10:00 U2",
      "01-06T10:00 01-06T11:00 U3",
      "01-06T11:00 01-06T21:00 U2",
      "01-07T09:00 01-07T12:00 U2",
      "01-07T12:00 01-07T13:00 U3+ada@example.com",
      "01-07T13:00 01-07T21:00 U2",
    ]);
    const monthly = { ...shift, frequency: "monthly", duration: 31 * 86_400 };
    expect(said(importGrafana(file(monthly)), "2026-01-05T09:00", "2026-03-05T09:00")).toHaveLength(2);
  });

  it.each([
    ["months by number", { by_monthday: [1, 15] }, "chooses months or days of the month"],
    ["a part of a month", { frequency: "monthly", duration: 3600 }, "lasts less than the month"],
    ["weekdays of days", { frequency: "daily", duration: 3600, by_day: ["MO"] }, "names weekdays and repeats daily"],
    ["weekdays that overlap", { by_day: ["MO"], duration: 90_000 }, "names weekdays and lasts longer than a day"],
    ["a part of a turn", { interval: 2, duration: 86_400 }, "is on duty for a part of its turn only"],
    ["turns that overlap", { frequency: "daily", duration: 90_000 }, "lasts longer than the time it repeats in"],
    ["no repetition", { frequency: null }, "does not say how often"],
  ])("is refused for %s", (_name, parts, reason) => {
    expect(() => importGrafana(file({ ...shift, ...parts }))).toThrow(`Shift Weeks ${reason}`);
  });
});

it.each([
  [
    "PagerDuty",
    importPagerDuty,
    { schedule: { name: "x", time_zone: "Mars/Olympus", schedule_layers: [] } },
    "schedule.time_zone",
  ],
  [
    "Opsgenie",
    importOpsgenie,
    { data: { name: "x", timezone: "UTC", rotations: [{ startDate: "soon" }] } },
    "data.rotations.0.startDate",
  ],
  ["Grafana OnCall", importGrafana, [], "the file"],
])("what is no schedule of %s is refused with the place", (product, read, json, place) => {
  expect(() => read(json)).toThrow(`This is no schedule of ${product}.`);
  expect(() => read(json)).toThrow(place);
});
