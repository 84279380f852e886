import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDate, readDuration, readMoment, readTime } from "../../src/domain/wall.ts";

const berlin = "Europe/Berlin";
/** Tuesday, 10:00 in Berlin. */
const now = Temporal.Instant.from("2026-02-03T09:00:00Z");
const read = (text: string, direction: "past" | "future" = "past", at = now, zone = berlin) =>
  readMoment(text, at, zone, direction)?.toString();

describe("a length of time", () => {
  it.each([
    ["90m", "PT90M"],
    ["1h30m", "PT1H30M"],
    ["2 days", "P2D"],
    ["1w 2d", "P1W2D"],
    ["5M", "PT5M"],
    ["1 hour 15 minutes", "PT1H15M"],
    ["10m10m", "PT20M"],
  ])("%s is %s", (text, iso) => {
    expect(readDuration(text)?.toString()).toBe(iso);
  });

  it.each(["", "m", "5", "5 parsecs", "1.5h", "-5m", "1h and 5m", "5 constructor", "123456m", "10am"])(
    "%s is none",
    (text) => {
      expect(readDuration(text)).toBe(undefined);
    },
  );
});

describe("a time of day", () => {
  it.each([
    ["9:00", "09:00:00"],
    ["14:30", "14:30:00"],
    ["9am", "09:00:00"],
    ["12am", "00:00:00"],
    ["12:30 PM", "12:30:00"],
  ])("%s is %s", (text, time) => {
    expect(readTime(text)?.toString()).toBe(time);
  });

  it.each(["9", "24:00", "9:60", "13pm", "0am", "noon", "9:5"])("%s is none", (text) => {
    expect(readTime(text)).toBe(undefined);
  });
});

