import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Entry, feedOf } from "../../../src/domain/oncall/feed.ts";
import { readCalendar } from "../../../src/services/oncall/ical/calendar.ts";
import { occurrencesOf } from "../../../src/services/oncall/ical/expand.ts";
import { readEvents } from "../../../src/services/oncall/ical/read.ts";
import { writeCalendar } from "../../../src/services/oncall/ical/write.ts";

const at = (text: string) => Temporal.Instant.from(text.length === 10 ? `${text}T00:00Z` : text).epochMilliseconds;
const file = (...lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: readonly string[]) =>
  file("BEGIN:VEVENT", "UID:one", "SUMMARY:On call", ...lines, "END:VEVENT");
const year = { from: at("2026-01-01"), to: at("2027-01-01") };

const read = (
  text: string,
  { zone = "America/New_York", ...asked }: { zone?: string; from?: number; to?: number; strict?: boolean } = {},
) =>
  occurrencesOf(readEvents(text, zone), { ...year, ...asked }).occurrences.map(
    ({ start, end }) =>
      `${Temporal.Instant.fromEpochMilliseconds(start).toString({ smallestUnit: "minute" })} ${(end - start) / 3_600_000}h`,
  );

const newYork = [
  "BEGIN:VTIMEZONE",
  "TZID:Eastern Time of Ours",
  "BEGIN:STANDARD",
  "DTSTART:16011104T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
  "TZOFFSETFROM:-0400",
  "TZOFFSETTO:-0500",
  "END:STANDARD",
  "BEGIN:DAYLIGHT",
  "DTSTART:16010311T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
  "TZOFFSETFROM:-0500",
  "TZOFFSETTO:-0400",
  "END:DAYLIGHT",
  "END:VTIMEZONE",
];

