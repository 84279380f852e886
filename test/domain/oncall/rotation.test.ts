import { describe, expect, it } from "vitest";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { layer, said, scheduleOf, spec } from "../../support/oncall-spec.ts";

const turning = (timeZone: string, rotation: NonNullable<Parameters<typeof layer>[0]>["rotation"]) =>
  spec({ timeZone, layers: [layer({ rotation: { slots: [["alpha"], ["bravo"]], ...rotation } })] });

describe("turns on the wall clock", () => {
  it.each([
    ["America/New_York", "2026-03-07", "2026-03-09", "-05:00", "-04:00"],
    ["America/Chicago", "2026-10-31", "2026-11-02", "-05:00", "-06:00"],
    ["Europe/London", "2026-03-28", "2026-03-30", "+00:00", "+01:00"],
    ["Australia/Lord_Howe", "2026-04-04", "2026-04-06", "+11:00", "+10:30"],
    ["Africa/Casablanca", "2026-02-14", "2026-02-16", "+01:00", "+00:00"],
    ["Asia/Kathmandu", "2026-05-01", "2026-05-03", "+05:45", "+05:45"],
  ])("keep a 12-hour rotation at 08:00 and 20:00 in %s", (zone, from, to, before, after) => {
    const one = turning(zone, { unit: "hour", every: 12, anchor: "2026-01-05T08:00" });
    const shifts = said(one, `${from}T08:00`, `${to}T08:00`);
    const middle = Temporal.PlainDate.from(from).add({ days: 1 }).toString();
    expect(shifts).toEqual([
      `${from}T08:00${before} ${from}T20:00${before} alpha (primary)`,
      `${from}T20:00${before} ${middle}T08:00${after} bravo (primary)`,
      `${middle}T08:00${after} ${middle}T20:00${after} alpha (primary)`,
      `${middle}T20:00${after} ${to}T08:00${after} bravo (primary)`,
    ]);
  });

  it("of an hour last none, one or two hours, and one of no length is counted", () => {
    const spring = turning("America/New_York", {
      unit: "hour",
      anchor: "2026-03-08T00:00",
      slots: [["a"], ["b"], ["c"]],
    });
    expect(said(spring, "2026-03-08T00:00", "2026-03-08T05:00")).toEqual([
      "2026-03-08T00:00-05:00 2026-03-08T01:00-05:00 a (primary)",
      "2026-03-08T01:00-05:00 2026-03-08T03:00-04:00 b (primary)",
      "2026-03-08T03:00-04:00 2026-03-08T04:00-04:00 a (primary)",
      "2026-03-08T04:00-04:00 2026-03-08T05:00-04:00 b (primary)",
    ]);
    const autumn = turning("America/New_York", { unit: "hour", anchor: "2026-11-01T00:00" });
    expect(said(autumn, "2026-11-01T00:00", "2026-11-01T03:00")).toEqual([
      "2026-11-01T00:00-04:00 2026-11-01T01:00-04:00 alpha (primary)",
      "2026-11-01T01:00-04:00 2026-11-01T02:00-05:00 bravo (primary)",
      "2026-11-01T02:00-05:00 2026-11-01T03:00-05:00 alpha (primary)",
    ]);
  });

  it("of an hour lose half of one where clocks skip half an hour", () => {
    const one = turning("Australia/Lord_Howe", { unit: "hour", anchor: "2026-10-04T01:00" });
    expect(said(one, "2026-10-04T01:00", "2026-10-04T04:00")).toEqual([
      "2026-10-04T01:00+10:30 2026-10-04T02:30+11:00 alpha (primary)",
      "2026-10-04T02:30+11:00 2026-10-04T03:00+11:00 bravo (primary)",
      "2026-10-04T03:00+11:00 2026-10-04T04:00+11:00 alpha (primary)",
    ]);
  });

  it("on a day that was not do not happen, by days and by hours", () => {
    const days = turning("Pacific/Apia", { anchor: "2011-12-28T09:00", slots: [["a"], ["b"], ["c"]] });
    expect(said(days, "2011-12-28T09:00", "2012-01-02T09:00")).toEqual([
      "2011-12-28T09:00-10:00 2011-12-29T09:00-10:00 a (primary)",
      "2011-12-29T09:00-10:00 2011-12-31T09:00+14:00 b (primary)",
      "2011-12-31T09:00+14:00 2012-01-01T09:00+14:00 a (primary)",
      "2012-01-01T09:00+14:00 2012-01-02T09:00+14:00 b (primary)",
    ]);
    const hours = turning("Pacific/Apia", {
      unit: "hour",
      every: 8,
      anchor: "2011-12-29T00:00",
      slots: [["a"], ["b"], ["c"]],
    });
    expect(said(hours, "2011-12-29T16:00", "2011-12-31T16:00")).toEqual([
      "2011-12-29T16:00-10:00 2011-12-31T00:00+14:00 c (primary)",
      "2011-12-31T00:00+14:00 2011-12-31T08:00+14:00 a (primary)",
      "2011-12-31T08:00+14:00 2011-12-31T16:00+14:00 b (primary)",
    ]);
  });

  it("begin an hour late where there is no midnight", () => {
    expect(
      said(turning("America/Sao_Paulo", { anchor: "2018-11-01T00:00" }), "2018-11-03T00:00", "2018-11-05T00:00"),
    ).toEqual([
      "2018-11-03T00:00-03:00 2018-11-04T01:00-02:00 alpha (primary)",
      "2018-11-04T01:00-02:00 2018-11-05T00:00-02:00 bravo (primary)",
    ]);
  });

  it("never overlap where clocks skip two hours", () => {
    const one = turning("Antarctica/Troll", {
      unit: "hour",
      anchor: "2026-03-29T00:00",
      slots: [["a"], ["b"], ["c"], ["d"]],
    });
    expect(said(one, "2026-03-29T00:00", "2026-03-29T05:00")).toEqual([
      "2026-03-29T00:00+00:00 2026-03-29T03:00+02:00 a (primary)",
      "2026-03-29T03:00+02:00 2026-03-29T04:00+02:00 d (primary)",
      "2026-03-29T04:00+02:00 2026-03-29T05:00+02:00 a (primary)",
    ]);
  });

  it("that began in the first round of a repeated hour go on in the second", () => {
    const one = turning("America/New_York", { unit: "hour", anchor: "2026-11-01T00:45" });
    const secondHalfPastOne = Date.UTC(2026, 10, 1, 6, 30);
    const [only] = calendarOf(scheduleOf(one)).layers;
    expect(only?.turnAt(secondHalfPastOne)).toEqual({
      start: Date.UTC(2026, 10, 1, 5, 45),
      end: Date.UTC(2026, 10, 1, 7, 45),
      turn: 1,
      slot: 1,
    });
  });

  it("run backwards from the anchor too", () => {
    const one = spec({ layers: [layer({ rotation: { anchor: "2026-01-05T00:00" } })] });
    expect(said(one, "2026-01-02T00:00", "2026-01-06T00:00")).toEqual([
      "2026-01-02T00:00+00:00 2026-01-03T00:00+00:00 alpha (primary)",
      "2026-01-03T00:00+00:00 2026-01-04T00:00+00:00 bravo (primary)",
      "2026-01-04T00:00+00:00 2026-01-05T00:00+00:00 charlie (primary)",
      "2026-01-05T00:00+00:00 2026-01-06T00:00+00:00 alpha (primary)",
    ]);
  });
});