describe("a moment", () => {
  it.each([
    ["now", "2026-02-03T09:00:00Z"],
    ["20m", "2026-02-03T08:40:00Z"],
    ["20m ago", "2026-02-03T08:40:00Z"],
    ["in 20m", "2026-02-03T09:20:00Z"],
    ["9:30", "2026-02-03T08:30:00Z"],
    ["10:30", "2026-02-02T09:30:00Z"],
    ["today 8:00", "2026-02-03T07:00:00Z"],
    ["Yesterday  at 14:30", "2026-02-02T13:30:00Z"],
    ["yesterday", "2026-02-01T23:00:00Z"],
    ["friday 18:00", "2026-01-30T17:00:00Z"],
    ["tue 9am", "2026-02-03T08:00:00Z"],
    ["tue 11am", "2026-01-27T10:00:00Z"],
    ["next mon", "2026-02-08T23:00:00Z"],
    ["2026-01-05", "2026-01-04T23:00:00Z"],
    ["2026-01-05 02:10", "2026-01-05T01:10:00Z"],
    ["2026-01-05T02:10:30", "2026-01-05T01:10:30Z"],
    ["2026-01-05t02:10z", "2026-01-05T02:10:00Z"],
    ["2026-01-05 02:10+05:30", "2026-01-04T20:40:00Z"],
  ])("%s, looking back, is %s", (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each([
    ["30m", "2026-02-03T09:30:00Z"],
    ["30m ago", "2026-02-03T08:30:00Z"],
    ["10:00", "2026-02-04T09:00:00Z"],
    ["14:30", "2026-02-03T13:30:00Z"],
    ["9am", "2026-02-04T08:00:00Z"],
    ["tomorrow 9:00", "2026-02-04T08:00:00Z"],
  ])("%s, looking ahead, is %s", (text, at) => {
    expect(read(text, "future")).toBe(at);
  });

  it.each([
    "",
    "soon",
    "2026-13-01",
    "2026-02-30 10:00",
    "today at noon",
    "0000-01-01",
    "99999w99999w99999w99999w99999w",
    `${"99999w".repeat(300)}`,
    "2026-01-05 25:00",
    "14:30 yesterday",
  ])("%s is none", (text) => {
    expect(read(text)).toBe(undefined);
    expect(read(text, "future")).toBe(undefined);
  });

  it("counts days on the wall clock and hours exactly, over both changes of the clocks", () => {
    const before = Temporal.Instant.from("2026-03-28T11:00:00Z");
    expect(read("1d", "future", before)).toBe("2026-03-29T10:00:00Z");
    expect(read("24h", "future", before)).toBe("2026-03-29T11:00:00Z");
    const after = Temporal.Instant.from("2026-10-25T11:00:00Z");
    expect(read("1d", "past", after)).toBe("2026-10-24T10:00:00Z");
    expect(read("24h", "past", after)).toBe("2026-10-24T11:00:00Z");
  });

  it("that the clocks skip moves forward by the gap; one that comes twice is its first", () => {
    expect(read("2026-03-29 02:30")).toBe("2026-03-29T01:30:00Z");
    expect(read("2026-10-25 02:30")).toBe("2026-10-25T00:30:00Z");
    expect(read("2:30", "past", Temporal.Instant.from("2026-10-25T01:45:00Z"))).toBe("2026-10-25T00:30:00Z");
    expect(read("yesterday 02:30", "past", Temporal.Instant.from("2026-03-30T10:00:00Z"))).toBe("2026-03-29T01:30:00Z");
  });
});

/** Zones whose clocks change at odd hours, by odd amounts or on the other side of the world, and one that has none. */
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Kolkata",
  "Pacific/Chatham",
  "UTC",
];
const zone = fc.constantFrom(...zones);
/** Minutes of the two nights in 2026 on which a zone's clocks change; of any night where they do not. */
const changingNight = zone.chain((name) => {
  const year = Temporal.ZonedDateTime.from({ year: 2026, month: 1, day: 1, timeZone: name });
  const first = year.getTimeZoneTransition("next") ?? year;
  const second = first.getTimeZoneTransition("next") ?? first;
  return fc.record({
    zone: fc.constant(name),
    at: fc
      .tuple(fc.constantFrom(first, second), fc.integer({ min: -24 * 60, max: 24 * 60 }))
      .map(([change, minutes]) => change.toInstant().add({ minutes })),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  });
});
const two = (n: number) => String(n).padStart(2, "0");

describe("on the nights when clocks change, anywhere", () => {
  it("a date and time is what Temporal calls compatible", () => {
    fc.assert(
      fc.property(changingNight, ({ zone: name, at, hour, minute }) => {
        const date = at.toZonedDateTimeISO(name).toPlainDate();
        const wall = date.toPlainDateTime({ hour, minute });
        const expected = wall.toZonedDateTime(name, { disambiguation: "compatible" }).toInstant();
        const typed = `${date.toString()} ${two(hour)}:${two(minute)}`;
        expect(readMoment(typed, at, name, "past")?.toString()).toBe(expected.toString());
      }),
      { numRuns: 500 },
    );
  });

  it("a bare time of day is the nearest in its direction: never the wrong side of now, nor more than a day and the change away", () => {
    fc.assert(
      fc.property(changingNight, ({ zone: name, at, hour, minute }) => {
        const typed = `${hour}:${two(minute)}`;
        const past = readMoment(typed, at, name, "past");
        const future = readMoment(typed, at, name, "future");
        if (past === undefined || future === undefined) throw new Error("not read");
        expect(Temporal.Instant.compare(past, at)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(future, at)).toBeGreaterThan(0);
        for (const one of [past, future]) {
          expect(Math.abs(one.since(at).total("minutes"))).toBeLessThanOrEqual(26 * 60);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("a length of time ago is as far behind as the same length ahead is before", () => {
    fc.assert(
      fc.property(changingNight, fc.integer({ min: 0, max: 2000 }), ({ zone: name, at }, minutes) => {
        expect(readMoment(`${minutes}m ago`, at, name, "future")?.until(at).total("minutes")).toBe(minutes);
        expect(readMoment(`in ${minutes}m`, at, name, "past")?.since(at).total("minutes")).toBe(minutes);
      }),
    );
  });
});

describe("any words", () => {
  it("are read or not, and never break", () => {
    const parts = fc.constantFrom(
      "in ",
      "99999w",
      "5m",
      " ago",
      "today ",
      "9:00",
      "2026-02-30",
      "T25:00Z",
      "+99:00",
      "0000-01-01",
      "-",
      "x",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), zone, (some, name) => {
        const at = readMoment(some.join(""), now, name, "past");
        expect(at === undefined || at.toString().length === 20 || at.toString().includes(".")).toBe(true);
      }),
    );
  });
});

describe("a bare date", () => {
  it("is a whole day", () => {
    expect(readDate("2026-02-01", now, berlin)?.toString()).toBe("2026-02-01");
    expect(readDate(" Today", now, berlin)?.toString()).toBe("2026-02-03");
    expect(readDate("yesterday", Temporal.Instant.from("2026-02-03T23:30:00Z"), berlin)?.toString()).toBe("2026-02-03");
    for (const text of ["2026-02-30", "2026-02-01 10:00", "0000-01-01", "20m"]) {
      expect(readDate(text, now, berlin)).toBe(undefined);
    }
  });
});
