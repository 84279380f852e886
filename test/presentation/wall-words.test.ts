import { describe, expect, it } from "vitest";
import { daysWords, offsetWords, wallWords, zoneWords } from "../../src/presentation/wall-words.ts";

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

describe("a time on the wall", () => {
  it("has its weekday, and its year only where it is another", () => {
    expect(wallWords(at("2026-08-03T07:00Z"), "Europe/Berlin", 2026)).toBe("Mon 3 Aug 09:00");
    expect(wallWords(at("2026-12-31T23:00Z"), "Europe/Berlin", 2026)).toBe("Fri 1 Jan 2027 00:00");
  });

  it("says which of two it is where the clocks repeat it", () => {
    expect(wallWords(at("2026-10-25T00:30Z"), "Europe/Berlin", 2026)).toBe("Sun 25 Oct 02:30 UTC+2");
    expect(wallWords(at("2026-10-25T01:30Z"), "Europe/Berlin", 2026)).toBe("Sun 25 Oct 02:30 UTC+1");
    expect(wallWords(at("2026-10-25T02:00Z"), "Europe/Berlin", 2026)).toBe("Sun 25 Oct 03:00");
    expect(wallWords(at("2026-04-04T15:00Z"), "Australia/Lord_Howe", 2026)).toBe("Sun 5 Apr 01:30 UTC+10:30");
  });

  it("is plain where the clocks skip", () => {
    expect(wallWords(at("2026-03-29T01:00Z"), "Europe/Berlin", 2026)).toBe("Sun 29 Mar 03:00");
  });
});

describe("a zone", () => {
  it("is named with its offset, and with what becomes of it in the time meant", () => {
    const summer = { start: at("2026-08-03T00:00Z"), end: at("2026-08-31T00:00Z") };
    const autumn = { start: at("2026-10-12T00:00Z"), end: at("2026-11-09T00:00Z") };
    expect(zoneWords("Europe/Berlin", summer)).toBe("Europe/Berlin · UTC+2");
    expect(zoneWords("Europe/Berlin", autumn)).toBe("Europe/Berlin · UTC+2, UTC+1 from Sun 25 Oct");
    expect(zoneWords("America/New_York", summer)).toBe("America/New_York · UTC-4");
    expect(zoneWords("UTC", summer)).toBe("UTC");
  });

  it("may be ahead by part of an hour", () => {
    expect(offsetWords(Temporal.ZonedDateTime.from("2026-01-01T00:00[Asia/Kathmandu]"))).toBe("UTC+5:45");
    expect(offsetWords(Temporal.ZonedDateTime.from("2026-01-01T00:00[America/St_Johns]"))).toBe("UTC-3:30");
  });
});

describe("days", () => {
  it("say each month and year once, where they share it", () => {
    const words = (first: string, last: string) =>
      daysWords(Temporal.PlainDate.from(first), Temporal.PlainDate.from(last));
    expect(words("2026-08-03", "2026-08-30")).toBe("3 – 30 Aug 2026");
    expect(words("2026-07-27", "2026-08-23")).toBe("27 Jul – 23 Aug 2026");
    expect(words("2026-12-28", "2027-01-24")).toBe("28 Dec 2026 – 24 Jan 2027");
  });
});
