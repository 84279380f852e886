import { describe, expect, it } from "vitest";
import type { LayerSpec, Spec } from "../../support/oncall-oracle.ts";
import { layer, said, spec } from "../../support/oncall-spec.ts";

const office: LayerSpec["restrictions"] = [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }];
const one = (parts: Parameters<typeof layer>[0], rest: Partial<Spec> = {}) => spec({ layers: [layer(parts)], ...rest });
const days = (asked: Spec, from: string, to: string) =>
  said(asked, from, to).map((line) => `${line.slice(5, 10)} ${line.split(" ")[2]}`);

describe("a turn that meets no window", () => {
  it("is not counted: nobody loses their turn to the weekend", () => {
    expect(days(one({ restrictions: office }), "2026-01-08T00:00", "2026-01-14T00:00")).toEqual([
      "01-08 alpha",
      "01-09 bravo",
      "01-12 charlie",
      "01-13 alpha",
    ]);
  });

  it("is counted where every day counts", () => {
    const every = one({ restrictions: office, rotation: { countEveryDay: true } });
    expect(days(every, "2026-01-08T00:00", "2026-01-14T00:00")).toEqual([
      "01-08 alpha",
      "01-09 bravo",
      "01-12 bravo",
      "01-13 charlie",
    ]);
  });

  it("does not count before the anchor either", () => {
    expect(days(one({ restrictions: office }), "2025-12-31T00:00", "2026-01-06T00:00")).toEqual([
      "12-31 alpha",
      "01-01 bravo",
      "01-02 charlie",
      "01-05 alpha",
    ]);
  });

  it("is told by the day on which a window over midnight starts", () => {
    const nights = one({
      restrictions: [{ days: ["mon", "wed"], from: "22:00", to: "06:00" }],
      rotation: { anchor: "2026-01-05T12:00" },
    });
    expect(days(nights, "2026-01-05T12:00", "2026-01-15T12:00")).toEqual([
      "01-05 alpha",
      "01-07 bravo",
      "01-12 charlie",
      "01-14 alpha",
    ]);
    // Handing over at midnight, both days meet the night between them.
    const cut = one({ restrictions: [{ days: ["mon"], from: "22:00", to: "06:00" }] });
    expect(days(cut, "2026-01-05T00:00", "2026-01-15T12:00")).toEqual([
      "01-05 alpha",
      "01-06 bravo",
      "01-12 charlie",
      "01-13 alpha",
    ]);
  });

  it("of hours leaves the others in order", () => {
    const shifts = one({ restrictions: office, rotation: { unit: "hour", every: 4, anchor: "2026-01-05T09:00" } });
    expect(said(shifts, "2026-01-09T09:00", "2026-01-12T17:00").map((line) => line.split(" ")[2])).toEqual([
      "charlie",
      "alpha",
      "bravo",
      "charlie",
    ]);
  });
});

describe("holidays", () => {
  const holidays = [{ date: "2026-01-07" }];

  it("skipped are free and burn no turn", () => {
    expect(days(one({ onHolidays: "skip" }, { holidays }), "2026-01-05T00:00", "2026-01-10T00:00")).toEqual([
      "01-05 alpha",
      "01-06 bravo",
      "01-08 charlie",
      "01-09 alpha",
    ]);
    const every = one({ onHolidays: "skip", rotation: { countEveryDay: true } }, { holidays });
    expect(days(every, "2026-01-05T00:00", "2026-01-10T00:00")).toEqual([
      "01-05 alpha",
      "01-06 bravo",
      "01-08 alpha",
      "01-09 bravo",
    ]);
  });

  it("before the anchor are skipped going backwards", () => {
    const early = one({ onHolidays: "skip" }, { holidays: [{ date: "2026-01-03" }] });
    expect(days(early, "2026-01-01T00:00", "2026-01-06T00:00")).toEqual([
      "01-01 alpha",
      "01-02 bravo",
      "01-04 charlie",
      "01-05 alpha",
    ]);
  });

  it("alone are turns of their own", () => {
    const dates = ["2025-12-25", "2026-01-07", "2026-01-19", "2026-05-01"].map((date) => ({ date }));
    expect(days(one({ onHolidays: "only" }, { holidays: dates }), "2025-12-01T00:00", "2026-06-01T00:00")).toEqual([
      "12-25 charlie",
      "01-07 alpha",
      "01-19 bravo",
      "05-01 charlie",
    ]);
    expect(days(one({ onHolidays: "only" }), "2025-12-01T00:00", "2026-06-01T00:00")).toEqual([]);
  });

  it("are the day a window starts, also over midnight and with working days", () => {
    const nights = one({ onHolidays: "skip", restrictions: [{ from: "22:00", to: "06:00" }] }, { holidays });
    expect(said(nights, "2026-01-06T12:00", "2026-01-08T12:00").map((line) => line.slice(0, 16))).toEqual([
      "2026-01-06T22:00",
      "2026-01-07T00:00",
    ]);
    const workdays = one({ onHolidays: "skip", rotation: { unit: "workday", every: 2 } }, { holidays });
    expect(days(workdays, "2026-01-05T00:00", "2026-01-13T00:00")).toEqual([
      "01-05 alpha",
      "01-08 bravo",
      "01-12 charlie",
    ]);
  });

  it("are ignored unless asked for", () => {
    expect(said(one({}, { holidays }), "2026-01-05T00:00", "2026-01-10T00:00")).toHaveLength(5);
  });

  it("over a whole week burn no weekly turn", () => {
    const week = Array.from({ length: 7 }, (_, i) => ({ date: `2026-01-${(12 + i).toString()}` }));
    const weekly = one({ onHolidays: "skip", rotation: { unit: "week" } }, { holidays: week });
    expect(days(weekly, "2026-01-05T00:00", "2026-02-02T00:00")).toEqual([
      "01-05 alpha",
      "01-19 bravo",
      "01-26 charlie",
    ]);
  });
});
