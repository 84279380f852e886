import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/domain/oncall/explain.ts";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { oncallExplained } from "../../../src/presentation/oncall-why.ts";
import type { Spec } from "../../support/oncall-oracle.ts";
import { anyCase, layer, scheduleOf, spec } from "../../support/oncall-spec.ts";
import { wordsOf } from "../../support/said.ts";

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const why = (one: Spec, text: string) => explain(calendarOf(scheduleOf(one)), at(text));
const name = (key: string) => `@${key}`;
const told = (one: Spec, text: string) =>
  wordsOf(oncallExplained(why(one, text), name))
    .split("\n")
    .map((line) => line.replace(/^- /, ""));

const office = layer({
  name: "office",
  precedence: 2,
  onHolidays: "skip",
  restrictions: [{ from: "09:00", to: "17:00" }],
  rotation: { unit: "workday", every: 2, slots: [["ada", "bo"], ["cy"], []] },
});
const rest = layer({ name: "rest", rotation: { unit: "none", slots: [["zoe"]] } });
const one = spec({ layers: [rest, office], holidays: [{ date: "2026-01-14" }] });

describe("an explanation", () => {
  it("names the layer, the turn with all its days, and the slot", () => {
    const { rule, people, layers } = why(one, "2026-01-06T10:00:00Z");
    expect({ rule, people }).toEqual({ rule: "layer", people: ["ada", "bo"] });
    expect(layers).toMatchObject([
      {
        layer: { name: "office" },
        verdict: "decides",
        turn: { number: 0, slot: 0, start: at("2026-01-05T00:00:00Z"), end: at("2026-01-07T00:00:00Z") },
      },
      { layer: { name: "rest" }, verdict: "outranked" },
    ]);
    // Friday and, after the weekend, Monday.
    expect(why(one, "2026-01-19T10:00:00Z").layers[0]?.turn).toMatchObject({
      number: 4,
      start: at("2026-01-16T00:00:00Z"),
      end: at("2026-01-20T00:00:00Z"),
    });
  });

  it.each([
    ["2026-01-06T08:00:00Z", "off hours"],
    ["2026-01-10T10:00:00Z", "off hours"],
    ["2026-01-14T10:00:00Z", "holiday"],
    ["2026-01-09T10:00:00Z", "empty slot"],
  ])("says why a layer does not decide at %s: %s", (time, verdict) => {
    expect(why(one, time)).toMatchObject({ people: ["zoe"], layers: [{ verdict }, { verdict: "decides" }] });
  });

  it("says which layers are not in force, and that holidays are all a layer knows", () => {
    const limited = spec({
      layers: [
        layer({ name: "old", precedence: 4, end: "2026-01-05T00:00" }),
        layer({ name: "new", precedence: 3, start: "2026-02-01T00:00" }),
        layer({ name: "feast", precedence: 2, onHolidays: "only" }),
        layer({ name: "gone", precedence: 1 }),
      ],
      away: ["alpha", "bravo", "charlie"].map((person) => ({
        person,
        from: "2026-01-01T00:00",
        to: "2027-01-01T00:00",
      })),
    });
    const { rule, layers } = why(limited, "2026-01-07T00:00:00Z");
    expect(rule).toBe("nobody");
    expect(layers.map(({ verdict }) => verdict)).toEqual(["over", "not begun", "no holiday", "all away"]);
  });

  it("agrees with the calendar wherever it is asked", () => {
    fc.assert(
      fc.property(anyCase, ({ spec: one, from, to }) => {
        const calendar = calendarOf(scheduleOf(one));
        for (const { start, people, layer: index } of calendar.pieces(from, to)) {
          const { people: found, rule, layers } = explain(calendar, start);
          expect(found).toEqual(people);
          if (rule !== "layer") continue;
          const deciding = layers.filter(({ verdict }) => verdict === "decides");
          expect(deciding[0]?.index).toBe(index);
          for (const { turn } of deciding) expect(turn !== undefined && turn.start < turn.end).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("in words", () => {
  it("says who and why, a line a layer", () => {
    expect(told(one, "2026-01-06T10:00:00Z")).toEqual([
      "@ada and @bo are on call at 2026-01-06T10:00Z by layer office.",
      "office, precedence 2: turn 1 (every 2 working days) is of @ada and @bo, 2026-01-05T00:00Z to 2026-01-07T00:00Z; it decides.",
      "rest, precedence 1: everybody: @zoe; a higher layer decides.",
    ]);
  });

  it("says who covers, what an override does, and that somebody is away", () => {
    const span = { from: "2026-01-06T00:00", to: "2026-01-07T00:00" };
    const covered = { ...one, away: ["ada", "bo"].map((person) => ({ person, ...span })) };
    expect(told(covered, "2026-01-06T10:00:00Z").slice(0, 2)).toEqual([
      "@cy is on call at 2026-01-06T10:00Z by layer office.",
      "office, precedence 2: turn 1 (every 2 working days) is of @ada and @bo, 2026-01-05T00:00Z to 2026-01-07T00:00Z; @ada and @bo are away, so the next slot covers: @cy; it decides.",
    ]);
    const overridden: Spec = {
      ...covered,
      overrides: [
        { kind: "remove", person: "nobody", ...span },
        { kind: "replace", person: "cy", by: "ada", ...span },
      ],
    };
    expect(told(overridden, "2026-01-06T10:00:00Z")).toEqual([
      "@ada is on call at 2026-01-06T10:00Z by an override until 2026-01-07T00:00Z.",
      "Override: @ada for @cy from 2026-01-06T00:00Z to 2026-01-07T00:00Z.",
      "Override: without @nobody from 2026-01-06T00:00Z to 2026-01-07T00:00Z, which changes nothing now.",
      expect.stringContaining("office"),
      expect.stringContaining("rest"),
      "@ada is away then.",
    ]);
  });

  it("says why nobody is on call", () => {
    const empty = spec({ layers: [office] });
    expect(told(empty, "2026-01-10T10:00:00Z")).toEqual([
      "Nobody is on call at 2026-01-10T10:00Z: no layer has anybody on duty.",
      "office, precedence 2: it is off duty at this hour.",
    ]);
  });
});
