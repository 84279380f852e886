import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkQuiet, heldUntil, isHeld, type QuietHours, quietUntil } from "../../../src/domain/notify/quiet-hours.ts";
import { clockDays } from "../../support/oncall-spec.ts";

const night: QuietHours = { zone: "Europe/Berlin", from: 22 * 60, to: 7 * 60 };
const at = (text: string) => Temporal.Instant.from(text);
const until = (quiet: QuietHours, text: string) => quietUntil(quiet, at(text))?.toString() ?? null;

describe("quiet hours", () => {
  it("run over midnight, on the clock of whoever has them", () => {
    expect(until(night, "2026-01-05T20:59:00Z")).toBeNull();
    expect(until(night, "2026-01-05T21:00:00Z")).toBe("2026-01-06T06:00:00Z");
    expect(until(night, "2026-01-06T05:59:59Z")).toBe("2026-01-06T06:00:00Z");
    expect(until(night, "2026-01-06T06:00:00Z")).toBeNull();
  });

  it("begin on the days they were set for, and end on the day after", () => {
    const working = { ...night, days: [1, 2, 3, 4, 5] };
    expect(until(working, "2026-01-10T05:00:00Z")).toBe("2026-01-10T06:00:00Z");
    expect(until(working, "2026-01-10T22:00:00Z")).toBeNull();
    expect(until(working, "2026-01-11T22:00:00Z")).toBeNull();
  });

  it("last whole days where they begin and end at the same time, and those that touch are one", () => {
    const weekend = { ...night, from: 0, to: 0, days: [6, 7] };
    expect(until(weekend, "2026-01-09T22:59:00Z")).toBeNull();
    expect(until(weekend, "2026-01-09T23:00:00Z")).toBe("2026-01-11T23:00:00Z");
    expect(until(weekend, "2026-01-11T12:00:00Z")).toBe("2026-01-11T23:00:00Z");
  });

  it.each([
    ["the night that has an hour less", "2026-03-28T22:30:00Z", "2026-03-29T05:00:00Z"],
    ["the night that has an hour more", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
  ])("end at seven by the clock after %s", (_night, from, to) => {
    expect(until(night, from)).toBe(to);
  });

  it("move forward by as much as the clocks skip, and take the first of a repeated time", () => {
    const howe = { zone: "Australia/Lord_Howe", from: 60, to: 130 };
    expect(until(howe, "2026-10-03T15:39:00Z")).toBe("2026-10-03T15:40:00Z");
    expect(until(howe, "2026-10-03T15:40:00Z")).toBeNull();
    const york = { zone: "America/New_York", from: 22 * 60, to: 90 };
    expect(until(york, "2026-11-01T05:00:00Z")).toBe("2026-11-01T05:30:00Z");
    expect(until(york, "2026-11-01T06:15:00Z")).toBeNull();
    const apia = { zone: "Pacific/Apia", from: 20 * 60, to: 6 * 60 };
    expect(until(apia, "2011-12-30T09:59:00Z")).toBe("2011-12-30T16:00:00Z");
  });

  it("are those of the calendar in every zone, and end where they say", () => {
    const quiet = fc.record(
      {
        from: fc.integer({ min: 0, max: 1439 }),
        to: fc.integer({ min: 0, max: 1439 }),
        days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 6 }),
      },
      { requiredKeys: ["from", "to"] },
    );
    const days = [...clockDays, ["America/New_York", "2026-03-07"], ["Pacific/Apia", "2011-12-29"]] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...days),
        quiet.filter(({ from, to, days: on }) => from !== to || on !== undefined),
        fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }),
        fc.integer({ min: 0, max: 100 }),
        ([zone, date], { from, to, days: on }, offset, share) => {
          const hours: QuietHours = { zone, from, to, ...(on === undefined ? {} : { days: on }) };
          const now = Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().add({ seconds: offset });
          const end = quietUntil(hours, now);
          expect(end !== null).toBe(isQuietAt(hours, now));
          if (end === null) return;
          expect(isQuietAt(hours, end)).toBe(false);
          const between = now.add({ seconds: Math.floor((now.until(end).total("seconds") * share) / 101) });
          expect(isQuietAt(hours, between)).toBe(true);
          expect(quietUntil(hours, between)?.toString()).toBe(end.toString());
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("are refused where they would never end, or never begin", () => {
    expect(() => checkQuiet({ from: 60, to: 60 })).toThrow("would never end");
    expect(() => checkQuiet({ from: 60, to: 60, days: [1, 2, 3, 4, 5, 6, 7] })).toThrow("would never end");
    expect(() => checkQuiet({ from: 60, to: 120, days: [] })).toThrow("On which days?");
  });
});

/** The same by Temporal alone: some day's hours hold. */
const isQuietAt = ({ zone, from, to, days }: QuietHours, now: Temporal.Instant): boolean => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return [-3, -2, -1, 0, 1].some((offset) => {
    const date = today.add({ days: offset });
    if (days?.includes(date.dayOfWeek) === false) return false;
    const on = (day: Temporal.PlainDate, minutes: number) =>
      day
        .toZonedDateTime({ timeZone: zone, plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 } })
        .toInstant();
    const start = on(date, from);
    const end = on(to <= from ? date.add({ days: 1 }) : date, to);
    return Temporal.Instant.compare(start, now) <= 0 && Temporal.Instant.compare(now, end) < 0;
  });
};

describe("during quiet hours", () => {
  it.each([
    ["notice", ["assigned"], true],
    ["page", ["on-call"], false],
    ["page", ["assigned"], false],
    ["page", ["by-hand"], false],
    ["page", ["subscription"], true],
    ["page", ["team", "mentioned"], true],
    ["page", ["team", "on-call"], false],
    ["page", [], false],
    ["urgent", ["subscription"], false],
  ] as const)("a %s because of %j is held: %s", (urgency, reasons, held) => {
    expect(isHeld({ urgency, reasons })).toBe(held);
  });

  it("what is held waits for their end, and what is not goes at once", () => {
    const now = at("2026-01-05T23:00:00Z");
    const wait = (urgency: "page" | "notice", quiet?: QuietHours) =>
      heldUntil({ urgency, reasons: ["on-call"] }, quiet, now)?.toString() ?? null;
    expect(wait("notice", night)).toBe("2026-01-06T06:00:00Z");
    expect(wait("page", night)).toBeNull();
    expect(wait("notice")).toBeNull();
  });
});