describe("other cycles", () => {
  it("keep the anchor's day of the month, clamped, never drifting", () => {
    const one = turning("Europe/London", { unit: "month", anchor: "2026-01-31T09:00" });
    expect(said(one, "2026-01-31T09:00", "2026-05-31T09:00").map((line) => line.slice(0, 22))).toEqual([
      "2026-01-31T09:00+00:00",
      "2026-02-28T09:00+00:00",
      "2026-03-31T09:00+01:00",
      "2026-04-30T09:00+01:00",
    ]);
    const leap = turning("UTC", { unit: "month", every: 12, anchor: "2024-02-29T00:00" });
    expect(said(leap, "2024-02-29T00:00", "2029-01-01T00:00").map((line) => line.slice(0, 10))).toEqual([
      "2024-02-29",
      "2025-02-28",
      "2026-02-28",
      "2027-02-28",
      "2028-02-29",
    ]);
    expect(said(one, "2025-11-30T09:00", "2026-01-31T09:00").map((line) => line.slice(0, 10))).toEqual([
      "2025-11-30",
      "2025-12-31",
    ]);
  });

  it("of weeks keep the anchor's weekday", () => {
    const one = turning("America/Sao_Paulo", { unit: "week", every: 2, anchor: "2018-10-28T00:00" });
    expect(said(one, "2018-10-28T00:00", "2018-11-25T00:00")).toEqual([
      "2018-10-28T00:00-03:00 2018-11-11T00:00-02:00 alpha (primary)",
      "2018-11-11T00:00-02:00 2018-11-25T00:00-02:00 bravo (primary)",
    ]);
  });

  it("may be none: everybody, always, each named once", () => {
    const one = turning("UTC", { unit: "none", slots: [["bravo", "alpha"], ["alpha"]] });
    expect(said(one, "2026-01-01T00:00", "2027-01-01T00:00")).toEqual([
      "2026-01-01T00:00+00:00 2027-01-01T00:00+00:00 alpha+bravo (primary)",
    ]);
  });

  it("leave nobody on in the turn of an empty slot", () => {
    const one = turning("UTC", { slots: [["a"], [], ["c"]] });
    expect(said(one, "2026-01-05T00:00", "2026-01-08T00:00")).toEqual([
      "2026-01-05T00:00+00:00 2026-01-06T00:00+00:00 a (primary)",
      "2026-01-07T00:00+00:00 2026-01-08T00:00+00:00 c (primary)",
    ]);
  });

  it("cost the same however far back the anchor lies", () => {
    const [near, far] = ["2026-01-05T00:00", "1926-01-05T00:00"].map((anchor) =>
      calendarOf(scheduleOf(turning("UTC", { unit: "hour", anchor }))),
    );
    const from = Temporal.Instant.from("2026-02-01T00:00:00Z").epochMilliseconds;
    expect(far?.shifts(from, from + 86_400_000)).toHaveLength(24);
    expect(far?.at(from)?.reasons[0]?.turn).toBe(
      Math.round((from + Date.UTC(1970, 0, 1) - Date.UTC(1926, 0, 5)) / 3_600_000),
    );
    expect(near?.at(from)?.people).toEqual(["alpha"]);
  });
});
