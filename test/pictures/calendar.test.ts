import { type DecodedPng, decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { calendarFile, drawCalendar } from "../../src/pictures/calendar.ts";
import { inksOf, paper } from "../../src/pictures/ink.ts";
import { startPainter } from "../../src/pictures/painter.ts";
import type { CalendarView } from "../../src/presentation/oncall-calendar.ts";
import { calendarAlt } from "../../src/presentation/oncall-calendar-words.ts";
import { viewOf } from "../support/calendar-view.ts";
import { seeSheet } from "../support/picture.ts";

const view = viewOf({
  now: "2026-03-05T12:00",
  schedules: [
    {
      rows: [
        "ada 2026-03-02T00:00 2026-03-04T00:00",
        "bo 2026-03-04T00:00 2026-03-06T00:00",
        "- 2026-03-06T00:00 2026-03-09T00:00",
      ],
    },
  ],
});

const pixel = ({ data, width, channels }: DecodedPng, x: number, y: number): string =>
  `#${[...data.slice((Math.round(y) * width + Math.round(x)) * channels).slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;

describe("the picture of a calendar", () => {
  it("is a PNG of the same size and the same things as its SVG", async () => {
    const { svg, png } = await drawCalendar(view);
    const sheet = await seeSheet(view);
    expect(svg).toBe(sheet.svg);
    const image = decode(png);
    expect([image.width, image.height]).toEqual([sheet.width, Math.ceil(sheet.height)]);

    const [past, current, gap] = sheet.bars;
    const inks = inksOf(["ada", "bo"], []);
    const below = (bar: typeof past) => (bar?.bottom ?? 0) - 5;
    const middle = (bar: typeof past) => ((bar?.left ?? 0) + (bar?.right ?? 0)) / 2 + 20;
    expect(pixel(image, 5, 5)).toBe(paper.ground);
    expect(pixel(image, middle(current), below(current))).toBe(inks.get("bo")?.fill);
    expect(pixel(image, (current?.left ?? 0) + 3, below(current) - 10)).toBe(inks.get("bo")?.edge);
    expect(pixel(image, middle(past), below(past))).toBe(past?.fills[0]);
    expect(pixel(image, sheet.now ?? 0, below(current))).toBe(paper.now);
    const across = Array.from({ length: 60 }, (_, i) => pixel(image, middle(gap) + i, below(gap)));
    expect(across).toEqual(expect.arrayContaining([paper.gap, paper.gapLine]));
  });

  it("is a file that says what can be seen in it", async () => {
    const file = await calendarFile(view);
    expect(file).toMatchObject({ name: "on-call.png", mediaType: "image/png", alt: calendarAlt(view) });
    expect(decode(file.bytes).width).toBe(1200);
  });
});

describe("whoever draws pictures", () => {
  it("gives up on one that takes too long", async () => {
    const painter = startPainter({ deadline: 1 });
    await expect(painter.paint(view)).rejects.toThrow("A picture was not drawn within 1 ms.");
    await painter.stop();
  });

  it("draws the next one after one that went wrong, and after a rest", async () => {
    const painter = startPainter({ rest: 0 });
    const broken = { ...view, weeks: undefined } as unknown as CalendarView;
    const uncloneable = { ...view, weeks: () => [] } as unknown as CalendarView;
    const all = await Promise.allSettled([broken, view, uncloneable, view].map((one) => painter.paint(one)));
    expect(all.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
    await painter.stop();
    expect((await painter.paint(view)).png.length).toBeGreaterThan(1000);
    await painter.stop();
  });
});
