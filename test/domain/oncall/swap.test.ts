import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whyNoEffect } from "../../../src/domain/oncall/no-effect.ts";
import type { Override, OverrideChange } from "../../../src/domain/oncall/override.ts";
import { type Calendar, calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { followShift, handOver, swapDuties, takeOver } from "../../../src/domain/oncall/swap.ts";
import { overrideWithoutEffect } from "../../../src/presentation/oncall-refused.ts";
import { plain, words } from "../../../src/presentation/say.ts";
import type { Spec } from "../../support/oncall-oracle.ts";
import { anyCase, layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const at = (text: string) => Temporal.Instant.from(`2026-01-${text}:00Z`).epochMilliseconds;
const span = (from: string, to: string) => ({ start: at(from), end: at(to) });
const calendar = (parts: Partial<Spec> = {}, overrides: readonly Override[] = []): Calendar => {
  const schedule = scheduleOf(spec(parts));
  return calendarOf({ ...schedule, overrides });
};
const changed = (before: Calendar, change: OverrideChange): Calendar =>
  calendarOf({
    ...before.schedule,
    overrides: [...before.schedule.overrides.filter((one) => !change.removed.includes(one)), ...change.added],
  });
const said = (one: Calendar, from: string, to: string) =>
  one.shifts(at(from), at(to)).map(({ start, people }) => `${new Date(start).toISOString().slice(8, 16)} ${people}`);

describe("giving a shift", () => {
  it("puts the other on for all of it, or for a part", () => {
    const one = calendar();
    const change = handOver(one, { person: "alpha", ...span("05T00:00", "06T00:00") }, "delta");
    expect(change.added).toEqual([{ kind: "replace", person: "alpha", by: "delta", ...span("05T00:00", "06T00:00") }]);
    const part = handOver(one, { person: "alpha", ...span("05T10:00", "05T12:00") }, "delta");
    expect(said(changed(one, part), "05T00:00", "06T00:00")).toEqual([
      "05T00:00 alpha",
      "05T10:00 delta",
      "05T12:00 alpha",
    ]);
  });

  it("gives nothing where there is nothing to give", () => {
    const change = handOver(calendar(), { person: "zoe", ...span("05T00:00", "09T00:00") }, "delta");
    expect(change).toEqual({ added: [], removed: [] });
  });

  it.each<[string, Override, string]>([
    ["replaced", { kind: "replace", person: "alpha", by: "echo", ...span("05T06:00", "05T18:00") }, "delta"],
    ["set", { kind: "set", by: "echo", ...span("05T06:00", "05T18:00") }, "delta"],
    ["added", { kind: "add", by: "echo", ...span("05T06:00", "05T18:00") }, "alpha,delta"],
  ])("works where the giver was %s by an override", (_name, override, expected) => {
    const one = calendar({}, [override]);
    const given = changed(one, handOver(one, { person: "echo", ...span("05T08:00", "05T12:00") }, "delta"));
    expect(said(given, "05T08:00", "05T12:00")).toEqual([`05T08:00 ${expected}`]);
    expect(said(given, "05T12:00", "05T18:00")).toEqual(said(one, "05T12:00", "05T18:00"));
    expect(said(given, "05T00:00", "05T08:00")).toEqual(said(one, "05T00:00", "05T08:00"));
  });

  it("leaves the giver off and the other on wherever the giver was on, and all else as it was", () => {
    fc.assert(
      fc.property(anyCase, ({ spec: each, from, to }) => {
        const one = calendarOf(scheduleOf(each));
        const given = changed(one, handOver(one, { person: "ada", start: from, end: to }, "zoe"));
        for (const { start, people } of given.pieces(from, to)) {
          const before = one.at(start)?.people ?? [];
          expect(people).toEqual([...new Set(before.map((name) => (name === "ada" ? "zoe" : name)))].sort());
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("swapping and taking", () => {
  it("exchanges two shifts", () => {
    const one = calendar();
    const swap = {
      one: { person: "alpha", ...span("05T00:00", "06T00:00") },
      other: { person: "charlie", ...span("07T00:00", "08T00:00") },
    };
    const change = swapDuties(one, swap);
    expect(change && said(changed(one, change), "05T00:00", "09T00:00")).toEqual([
      "05T00:00 charlie",
      "06T00:00 bravo",
      "07T00:00 alpha",
      "08T00:00 alpha",
    ]);
    expect(swapDuties(one, { ...swap, other: { person: "bravo", ...span("05T12:00", "06T12:00") } })).toBeUndefined();
  });

  it("takes a time from everybody, gaps too, or from one person", () => {
    const one = calendar({
      layers: [
        layer({
          restrictions: [{ from: "00:00", to: "12:00" }],
          rotation: { unit: "none", slots: [["alpha", "bravo"]] },
        }),
      ],
    });
    expect(said(changed(one, takeOver(one, "zoe", span("05T06:00", "05T18:00"))), "05T00:00", "06T00:00")).toEqual([
      "05T00:00 alpha,bravo",
      "05T06:00 zoe",
    ]);
    expect(
      said(changed(one, takeOver(one, "zoe", span("05T06:00", "05T18:00"), "bravo")), "05T06:00", "06T00:00"),
    ).toEqual(["05T06:00 alpha,zoe"]);
  });
});

describe("a shift that was swapped", () => {
  const shift = { person: "alpha", ...span("08T00:00", "09T00:00") };
  const anchored = (anchor: string, rest: object = {}) =>
    calendar({ layers: [layer({ rotation: { anchor, ...rest } })] });

  it("is followed where the schedule moves it", () => {
    expect(followShift(anchored("2026-01-05T00:00"), shift)).toEqual(shift);
    expect(followShift(anchored("2026-01-05T09:00"), shift)).toEqual({
      person: "alpha",
      ...span("08T09:00", "09T09:00"),
    });
  });

  it("no longer fits where its person is not on call any more", () => {
    expect(followShift(anchored("2026-01-06T00:00"), shift)).toBeUndefined();
  });

  it("stays what it was where its person is on call for long", () => {
    expect(followShift(anchored("2026-01-05T00:00", { unit: "month" }), shift)).toEqual(shift);
  });
});

describe("an override that changes nothing", () => {
  const one = calendar({}, [
    { kind: "set", by: "echo", ...span("07T00:00", "08T00:00") },
    { kind: "add", by: "fox", ...span("05T00:00", "06T00:00") },
  ]);
  const why = (override: Override) => whyNoEffect(one, override, at("05T00:00"));
  const told = (override: Override) => {
    const reason = why(override);
    return reason === undefined
      ? undefined
      : plain(words(overrideWithoutEffect({ why: reason, override, schedule: "web" }, (key) => `@${key}`)));
  };

  it.each<[string, Override, string]>([
    ["is over", { kind: "set", by: "zoe", ...span("04T00:00", "05T00:00") }, "That time is over"],
    [
      "replaces somebody by themselves",
      { kind: "replace", person: "alpha", by: "alpha", ...span("05T00:00", "06T00:00") },
      "@alpha cannot stand in",
    ],
    ["adds who is on", { kind: "add", by: "alpha", ...span("05T00:00", "06T00:00") }, "@alpha is on call then already"],
    [
      "sets who is on alone",
      { kind: "set", by: "bravo", ...span("06T00:00", "07T00:00") },
      "@bravo is on call then already",
    ],
    [
      "removes who is not on",
      { kind: "remove", person: "charlie", ...span("05T00:00", "06T00:00") },
      "@charlie is not on call",
    ],
    [
      "removes whom a newer one hides",
      { kind: "remove", person: "charlie", ...span("07T00:00", "08T00:00") },
      "A newer or wider override",
    ],
    [
      "removes whom an override put on",
      { kind: "remove", person: "fox", ...span("05T00:00", "06T00:00") },
      "@fox is on call then by an override only",
    ],
  ])("is refused with the reason: it %s", (_name, override, words_) => {
    expect(told(override)).toContain(words_);
  });

  it("is one outside the schedule's validity", () => {
    const limited = calendarOf({ ...one.schedule, end: at("06T00:00") });
    const late: Override = { kind: "add", by: "zoe", ...span("07T00:00", "08T00:00") };
    expect(whyNoEffect(limited, late, 0)).toBe("not valid then");
    const refused = { why: "not valid then", override: late, schedule: "web" } as const;
    expect(plain(words(overrideWithoutEffect(refused, String)))).toBe(
      "The schedule is not valid then. See when it is with /oncall schedule show web.",
    );
  });

  it("is none that changes anything at any time to come", () => {
    expect(why({ kind: "remove", person: "charlie", ...span("05T00:00", "11T00:00") })).toBeUndefined();
    expect(why({ kind: "set", by: "alpha", ...span("05T12:00", "06T12:00") })).toBeUndefined();
  });
});
