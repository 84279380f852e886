import { describe, expect, it } from "vitest";
import { mostSchedules } from "../../src/presentation/oncall-calendar.ts";
import { calendarAlt } from "../../src/presentation/oncall-calendar-words.ts";
import { viewOf } from "../support/calendar-view.ts";
import { readXml, type SeenBar, seeSheet } from "../support/picture.ts";

/** A single schedule has the whole width: seven columns of 160 from 40 on. Shapes stand 2 off where they begin or end. */
const column = 160;
const x = (days: number) => 40 + days * column;
const apart = 2;

const reach = (bar: SeenBar | undefined) => [bar?.left ?? Number.NaN, bar?.right ?? Number.NaN];
const expectReach = (bar: SeenBar | undefined, [left, right]: readonly [number, number]) => {
  expect(reach(bar)[0]).toBeCloseTo(left, 1);
  expect(reach(bar)[1]).toBeCloseTo(right, 1);
};

describe("a bar", () => {
  it("lies where its times are", async () => {
    const { bars } = await seeSheet(
      viewOf({
        schedules: [{ rows: ["ada 2026-03-02T09:00 2026-03-05T18:00", "bo 2026-03-05T18:00 2026-03-06T00:00"] }],
      }),
    );
    expectReach(bars[0], [x(9 / 24) + apart, x(3.75) - apart]);
    expectReach(bars[1], [x(3.75) + apart, x(4) - apart]);
  });

  it("goes on to the edge of its weeks where the shift does", async () => {
    const { bars } = await seeSheet(
      viewOf({ count: 2, schedules: [{ rows: ["ada 2026-02-23T00:00 2026-03-11T12:00"] }] }),
    );
    expect(bars).toHaveLength(2);
    expectReach(bars[0], [x(0), x(7)]);
    expectReach(bars[1], [x(0), x(2.5) - apart]);
    expect(bars[1]?.top).toBeGreaterThan(bars[0]?.bottom ?? 0);
  });

  it.each([
    // In the night that lasts 23 hours, 03:00 is two hours after midnight.
    ["Europe/Berlin", "2026-03-23", "2026-03-29T03:00+02:00", 6 + 2 / 23],
    // In the one that lasts 25, the second 02:30 is three and a half hours after it, and 09:00 ten.
    ["Europe/Berlin", "2026-10-19", "2026-10-25T02:30+02:00", 6 + 2.5 / 25],
    ["Europe/Berlin", "2026-10-19", "2026-10-25T02:30+01:00", 6 + 3.5 / 25],
    ["Europe/Berlin", "2026-10-19", "2026-10-25T09:00+01:00", 6 + 10 / 25],
    // Lord Howe moves by half an hour: at 02:00 to 02:30, and back to 01:30.
    ["Australia/Lord_Howe", "2026-09-28", "2026-10-04T02:30+11:00", 6 + 2 / 23.5],
    ["Australia/Lord_Howe", "2026-03-30", "2026-04-05T01:45+11:00", 6 + 1.75 / 24.5],
    ["Australia/Lord_Howe", "2026-03-30", "2026-04-05T01:45+10:30", 6 + 2.25 / 24.5],
  ])("stands true when the clocks change: %s, %s, %s", async (zone, first, at, days) => {
    const instant = Temporal.Instant.from(at);
    const rows = [`ada 2020-01-01T00:00Z ${instant}`, `bo ${instant} 2030-01-01T00:00Z`];
    const { bars, says } = await seeSheet(viewOf({ zone, first, schedules: [{ rows }] }));
    expectReach(bars[0], [x(0), x(days) - apart]);
    expectReach(bars[1], [x(days) + apart, x(7)]);
    const hours = viewOf({ zone, first, schedules: [{ rows }] }).weeks[0]?.days[6]?.hours;
    expect(says(`${hours} h`)).toBe(true);
  });

  it("lies on either side of a day that a zone leaves out", async () => {
    const rows = ["ada 2011-12-26T00:00 2011-12-29T12:00", "bo 2011-12-31T12:00 2012-01-01T00:00"];
    const { bars, says } = await seeSheet(viewOf({ zone: "Pacific/Apia", first: "2011-12-26", schedules: [{ rows }] }));
    expectReach(bars[0], [x(0) + apart, x(3.5) - apart]);
    expectReach(bars[1], [x(5.5) + apart, x(6) - apart]);
    expect(says("0 h")).toBe(true);
  });

  it("is divided among those who are on call together, and counts more than three", async () => {
    const { bars, says } = await seeSheet(
      viewOf({
        schedules: [
          {
            rows: [
              "ada+bo+cy 2026-03-02T00:00 2026-03-04T00:00",
              "ada+bo+cy+dee+eve 2026-03-04T00:00 2026-03-09T00:00",
            ],
          },
        ],
      }),
    );
    expect(bars[0]?.fills.filter((fill) => bars[1]?.fills.includes(fill))).not.toEqual([]);
    expect(["Ada Lovelace", "Bo Rydberg", "Cy Twombly", "and 3 more"].map(says)).toEqual([true, true, true, true]);
  });

  it("says who and when to those who point at it", async () => {
    const { bars } = await seeSheet(viewOf({ schedules: [{ rows: ["bo 2026-03-02T00:00 2026-03-04T00:00 ! ~ada"] }] }));
    expect(bars[0]).toMatchObject({
      kind: "override",
      people: "bo",
      start: "2026-03-01T23:00:00Z",
      title: "Mon 2 Mar 00:00 to Wed 4 Mar 00:00: Bo Rydberg (override; Ada Lovelace is away)",
    });
  });

  it("of an override is dashed, and no other", async () => {
    const rows = ["bo 2026-03-02T00:00 2026-03-04T00:00 !", "ada 2026-03-04T00:00 2026-03-06T00:00"];
    const { bars } = await seeSheet(viewOf({ schedules: [{ rows }] }));
    expect(bars.map(({ isDashed }) => isDashed)).toEqual([true, false]);
  });

  it("of a gap is hatched, and of one that is meant more faintly", async () => {
    const { bars, says } = await seeSheet(
      viewOf({
        schedules: [{ rows: ["- 2026-03-02T00:00 2026-03-04T00:00", "- 2026-03-04T00:00 2026-03-06T00:00 muted"] }],
      }),
    );
    expect(bars.map(({ kind, fills }) => [kind, ...fills])).toEqual([
      ["gap", "url(#hatch-gap)"],
      ["muted-gap", "url(#hatch-off)"],
    ]);
    expect(["nobody", "nobody on call", "nobody, as meant"].map(says)).toEqual([true, true, true]);
  });
});