describe("a calendar that is imported", () => {
  it("keeps the wall clock over both clock changes, with the zone by name or as the file describes it", () => {
    const weekly = (tzid: string) => [
      "BEGIN:VEVENT",
      "UID:one",
      `DTSTART;TZID=${tzid}:20260301T200000`,
      `DTEND;TZID=${tzid}:20260302T080000`,
      "RRULE:FREQ=WEEKLY;COUNT=3",
      "END:VEVENT",
    ];
    const expected = ["2026-03-02T01:00Z 12h", "2026-03-09T00:00Z 12h", "2026-03-16T00:00Z 12h"];
    expect(read(file(...weekly("America/New_York")))).toEqual(expected);
    expect(read(file(...newYork, ...weekly("Eastern Time of Ours")))).toEqual(expected);
    expect(read(file(...weekly("/mozilla.org/20050126_1/America/New_York")))).toEqual(expected);
    const night = event("DTSTART;TZID=America/New_York:20261031T200000", "DTEND;TZID=America/New_York:20261101T080000");
    expect(read(night)).toEqual(["2026-11-01T00:00Z 13h"]);
  });

  it("reads floating times and whole days in the schedule's zone", () => {
    expect(read(event("DTSTART:20260401T090000", "DURATION:PT90M"))).toEqual(["2026-04-01T13:00Z 1.5h"]);
    expect(read(event("DTSTART;VALUE=DATE:20260308"))).toEqual(["2026-03-08T05:00Z 23h"]);
    expect(read(event("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260404"), { zone: "Asia/Kathmandu" })).toEqual(
      ["2026-03-31T18:15Z 72h"],
    );
  });

  it.each([
    ["DAILY;COUNT=3", ["2026-01-05", "2026-01-06", "2026-01-07"]],
    ["DAILY;INTERVAL=10;UNTIL=20260126T000000Z", ["2026-01-05", "2026-01-15", "2026-01-25"]],
    ["DAILY;UNTIL=20260106", ["2026-01-05", "2026-01-06"]],
    ["WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", ["2026-01-05", "2026-01-06", "2026-01-08", "2026-01-13"]],
    ["MONTHLY;COUNT=3;BYDAY=1FR", ["2026-01-05", "2026-02-06", "2026-03-06"]],
    ["MONTHLY;COUNT=4;BYMONTHDAY=-1", ["2026-01-05", "2026-01-31", "2026-02-28", "2026-03-31"]],
    ["MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1", ["2026-01-05", "2026-02-02", "2026-03-02"]],
    ["YEARLY;COUNT=3;BYMONTH=3,9", ["2026-01-05", "2026-03-05", "2026-09-05"]],
    ["DAILY;BYMONTHDAY=-1;UNTIL=20260301T000000Z", ["2026-01-05", "2026-01-31", "2026-02-28"]],
  ])("follows FREQ=%s, with its start as the first", (rule, expected) => {
    const dates = read(event("DTSTART:20260105T090000Z", "DTEND:20260105T100000Z", `RRULE:FREQ=${rule}`));
    const counted = rule.includes("COUNT") ? Number(/COUNT=(\d+)/.exec(rule)?.[1]) : expected.length;
    expect(dates.map((one) => one.slice(0, 10)).slice(0, counted)).toEqual(expected);
  });

  it("ends at an instant that is the last occurrence's, in its own zone", () => {
    const early = event(
      "DTSTART;TZID=Australia/Sydney:20260105T080000",
      "DURATION:PT1H",
      "RRULE:FREQ=DAILY;UNTIL=20260106T210000Z",
    );
    expect(read(early)).toEqual(["2026-01-04T21:00Z 1h", "2026-01-05T21:00Z 1h", "2026-01-06T21:00Z 1h"]);
  });

  it("leaves out exceptions, adds dates and periods, and moves what was moved", () => {
    const changed = file(
      "BEGIN:VEVENT",
      "UID:one",
      "DTSTART;TZID=Europe/London:20260105T090000",
      "DTEND;TZID=Europe/London:20260105T170000",
      "RRULE:FREQ=DAILY;COUNT=5",
      "EXDATE;TZID=Europe/London:20260106T090000",
      "RDATE;VALUE=PERIOD:20260201T090000Z/PT3H",
      "RDATE;TZID=Europe/London:20260202T090000",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "UID:one",
      "RECURRENCE-ID;TZID=Europe/London:20260107T090000",
      "DTSTART;TZID=Europe/London:20260107T120000",
      "DTEND;TZID=Europe/London:20260107T130000",
      "SEQUENCE:1",
      "END:VEVENT",
      "BEGIN:VEVENT",
      "UID:one",
      "RECURRENCE-ID;TZID=Europe/London:20260108T090000",
      "DTSTART;TZID=Europe/London:20260108T090000",
      "STATUS:CANCELLED",
      "END:VEVENT",
    );
    expect(read(changed)).toEqual([
      "2026-01-05T09:00Z 8h",
      "2026-01-07T12:00Z 1h",
      "2026-01-09T09:00Z 8h",
      "2026-02-01T09:00Z 3h",
      "2026-02-02T09:00Z 8h",
    ]);
  });

  it("counts neither what is cancelled nor what is free", () => {
    expect(read(event("DTSTART:20260105T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"))).toEqual([]);
    expect(read(event("DTSTART:20260105T090000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"))).toEqual([]);
  });

  it("keeps an occurrence in a skipped hour, unless asked to be strict", () => {
    const nightly = event("DTSTART;TZID=America/New_York:20260307T023000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3");
    expect(read(nightly)).toEqual(["2026-03-07T07:30Z 1h", "2026-03-08T07:30Z 1h", "2026-03-09T06:30Z 1h"]);
    expect(read(nightly, { strict: true })).toEqual(["2026-03-07T07:30Z 1h", "2026-03-09T06:30Z 1h"]);
  });

  it("finds what began before the window and still lasts", () => {
    const long = event("DTSTART:20251220T000000Z", "DTEND:20260103T000000Z");
    expect(read(long)).toEqual(["2025-12-20T00:00Z 336h"]);
  });

  it("names who an event is for", () => {
    const text = event("DTSTART:20260105T090000Z", "DURATION:PT1H", "ATTENDEE;CN=Ada:MAILTO:Ada@Example.com");
    expect(occurrencesOf(readEvents(text, "UTC"), year).occurrences[0]).toMatchObject({
      uid: "one",
      summary: "On call",
      attendees: ["ada@example.com"],
    });
  });

  it.each([
    ["has no start", event("DTEND:20260105T090000Z"), "it has no start"],
    ["is in a zone nobody knows", event("DTSTART;TZID=Nowhere:20260105T090000"), 'the time zone "Nowhere"'],
    [
      "repeats without end",
      event("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY"),
      "cannot be followed",
    ],
  ])("leaves out an event and says so if it %s", (_name, text, reason) => {
    const both = text.replace(
      "END:VCALENDAR",
      "BEGIN:VEVENT\r\nUID:two\r\nDTSTART;VALUE=DATE:20260601\r\nEND:VEVENT\r\nEND:VCALENDAR",
    );
    const { occurrences, problems } = occurrencesOf(readEvents(both, "UTC"), year);
    expect(occurrences.map(({ uid }) => uid)).toEqual(["two"]);
    expect(problems).toEqual([expect.stringMatching(/^"On call": /)]);
    expect(problems[0]).toContain(reason);
  });
});

it("refuses a file that is broken, with the reason", () => {
  const broken = event("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=13");
  expect(() => readEvents(broken, "UTC")).toThrow("This is no iCalendar file: BYMONTH");
  expect(() => readEvents("BEGIN:VCARD\r\nEND:VCARD\r\n", "UTC")).toThrow("it holds no VCALENDAR");
});

