import { describe, expect, it } from "vitest";
import { checkRule, nextTimes, readPingRule, timesIn } from "../../../src/services/oncall/ping/rule.ts";

const rule = (text: string, zone: string, start = "2026-01-01T00:00") => {
  const read = readPingRule(text);
  if (read === undefined) throw new Error(`${text} is not understood`);
  return { ...read, zone, start };
};

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

/** The next times as instants. */
const next = (text: string, zone: string, after: string, count = 3) =>
  nextTimes(rule(text, zone), ms(after), count).map((at) => Temporal.Instant.fromEpochMilliseconds(at).toString());

describe("a calendar rule is read", () => {
  it.each([
    ["every weekday 09:00", "cron", "0 9 * * 1,2,3,4,5"],
    ["Every Weekday at 9am", "cron", "0 9 * * 1,2,3,4,5"],
    ["weekdays 17:30", "cron", "30 17 * * 1,2,3,4,5"],
    ["every day 14:05", "cron", "5 14 * * *"],
    ["daily 6 pm", "cron", "0 18 * * *"],
    ["every mon, thu 10:00", "cron", "0 10 * * 1,4"],
    ["mon-wed at 8:15", "cron", "15 8 * * 1,2,3"],
    ["every weekend 10:00", "cron", "0 10 * * 6,7"],
    ["every month on the 1st at 10:00", "cron", "0 10 1 * *"],
    ["hourly", "cron", "0 * * * *"],
    ["0 9 * * mon-fri", "cron", "0 9 * * mon-fri"],
    ["every 2 weeks on monday 10:30", "rrule", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=10;BYMINUTE=30;BYSECOND=0"],
    ["RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=9", "rrule", "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=9"],
  ])("from %s", (typed, kind, text) => {
    expect(readPingRule(typed)).toEqual({ kind, text });
  });

  it.each([
    "",
    "soon",
    "every weekday",
    "0 9 * *",
    "0 9 * * * *",
    "61 9 * * *",
    "0 9 30 2 *",
    "every month 32 10:00",
    "0 9 L * *",
  ])("but not from %j", (typed) => {
    const read = readPingRule(typed);
    expect(
      read === undefined || nextTimes({ ...read, zone: "UTC", start: "2026-01-01T00:00" }, 0, 1).length === 0,
    ).toBe(true);
  });
});

describe("its next times", () => {
  it("keep to the clock on the wall all year", () => {
    expect(next("every weekday 09:00", "Europe/Berlin", "2026-03-26T12:00:00Z")).toEqual([
      "2026-03-27T08:00:00Z",
      "2026-03-30T07:00:00Z",
      "2026-03-31T07:00:00Z",
    ]);
  });

  it.each([
    // The night on which 02:00 to 03:00 is skipped: forward by the gap.
    ["Europe/Berlin", "2026-03-28T12:00:00Z", ["2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"]],
    ["America/New_York", "2026-03-07T20:00:00Z", ["2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z"]],
    // Lord Howe skips half an hour only: 02:00 to 02:30, so that 02:15 becomes 02:45; 02:30 there is as ever.
    ["Australia/Lord_Howe", "2026-10-03T12:00:00Z", ["2026-10-03T15:30:00Z", "2026-10-04T15:30:00Z"]],
    // The night on which the hour from 02:00 (New York: 01:00) comes twice: its first time alone.
    ["Europe/Berlin", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]],
    ["America/New_York", "2026-10-31T20:00:00Z", ["2026-11-01T07:30:00Z", "2026-11-02T07:30:00Z"]],
    ["Australia/Lord_Howe", "2026-04-04T12:00:00Z", ["2026-04-04T16:00:00Z", "2026-04-05T16:00:00Z"]],
  ])("at 02:30 in %s after %s", (zone, after, expected) => {
    expect(next("30 2 * * *", zone, after, 2)).toEqual(expected);
  });

  it("come once where the clocks repeat them", () => {
    expect(next("30 1 * * *", "America/New_York", "2026-10-31T20:00:00Z", 2)).toEqual([
      "2026-11-01T05:30:00Z",
      "2026-11-02T06:30:00Z",
    ]);
    expect(next("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00:00Z", 2)).toEqual([
      "2026-04-04T14:45:00Z",
      "2026-04-05T15:15:00Z",
    ]);
    expect(next("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00:00Z", 1)).toEqual(["2026-10-03T15:45:00Z"]);
  });

  it("that fall together when the clocks skip an hour are one", () => {
    const night = { start: ms("2026-03-29T00:00:00Z"), end: ms("2026-03-29T03:00:00Z") };
    const times = timesIn(rule("30 2,3 * * *", "Europe/Berlin"), night);
    expect(times.map((at) => Temporal.Instant.fromEpochMilliseconds(at).toString())).toEqual(["2026-03-29T01:30:00Z"]);
  });

  it("are the same for an RRULE", () => {
    for (const after of ["2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"]) {
      expect(next("FREQ=DAILY;BYHOUR=2;BYMINUTE=30;BYSECOND=0", "Europe/Berlin", after)).toEqual(
        next("30 2 * * *", "Europe/Berlin", after),
      );
    }
  });

  it("are on either kind of day where a cron line names both", () => {
    expect(next("0 0 13 * fri", "UTC", "2026-02-01T00:00:00Z", 4)).toEqual([
      "2026-02-06T00:00:00Z",
      "2026-02-13T00:00:00Z",
      "2026-02-20T00:00:00Z",
      "2026-02-27T00:00:00Z",
    ]);
  });

  it("are found years ahead, or refused where they never come or come all the time", () => {
    expect(next("0 0 29 2 *", "UTC", "2026-03-01T00:00:00Z", 1)).toEqual(["2028-02-29T00:00:00Z"]);
    const now = ms("2026-01-05T09:00:00Z");
    expect(() => checkRule(rule("FREQ=DAILY;UNTIL=20250101T000000Z", "UTC"), now)).toThrow("never comes");
    expect(() => checkRule(rule("* * * * *", "UTC"), now)).toThrow("more often than every 5 minutes");
    expect(() => checkRule(rule("*/5 * * * *", "UTC"), now)).not.toThrow();
  });
});
