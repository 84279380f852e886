import { describe, expect, it } from "vitest";
import type { Block, Message } from "../../src/presentation/message.ts";
import { calendarAlt, calendarShown } from "../../src/presentation/oncall-calendar-words.ts";
import { plain } from "../../src/presentation/say.ts";
import { viewOf } from "../support/calendar-view.ts";

const linesOf = (block: Block): readonly string[] => {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "paragraph":
    case "note":
      return [plain(block.content)];
    case "list":
      return block.items.map((item) => `- ${plain(item)}`);
    default:
      return [];
  }
};
const textOf = ({ blocks }: Message) => blocks.flatMap(linesOf);

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

describe("the calendar as text", () => {
  it("says who is on call now, and every shift, override, absence and gap with its times", () => {
    expect(textOf(calendarShown(march))).toEqual([
      "Payments",
      "On call now: Bo Rydberg and Cy Twombly until Fri 6 Mar 09:00.",
      "- Thu 26 Feb 09:00 to Thu 5 Mar 09:00: Ada Lovelace",
      "- Thu 5 Mar 09:00 to Fri 6 Mar 09:00: Bo Rydberg and Cy Twombly (override)",
      "- Fri 6 Mar 09:00 to Sat 7 Mar 09:00: nobody",
      "- Sat 7 Mar 09:00 to Thu 12 Mar 09:00: Cy Twombly (Ada Lovelace is away)",
      "2 – 8 Mar 2026 · Europe/Berlin · UTC+1.",
    ]);
  });

  it("comes with the picture", () => {
    const picture = { name: "on-call.png", mediaType: "image/png", alt: "", bytes: new Uint8Array() };
    expect(calendarShown(march, picture).files).toEqual([picture]);
    expect(calendarShown(march)).not.toHaveProperty("files");
  });

  it("says what the clocks do, and that gaps are meant", () => {
    const view = viewOf({
      first: "2026-10-19",
      schedules: [{ rows: ["ada 2026-10-19T00:00 2026-10-24T00:00", "- 2026-10-24T00:00 2026-10-26T00:00 muted"] }],
    });
    expect(textOf(calendarShown(view)).slice(1)).toEqual([
      "- Mon 19 Oct 00:00 to Sat 24 Oct 00:00: Ada Lovelace",
      "19 – 25 Oct 2026 · Europe/Berlin · UTC+2, UTC+1 from Sun 25 Oct. Sun 25 Oct has 25 hours: the clocks change. Times that are not named are meant to have nobody.",
    ]);
  });

  it("names each schedule where there are several, and counts what it leaves out", () => {
    const shifts = Array.from({ length: 70 }, (_, i) => {
      const [from, to] = [i * 2, i * 2 + 2].map((hours) =>
        Temporal.PlainDateTime.from("2026-03-02T00:00").add({ hours }).toString({ smallestUnit: "minute" }),
      );
      return `${i % 2 === 0 ? "ada" : "bo"} ${from} ${to}`;
    });
    const text = textOf(
      calendarShown(
        viewOf({ now: "2026-03-02T01:00", schedules: [{ rows: shifts.slice(0, 3) }, { name: "Web", rows: shifts }] }),
      ),
    );
    expect(text.slice(0, 3)).toEqual([
      "On call",
      "Payments: On call now: Ada Lovelace until Mon 2 Mar 02:00.\nWeb: On call now: Ada Lovelace until Mon 2 Mar 02:00.",
      "Payments",
    ]);
    expect(text.filter((line) => line.startsWith("- "))).toHaveLength(60);
    expect(text.at(-1)).toContain("13 more times are not listed.");
  });
});

describe("the words for who cannot see the picture", () => {
  it("are those of the text", () => {
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
