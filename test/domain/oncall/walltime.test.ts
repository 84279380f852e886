import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainOf, wallOf } from "../../../src/domain/oncall/civil.ts";
import { clockOf } from "../../../src/domain/oncall/walltime.ts";
import { clockDays } from "../../support/oncall-spec.ts";

const wall = (text: string) => wallOf(Temporal.PlainDateTime.from(text));
const instant = (zone: string, text: string) =>
  Temporal.Instant.fromEpochMilliseconds(clockOf(zone).toInstant(wall(text))).toString();

describe("the map from wall clock to instant", () => {
  it.each([
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z", "skipped: half past three"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z", "repeated: the first"],
    ["America/Chicago", "2026-03-08T02:00", "2026-03-08T08:00:00Z", "the first minute skipped"],
    ["America/Chicago", "2026-11-01T02:00", "2026-11-01T08:00:00Z", "the first minute after both"],
    ["Europe/London", "2026-03-29T01:15", "2026-03-29T01:15:00Z", "skipped: quarter past two"],
    ["Europe/London", "2026-10-25T01:15", "2026-10-25T00:15:00Z", "repeated: the first"],
    ["Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40:00Z", "skipped: forward by half an hour"],
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z", "repeated for half an hour"],
    ["Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30:00Z", "repeated as Ramadan begins"],
    ["Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T02:30:00Z", "skipped as Ramadan ends"],
    ["Asia/Kathmandu", "2026-05-01T09:00", "2026-05-01T03:15:00Z", "a zone of quarter hours"],
    ["Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00:00Z", "a day that was not: the next"],
    ["America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z", "a midnight that was not: one o'clock"],
    ["America/Sao_Paulo", "2019-02-16T23:30", "2019-02-17T01:30:00Z", "repeated before midnight: the first"],
    ["UTC", "2026-02-28T23:59", "2026-02-28T23:59:00Z", "always itself"],
  ])("puts %s %s at %s (%s)", (zone, text, expected) => {
    expect(instant(zone, text)).toBe(expected);
  });

  it("is Temporal's in every zone, at any time, within the table and outside it", () => {
    const anywhere = fc.integer({ min: wall("1965-01-01T00:00"), max: wall("2095-01-01T00:00") });
    const nearby = fc
      .tuple(fc.constantFrom(...clockDays), fc.integer({ min: -90_000_000, max: 90_000_000 }))
      .map(([[, date], offset]) => wall(`${date}T00:00`) + offset);
    const zone = fc.constantFrom(...new Set(clockDays.map(([name]) => name)));
    fc.assert(
      fc.property(zone, fc.oneof(anywhere, nearby), (name, at) => {
        const clock = clockOf(name);
        const zoned = plainOf(at).toZonedDateTime(name, { disambiguation: "compatible" });
        expect(clock.toInstant(at)).toBe(zoned.epochMilliseconds);
        const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name).toPlainDateTime();
        expect(plainOf(clock.toWall(at)).toString()).toBe(there.toString());
      }),
      { numRuns: 2000 },
    );
  });

  it("knows where a skipped time skips to", () => {
    const skipped = (zone: string, text: string) => {
      const to = clockOf(zone).skippedTo(wall(text));
      return to === undefined ? undefined : plainOf(to).toString();
    };
    expect(skipped("America/New_York", "2026-03-08T02:30")).toBe("2026-03-08T03:00:00");
    expect(skipped("Pacific/Apia", "2011-12-30T17:00")).toBe("2011-12-31T00:00:00");
    expect(skipped("America/New_York", "2026-11-01T01:30")).toBeUndefined();
    expect(skipped("America/New_York", "2026-03-08T03:00")).toBeUndefined();
  });

  it("knows no zone that does not exist", () => {
    expect(() => clockOf("Europe/Nowhere")).toThrow(RangeError);
  });
});
