import { describe, expect, it } from "vitest";
import type { LayerSpec } from "../../support/oncall-oracle.ts";
import { layer, said, spec } from "../../support/oncall-spec.ts";

const restricted = (
  timeZone: string,
  restrictions: LayerSpec["restrictions"],
  rotation: Partial<LayerSpec["rotation"]> = {},
) => spec({ timeZone, layers: [layer({ restrictions, rotation: { unit: "none", ...rotation } })] });

const times = (lines: readonly string[]) => lines.map((line) => line.split(" ").slice(0, 2).join(" "));

describe("daily windows", () => {
  it.each([
    ["America/New_York", "2026-03-08", "2026-03-07T22:00-05:00 2026-03-08T06:00-04:00"],
    ["America/New_York", "2026-11-01", "2026-10-31T22:00-04:00 2026-11-01T06:00-05:00"],
    ["Europe/London", "2026-10-25", "2026-10-24T22:00+01:00 2026-10-25T06:00+00:00"],
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T22:00+10:30 2026-10-04T06:00+11:00"],
    ["Africa/Casablanca", "2026-03-22", "2026-03-21T22:00+00:00 2026-03-22T06:00+01:00"],
    ["Asia/Kathmandu", "2026-05-02", "2026-05-01T22:00+05:45 2026-05-02T06:00+05:45"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-03T22:00-03:00 2018-11-04T06:00-02:00"],
    ["Pacific/Apia", "2012-04-01", "2012-03-31T22:00+14:00 2012-04-01T06:00+13:00"],
  ])("run over midnight by the clock on the wall in %s", (zone, date, expected) => {
    const before = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
    const one = restricted(zone, [{ from: "22:00", to: "06:00" }]);
    expect(times(said(one, `${before}T12:00`, `${date}T12:00`))).toEqual([expected]);
  });

  it("over midnight belong to the day they start", () => {
    const one = restricted("UTC", [{ days: ["fri"], from: "22:00", to: "06:00" }]);
    expect(times(said(one, "2026-01-05T00:00", "2026-01-12T00:00"))).toEqual([
      "2026-01-09T22:00+00:00 2026-01-10T06:00+00:00",
    ]);
  });

  it("last 24 hours where from is to, to the next day's midnight with 24:00", () => {
    const nine = restricted("UTC", [{ days: ["mon"], from: "09:00", to: "09:00" }]);
    expect(times(said(nine, "2026-01-05T00:00", "2026-01-12T00:00"))).toEqual([
      "2026-01-05T09:00+00:00 2026-01-06T09:00+00:00",
    ]);
    const late = restricted("UTC", [{ days: ["mon"], from: "18:00", to: "24:00" }]);
    expect(times(said(late, "2026-01-05T00:00", "2026-01-12T00:00"))).toEqual([
      "2026-01-05T18:00+00:00 2026-01-06T00:00+00:00",
    ]);
    const all = restricted("UTC", [{ days: ["mon", "tue"], from: "00:00", to: "24:00" }]);
    expect(times(said(all, "2026-01-05T00:00", "2026-01-12T00:00"))).toEqual([
      "2026-01-05T00:00+00:00 2026-01-07T00:00+00:00",
    ]);
  });

  it("that touch on the clock tile, also in a skipped hour", () => {
    const day = layer({ name: "day", restrictions: [{ from: "02:30", to: "14:30" }], rotation: { unit: "none" } });
    const night = layer({ name: "night", restrictions: [{ from: "14:30", to: "02:30" }], rotation: { unit: "none" } });
    const one = spec({ timeZone: "America/New_York", layers: [day, night] });
    expect(said(one, "2026-03-07T14:30", "2026-03-08T14:30")).toEqual([
      "2026-03-07T14:30-05:00 2026-03-08T03:30-04:00 alpha+bravo+charlie (night)",
      "2026-03-08T03:30-04:00 2026-03-08T14:30-04:00 alpha+bravo+charlie (day)",
    ]);
    expect(said(one, "2026-10-31T14:30", "2026-11-01T14:30")).toHaveLength(2);
  });

  it("in a skipped hour take place an hour later, and a whole one not at all", () => {
    const part = restricted("America/Chicago", [{ from: "02:10", to: "02:20" }]);
    expect(times(said(part, "2026-03-08T00:00", "2026-03-09T00:00"))).toEqual([
      "2026-03-08T03:10-05:00 2026-03-08T03:20-05:00",
    ]);
    const whole = restricted("America/Chicago", [{ from: "02:00", to: "03:00" }]);
    expect(said(whole, "2026-03-08T00:00", "2026-03-09T00:00")).toEqual([]);
  });
});

describe("weekly windows", () => {
  it.each([
    ["Europe/London", "2026-03-27", "2026-03-27T20:00+00:00 2026-03-30T08:00+01:00"],
    ["America/New_York", "2026-10-30", "2026-10-30T20:00-04:00 2026-11-02T08:00-05:00"],
    ["Asia/Kathmandu", "2026-05-01", "2026-05-01T20:00+05:45 2026-05-04T08:00+05:45"],
  ])("run over days, Friday 20:00 to Monday 08:00, in %s", (zone, friday, expected) => {
    const one = restricted(zone, [{ days: ["fri"], from: "20:00", to: "08:00", extraDays: 2 }]);
    const tuesday = Temporal.PlainDate.from(friday).add({ days: 4 }).toString();
    expect(times(said(one, `${friday}T00:00`, `${tuesday}T00:00`))).toEqual([expected]);
    // Asked only for its last hours, it is the same window.
    const sunday = Temporal.PlainDate.from(friday).add({ days: 2 }).toString();
    expect(said(one, `${sunday}T12:00`, `${tuesday}T00:00`)).toHaveLength(1);
  });
});

describe("weekdays and weekends", () => {
  const cycle = (unit: "workday" | "weekend", every: number, anchor = "2026-01-05T00:00") =>
    spec({ layers: [layer({ rotation: { unit, every, anchor } })] });
  const days = (one: ReturnType<typeof cycle>, from: string, to: string) =>
    said(one, from, to).map((line) => `${line.slice(5, 10)}..${line.slice(28, 33)} ${line.split(" ")[2]}`);

  it("hand the next working day to the next person", () => {
    expect(days(cycle("workday", 1), "2026-01-07T00:00", "2026-01-14T00:00")).toEqual([
      "01-07..01-08 charlie",
      "01-08..01-09 alpha",
      "01-09..01-10 bravo",
      "01-12..01-13 charlie",
      "01-13..01-14 alpha",
    ]);
  });

  it("count days, not turns, where a turn is several of them", () => {
    expect(days(cycle("workday", 2), "2026-01-05T00:00", "2026-01-15T00:00")).toEqual([
      "01-05..01-07 alpha",
      "01-07..01-09 bravo",
      "01-09..01-10 charlie",
      "01-12..01-13 charlie",
      "01-13..01-15 alpha",
    ]);
    expect(days(cycle("weekend", 2), "2026-01-05T00:00", "2026-01-20T00:00")).toEqual([
      "01-10..01-12 alpha",
      "01-17..01-19 bravo",
    ]);
    expect(days(cycle("weekend", 1), "2026-01-05T00:00", "2026-01-20T00:00")).toEqual([
      "01-10..01-11 alpha",
      "01-11..01-12 bravo",
      "01-17..01-18 charlie",
      "01-18..01-19 alpha",
    ]);
    expect(days(cycle("workday", 3), "2025-12-31T00:00", "2026-01-05T00:00")).toEqual(["12-31..01-03 charlie"]);
  });

  it("begin with the first slot on the first working day when anchored on a Saturday", () => {
    expect(days(cycle("workday", 1, "2026-01-10T00:00"), "2026-01-09T00:00", "2026-01-14T00:00")).toEqual([
      "01-09..01-10 charlie",
      "01-12..01-13 alpha",
      "01-13..01-14 bravo",
    ]);
  });

  it("end at midnight whenever they hand over", () => {
    expect(said(cycle("workday", 1, "2026-01-05T09:00"), "2026-01-09T00:00", "2026-01-13T09:00")).toEqual([
      "2026-01-09T00:00+00:00 2026-01-09T09:00+00:00 alpha (primary)",
      "2026-01-09T09:00+00:00 2026-01-10T00:00+00:00 bravo (primary)",
      "2026-01-12T00:00+00:00 2026-01-12T09:00+00:00 charlie (primary)",
      "2026-01-12T09:00+00:00 2026-01-13T09:00+00:00 alpha (primary)",
    ]);
  });
});
