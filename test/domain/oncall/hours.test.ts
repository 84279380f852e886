import { describe, expect, it } from "vitest";
import { readCycle, usualAnchor } from "../../../src/domain/oncall/cycle.ts";
import { readHours } from "../../../src/domain/oncall/hours.ts";
import { hoursWords } from "../../../src/presentation/oncall-rotation.ts";

describe("hours", () => {
  it.each([
    ["09-17", [{ from: "09:00", minutes: 480 }]],
    ["9:30am - 5pm", [{ from: "09:30", minutes: 450 }]],
    ["22-06", [{ from: "22:00", minutes: 480 }]],
    ["09:00-09:00", [{ from: "09:00", minutes: 1440 }]],
    ["00-24", [{ from: "00:00", minutes: 1440 }]],
    ["mon-fri 09:00–17:00", [{ days: [1, 2, 3, 4, 5], from: "09:00", minutes: 480 }]],
    ["weekdays 9-17", [{ days: [1, 2, 3, 4, 5], from: "09:00", minutes: 480 }]],
    ["Sat, Sun 10-14", [{ days: [6, 7], from: "10:00", minutes: 240 }]],
    ["fri-mon 20-08", [{ days: [1, 5, 6, 7], from: "20:00", minutes: 720 }]],
    ["weekend", [{ days: [6, 7], from: "00:00", minutes: 1440 }]],
    ["mon", [{ days: [1], from: "00:00", minutes: 1440 }]],
    ["every day", [{ from: "00:00", minutes: 1440 }]],
    ["fri 20:00 - mon 08:00", [{ days: [5], from: "20:00", minutes: 3600 }]],
    ["mon 08:00 - mon 08:00", [{ days: [1], from: "08:00", minutes: 10_080 }]],
    ["always", []],
    [
      "mon-fri 09-17; sat 10-14",
      [
        { days: [1, 2, 3, 4, 5], from: "09:00", minutes: 480 },
        { days: [6], from: "10:00", minutes: 240 },
      ],
    ],
  ])("%s are read, and read back as they are said", (text, hours) => {
    expect(readHours(text)).toEqual(hours);
    if (hours.length > 0) expect(readHours(hoursWords(hours))).toEqual(hours);
  });

  it.each(["", "9", "25-26", "24-06", "mon-foo 9-17", "9-17 mon", "13pm-14pm", "m 9-17"])("%s are none", (text) =>
    expect(readHours(text)).toBe(undefined),
  );

  it("are said as people read them", () => {
    const said = (text: string) => hoursWords(readHours(text) ?? []);
    expect(said("mon-fri 9-17, sat 10-14")).toBe("Mon–Fri 09:00–17:00 and Sat 10:00–14:00");
    expect(said("fri 20:00-mon 08:00")).toBe("Fri 20:00 – Mon 08:00");
    expect(said("tue 22-06")).toBe("Tue 22:00–06:00");
    expect(said("mon,tue,thu")).toBe("Mon, Tue, Thu all day");
  });
});

describe("a cycle", () => {
  it.each([
    ["week", "week", 1],
    ["2weeks", "week", 2],
    ["every 3 days", "day", 3],
    ["12h", "hour", 12],
    ["workDay", "workday", 1],
    ["weekend days", "weekend", 1],
    ["monthly", "month", 1],
    ["everyone", "none", 1],
  ])("%s is every so many of a unit", (text, unit, every) => {
    expect(readCycle(text)).toEqual({ unit, every });
  });

  it.each(["", "0 weeks", "year", "week 2", "2", "constructor"])("%s is none", (text) => {
    expect(readCycle(text)).toBe(undefined);
  });

  it("begins so that the first of the list is on call at once", () => {
    // A Tuesday.
    const now = Temporal.ZonedDateTime.from("2026-02-03T10:20[Europe/Berlin]");
    const anchor = (text: string, handoff = "09:00", minutes?: number) =>
      usualAnchor(readCycle(text) ?? { unit: "none", every: 1 }, now, {
        handoff,
        ...(minutes === undefined ? {} : { minutes }),
      });
    expect(anchor("week")).toBe("2026-02-02T09:00");
    expect(anchor("day")).toBe("2026-02-03T09:00");
    expect(anchor("day", "11:00")).toBe("2026-02-02T11:00");
    expect(anchor("month")).toBe("2026-02-01T09:00");
    expect(anchor("12h", "11:00")).toBe("2026-02-02T23:00");
    expect(anchor("day", "22:00", 480)).toBe("2026-02-03T22:00");
    expect(anchor("day", "22:00", 780)).toBe("2026-02-02T22:00");
  });
});
