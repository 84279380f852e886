import { describe, expect, it } from "vitest";
import { calendarAlt } from "../../src/presentation/oncall-calendar-words.ts";
import { viewOf } from "../support/calendar-view.ts";

const march = viewOf({
  now: "2026-03-05T12:00",
  schedules: [
    {
      rows: [
        "ada 2026-02-26T09:00 2026-03-05T09:00",
        "bo+cy 2026-03-05T09:00 2026-03-06T09:00 !",
        "- 2026-03-06T09:00 2026-03-07T09:00",
        "cy 2026-03-07T09:00 2026-03-12T09:00 ~ada",
      ],
    },
  ],
});

describe("the words for who cannot see the picture", () => {
  it("say who is on call now, and every shift, override, absence and gap with its times", () => {
    expect(calendarAlt(march)).toBe(
      "Payments · 2 – 8 Mar 2026 · Europe/Berlin · UTC+1. On call now: Bo Rydberg and Cy Twombly until Fri 6 Mar 09:00. " +
        "Thu 26 Feb 09:00 to Thu 5 Mar 09:00: Ada Lovelace. " +
        "Thu 5 Mar 09:00 to Fri 6 Mar 09:00: Bo Rydberg and Cy Twombly (override). " +
        "Fri 6 Mar 09:00 to Sat 7 Mar 09:00: nobody. " +
        "Sat 7 Mar 09:00 to Thu 12 Mar 09:00: Cy Twombly (Ada Lovelace is away).",
    );
  });

  it("fit what platforms take, and say how much they leave out", () => {
    const rows = Array.from({ length: 28 }, (_, i) => {
      const day = Temporal.PlainDate.from("2026-03-02").add({ days: i });
      return `${["ada", "bo", "cy"][i % 3]} ${day}T00:00 ${day.add({ days: 1 })}T00:00`;
    });
    const alt = calendarAlt(viewOf({ count: 4, schedules: [{ rows }] }));
    const told = alt.split(" to ").length - 1;
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt).toMatch(new RegExp(`\\. And ${28 - told} more\\.$`));
    const name = "x".repeat(300);
    expect(
      calendarAlt(
        viewOf({
          names: { ada: name, bo: name, cy: name },
          schedules: [
            { name, rows },
            { name, rows },
          ],
        }),
      ).length,
    ).toBeLessThanOrEqual(1000);
  });
});