describe("a name", () => {
  it.each([
    [7, "Ada Lovelace"],
    [0.7, "Ada L."],
    [0.45, "Ada"],
    [0.28, "AL"],
    [0.14, "A"],
  ])("in a bar of %s days is written as %s", async (days, written) => {
    const end = Temporal.PlainDateTime.from("2026-03-02T00:00").add({ minutes: Math.round(days * 1440) });
    const { says, bars } = await seeSheet(viewOf({ schedules: [{ rows: [`ada 2026-03-02T00:00 ${end}`] }] }));
    expect(bars).toHaveLength(1);
    const others = ["Ada L.", "Ada", "AL", "A"].filter((other) => other !== written);
    expect([written, ...others].map(says)).toEqual([true, false, false, false, false].slice(0, others.length + 1));
  });

  it("is shortened as far as it can be drawn", async () => {
    const rows = ["ada 2026-03-02T00:00 2026-03-02T18:00"];
    const { says } = await seeSheet(viewOf({ names: { ada: "🚀 Ada 🚀 Lovelace" }, schedules: [{ rows }] }));
    expect(says("Ada L.")).toBe(true);
  });

  it("has the time before it at which the shift begins, unless that is midnight", async () => {
    const { says } = await seeSheet(
      viewOf({
        schedules: [{ rows: ["ada 2026-03-02T09:00 2026-03-05T00:00", "bo 2026-03-05T00:00 2026-03-07T00:00"] }],
      }),
    );
    expect([says("09:00"), says("00:00")]).toEqual([true, false]);
  });
});

