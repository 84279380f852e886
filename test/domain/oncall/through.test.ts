import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followSwap } from "../../../src/domain/oncall/exchange.ts";
import { chronicleOf } from "../../../src/domain/oncall/history.ts";
import type { MemberKey } from "../../../src/domain/oncall/member.ts";
import { dutiesIn, timetableOf, whyNoEffectIn } from "../../../src/domain/oncall/through.ts";
import { turnAt } from "../../../src/domain/oncall/turn-of.ts";
import { anyCase, layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const at = (text: string) => Temporal.Instant.from(`2026-01-${text}:00Z`).epochMilliseconds;
const key = (name: string) => name as MemberKey;

/** alpha, bravo, charlie by the day; from the 10th on charlie, alpha, bravo. */
const history = [
  { from: at("01T00:00"), schedule: scheduleOf(spec()) },
  {
    from: at("10T00:00"),
    schedule: scheduleOf(spec({ layers: [layer({ rotation: { slots: [["charlie"], ["alpha"], ["bravo"]] } })] })),
  },
];

describe("a schedule through its versions", () => {
  it("has the people on call whom its chronicle has", () => {
    fc.assert(
      fc.property(anyCase, anyCase, fc.nat(), ({ spec: one, from, to }, { spec: other }, nth) => {
        const middle = from + (nth % Math.max(1, to - from));
        const versions = [
          { from, schedule: scheduleOf(one) },
          { from: middle, schedule: scheduleOf(other) },
        ];
        const timetable = timetableOf(versions);
        const shifts = chronicleOf(versions).shifts(from - 1000, to);
        for (const person of new Set(shifts.flatMap(({ people }) => people))) {
          const expected = shifts.filter(({ people }) => people.includes(person));
          const sum = (all: readonly { start: number; end: number }[]) =>
            all.reduce((total, { start, end }) => total + end - start, 0);
          expect(sum(dutiesIn(timetable, person, { start: from - 1000, end: to }))).toBe(sum(expected));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("finds no effect only where no version has one", () => {
    const span = { start: at("08T00:00"), end: at("11T00:00") };
    // alpha is on call on the 8th, bravo on the 9th, and alpha again on the 10th by the second version.
    const why = (person: string, end: number, now = span.start) =>
      whyNoEffectIn(history, { kind: "replace", person, by: "zoe", ...span, end }, now);
    expect(why("charlie", at("10T00:00"))).toBe("not on call");
    expect(why("charlie", at("13T00:00"))).toBeUndefined();
    expect(why("alpha", at("10T00:00"))).toBeUndefined();
    expect(why("alpha", at("09T00:00"), at("09T00:00"))).toBe("over");
  });

  it("knows somebody's turn, or their next one, over a change of versions", () => {
    const timetable = timetableOf(history);
    expect(turnAt(timetable, "alpha", at("08T12:00"))).toEqual({ start: at("08T00:00"), end: at("09T00:00") });
    expect(turnAt(timetable, "charlie", at("08T12:00"))).toEqual({ start: at("11T00:00"), end: at("12T00:00") });
    expect(turnAt(timetable, "zoe", at("08T12:00"))).toBeUndefined();
  });
});

describe("an agreement that follows its duties", () => {
  const timetable = timetableOf(history);
  const swap = {
    one: { person: key("alpha"), start: at("08T00:00"), end: at("09T00:00") },
    other: key("bravo"),
    back: { start: at("09T00:00"), end: at("10T00:00") },
  };
  const follow = (changed: object, now = at("05T00:00")) => followSwap(timetable, { ...swap, ...changed }, now);

  it("is the same while both are on call then", () => {
    expect(follow({})).toEqual({ kind: "same" });
    expect(follow({ one: { ...swap.one, start: at("08T10:00"), end: at("08T12:00") } })).toEqual({ kind: "same" });
  });

  it("moves with a shift that shares time with where it was", () => {
    const late = { ...swap.one, start: at("08T06:00"), end: at("09T06:00") };
    expect(follow({ one: late, back: undefined })).toEqual({
      kind: "moved",
      duties: { one: swap.one },
    });
  });

  it("leaves what has passed as it was", () => {
    const late = { ...swap.one, start: at("08T06:00"), end: at("09T06:00") };
    expect(follow({ one: late, back: undefined }, at("08T12:00"))).toEqual({
      kind: "moved",
      duties: { one: { ...late, end: at("09T00:00") } },
    });
    expect(follow({ one: { ...swap.one, person: key("zoe") } }, at("09T00:00"))).toEqual({ kind: "same" });
  });

  it("no longer fits where somebody is not on call any more, or both would be at once", () => {
    expect(follow({ one: { ...swap.one, person: key("zoe") } })).toEqual({ kind: "unfit" });
    expect(follow({ other: key("zoe") })).toEqual({ kind: "unfit" });
  });
});
