import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDaily } from "../../../src/domain/notify/daily.ts";
import { quietText, readQuiet } from "../../../src/domain/notify/personal-words.ts";
import { clockDays } from "../../support/oncall-spec.ts";

describe("quiet hours as people type them", () => {
  it.each([
    ["22:00-07:00", "22:00-07:00"],
    ["10pm to 7am weekdays", "22:00-07:00 mon-fri"],
    ["22:00 – 7:30 on Mon-Wed, Friday", "22:00-07:30 mon, tue, wed, fri"],
    ["00:00-00:00 weekend", "00:00-00:00 sat, sun"],
    ["9pm until 6am, fri-mon", "21:00-06:00 mon, fri, sat, sun"],
    ["23:00-06:00 every day", "23:00-06:00"],
  ])("%s", (typed, meant) => {
    expect(quietText(readQuiet(typed))).toBe(meant);
  });

  it.each(["", "22-7", "22:00", "25:00-07:00", "22:00-07:00 someday", "22:00-07:00 m", "at night"])(
    "are not guessed at: %s",
    (typed) => {
      expect(() => readQuiet(typed)).toThrow("22:00-07:00 mon-fri");
    },
  );

  it("read as they are written", () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(minutes, minutes, days, (from, to, on) => {
        expect(readQuiet(quietText({ from, to, days: on }))).toEqual({ from, to, days: on });
      }),
    );
  });
});

describe("a time of day", () => {
  it("comes next today or tomorrow", () => {
    const daily = { zone: "Asia/Tokyo", at: 9 * 60 };
    const next = (after: string) => nextDaily(daily, Temporal.Instant.from(after)).toString();
    expect(next("2026-01-04T23:59:59Z")).toBe("2026-01-05T00:00:00Z");
    expect(next("2026-01-05T00:00:00Z")).toBe("2026-01-06T00:00:00Z");
  });

  it("comes once a day in every zone, whatever the clocks do", () => {
    fc.assert(
      fc.property(fc.constantFrom(...clockDays), fc.integer({ min: 0, max: 1439 }), ([zone, date], at) => {
        const start = Temporal.PlainDate.from(date).subtract({ days: 3 }).toZonedDateTime(zone).toInstant();
        const end = Temporal.PlainDate.from(date).add({ days: 3 }).toZonedDateTime(zone).toInstant();
        let count = 0;
        for (let next = nextDaily({ zone, at }, start); Temporal.Instant.compare(next, end) < 0; count += 1) {
          next = nextDaily({ zone, at }, next);
        }
        const skipped = zone === "Pacific/Apia" && date === "2011-12-30" ? 1 : 0;
        expect(Math.abs(count - (6 - skipped))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