describe("now", () => {
  it("is a line in its week, at its time", async () => {
    const { now, says } = await seeSheet(viewOf({ now: "2026-03-11T18:00", count: 2, schedules: [{ rows: [] }] }));
    expect(now).toBeCloseTo(x(2.75), 1);
    expect(says("now 18:00")).toBe(true);
  });

  it("is not drawn where it lies outside", async () => {
    expect(await seeSheet(viewOf({ now: "2026-03-09T00:00", schedules: [{ rows: [] }] }))).not.toHaveProperty("now");
  });

  it("leaves what is past paler", async () => {
    const rows = [
      "ada 2026-03-02T00:00 2026-03-04T00:00",
      "bo 2026-03-04T00:00 2026-03-06T00:00",
      "ada 2026-03-06T00:00 2026-03-09T00:00",
    ];
    const { bars } = await seeSheet(viewOf({ now: "2026-03-04T12:00", schedules: [{ rows }] }));
    expect(bars[0]?.fills[0]).not.toBe(bars[2]?.fills[0]);
  });
});

describe("the sheet", () => {
  const rows = ["ada 2026-03-02T00:00 2026-03-05T00:00", "bo 2026-03-05T00:00 2026-03-09T00:00 !"];

  it("has its title, its days and zone, and a key", async () => {
    const { says, width } = await seeSheet(viewOf({ schedules: [{ rows }] }));
    expect(
      ["Payments", "2 – 8 Mar 2026 · Europe/Berlin · UTC+1", "Mon 2 Mar", "Sun 8", "override", "Ada Lovelace"].map(
        says,
      ),
    ).not.toContain(false);
    expect(says("nobody on call")).toBe(false);
    expect(width).toBe(1200);
  });

  it("names its rows where there are several", async () => {
    const { says, bars } = await seeSheet(
      viewOf({
        schedules: [
          { rows, layers: { Nights: { rows } } },
          { name: "Web", rows },
        ],
      }),
    );
    expect(["Payments", "Nights", "Web"].map(says)).toEqual([true, true, true]);
    const tops = new Set(bars.map(({ top }) => top));
    expect(tops.size).toBe(3);
    expect(bars[0]?.left).toBeGreaterThan(200);
  });

  it("says what it does not show", async () => {
    const view = viewOf({ schedules: Array.from({ length: mostSchedules + 2 }, (_, i) => ({ name: `S${i}`, rows })) });
    expect((await seeSheet(view)).says("2 more schedules are not shown.")).toBe(true);
  });

  it("is described for those who cannot see it", async () => {
    const view = viewOf({ schedules: [{ rows }] });
    const root = readXml((await seeSheet(view)).svg);
    expect(root.getElementsByTagName("desc")[0]?.textContent).toBe(calendarAlt(view));
    expect(root.getAttribute("role")).toBe("img");
  });

  it("stands for a name without letters by its place among the names, and says so", async () => {
    const { says } = await seeSheet(viewOf({ names: { ada: "Ada", bo: "சுந்தர்" }, schedules: [{ rows }] }));
    expect(says("Person 2")).toBe(true);
    expect(says("No font here has the letters of Person 2. The text has the name.")).toBe(true);
  });

  it.each([
    ["markup", `</title></svg><script>alert("1")</script>&amp;<![CDATA[`],
    ["control characters", "A\u0000d\u0007a\u001b[31m\u007f\u0085\ufffe"],
    ["directions", "\u202eecalevoL\u2066 adA\u200f\u061c"],
    ["halves of characters", "\ud800Ada\udc00"],
    ["300 letters", "W".repeat(300)],
    ["300 marks on a letter", `A${"\u0301\u0489".repeat(150)}`],
    ["joiners", `👩‍👩‍👧‍👦${"\u200d".repeat(300)}`],
    ["nothing", ""],
    ["spaces", "\u3000\u2028\n\t"],
  ])("is whole whatever somebody or something is called: %s", async (_, name) => {
    const view = viewOf({ names: { ada: name, bo: "Bo" }, schedules: [{ name, rows, layers: { [name]: { rows } } }] });
    const { svg, bars, says } = await seeSheet(view);
    const root = readXml(svg);
    expect(bars.map(({ people }) => people)).toEqual(["ada", "bo", "ada", "bo"]);
    expect(says("Bo")).toBe(true);
    expect(root.getElementsByTagName("script")).toHaveLength(0);
    expect(
      [...root.getElementsByTagName("*")].filter((one) =>
        /^on|^style$/i.test([...one.attributes].map((a) => a.name).join()),
      ),
    ).toEqual([]);
  });
});