describe("the test files that a library publishes", () => {
  const published = (name: string) => {
    const text = readFileSync(new URL(import.meta.resolve(`ical/test/${name}.ics`)), "utf8");
    const calendar = readEvents(text, "UTC");
    const busy = occurrencesOf(calendar, { from: at("2005-01-01"), to: at("2030-01-01") });
    return { ...calendar, ...busy };
  };

  it("are read as its own tests expect", () => {
    const conferences = published("test1");
    expect(conferences.events.length + conferences.problems.length).toBe(9);
    expect(conferences.problems).toEqual([expect.stringContaining("Next")]);
    expect(conferences.events.find(({ uid }) => uid.startsWith("480a"))).toMatchObject({
      summary: "[Async]: Everything Express",
      start: { isDate: true },
    });
    expect(published("test4").events.find(({ uid }) => uid.startsWith("c32a5"))).toMatchObject({
      summary: "South San Francisco, CA, October 2011;",
      free: true,
    });
    expect(published("test5").occurrences[0]).toMatchObject({ start: at("2011-11-10T02:00Z") });
    const yearly = published("test7").occurrences.map(({ start }) => new Date(start).toISOString().slice(0, 10));
    expect(yearly).toContain("2013-07-14");
    const hunting = published("test12").occurrences.filter(({ uid }) => uid === "0000001");
    const days = hunting.map(({ start }) => new Date(start).toISOString().slice(0, 10));
    expect(days).not.toContain("2015-07-08");
    expect(days).not.toContain("2015-07-10");
  });

  it.each(["test2", "test3", "test6", "test8", "test9", "test11", "test13", "test14", "test15"])(
    "hold nothing in %s that cannot be read",
    (name) => {
      expect(published(name).problems).toEqual([]);
    },
  );
});

describe("a calendar of a stranger", () => {
  it("is read in a thread of its own", async () => {
    const text = event("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2");
    expect(await readCalendar({ text, zone: "UTC", ...year })).toMatchObject({
      problems: [],
      occurrences: [
        { start: at("2026-01-05T09:00Z"), end: at("2026-01-05T10:00Z") },
        { start: at("2026-01-06T09:00Z") },
      ],
    });
  });

  it.each([
    ["too large", `${event("DTSTART:20260105T090000Z")}${" ".repeat(5 * 1024 * 1024)}`, "larger than 5 MB"],
    ["no calendar", "hello", "no iCalendar file"],
    [
      "too full",
      event("DTSTART:20260105T090000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY;COUNT=30000"),
      "too many events",
    ],
  ])("is refused if it is %s", async (_name, text, reason) => {
    await expect(readCalendar({ text, zone: "UTC", ...year })).rejects.toThrow(reason);
  });

  it("is given up when it takes too long", async () => {
    const text = event("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY");
    await expect(readCalendar({ text, zone: "UTC", ...year }, 1)).rejects.toThrow("takes too long");
  });
});

describe("a feed", () => {
  const now = at("2026-01-10");
  const shift = (start: string, end: string, ...people: readonly string[]) => ({
    start: at(start),
    end: at(end),
    people,
  });
  const first = feedOf([], [shift("2026-01-05", "2026-01-12", "ada"), shift("2026-01-12", "2026-01-19", "bo")], {
    schedule: "s1",
    now,
  });
  const brief = (entries: readonly Entry[]) =>
    entries.map(
      ({ uid, people, sequence, cancelled }) => `${uid} ${people} ${sequence}${cancelled ? " cancelled" : ""}`,
    );
  const [one, two] = first.map(({ uid }) => uid);

  it("keeps what it was, counts up what changes and cancels what is gone", () => {
    const again = feedOf(first, [shift("2026-01-05", "2026-01-12", "ada"), shift("2026-01-12", "2026-01-19", "bo")], {
      schedule: "s1",
      now: now + 1e6,
    });
    expect(again).toEqual(first);
    const swapped = feedOf(first, [shift("2026-01-05", "2026-01-12", "cy")], { schedule: "s1", now });
    expect(brief(swapped)).toEqual([`${one} cy 1`, `${two} bo 1 cancelled`]);
    const back = feedOf(swapped, [shift("2026-01-12", "2026-01-19", "bo")], { schedule: "s1", now });
    expect(brief(back)).toEqual([`${one} cy 2 cancelled`, `${two} bo 2`]);
  });

  it("forgets what left the window and does not show what is far off", () => {
    const later = at("2026-03-01");
    expect(feedOf(first, [shift("2026-12-01", "2026-12-02", "ada")], { schedule: "s1", now: later })).toEqual([]);
  });

  it("is a calendar in UTC that reads back as it was", () => {
    const [ada, bo] = first;
    const text = writeCalendar([ada, { ...bo, cancelled: true }] as readonly Entry[], {
      title: "Primary; on call, always\nEND:VCALENDAR",
      summaryOf: ({ people }) => `On call: ${people}`,
    });
    expect(text).toContain(`UID:${one}@tocsin\r\n`);
    expect(text).toContain("DTSTART:20260105T000000Z\r\n");
    expect(text).toContain("STATUS:CANCELLED\r\n");
    expect(text).toContain("X-WR-CALNAME:Primary\\; on call\\, always\\nEND:VCALENDAR\r\n");
    expect(readEvents(text, "UTC").events).toMatchObject([
      { summary: "On call: ada", sequence: 0, cancelled: false },
      { cancelled: true },
    ]);
  });
});
