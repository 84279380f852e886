import { describe, expect, it } from "vitest";
import type { Assignment } from "../../../src/domain/oncall/assigned.ts";
import { explain } from "../../../src/domain/oncall/explain.ts";
import { calendarOf, type Schedule } from "../../../src/domain/oncall/schedule.ts";
import { oncallExplained } from "../../../src/presentation/oncall-why.ts";
import { layer, scheduleOf, spec } from "../../support/oncall-spec.ts";
import { wordsOf } from "../../support/said.ts";

const at = (text: string) => Temporal.Instant.from(`2026-01-${text}:00Z`).epochMilliseconds;
const on = (person: string, from: string, to: string): Assignment => ({ person, start: at(from), end: at(to) });
const given = (assignments: readonly Assignment[], away: Schedule["away"] = []): Schedule => {
  const [top, low] = [layer({ name: "top", precedence: 2 }), layer({ name: "low", rotation: { slots: [["zoe"]] } })];
  const schedule = scheduleOf(spec({ layers: [top, low] }));
  return {
    ...schedule,
    away,
    layers: schedule.layers.map((one, i) =>
      i === 0 ? { ...one, assignments, rotation: { ...one.rotation, unit: "none", slots: [] } } : one,
    ),
  };
};
const said = (schedule: Schedule, from: string, to: string) =>
  calendarOf(schedule)
    .shifts(at(from), at(to))
    .map(({ start, people }) => `${new Date(start).toISOString().slice(8, 16)} ${people}`);

const assignments = [
  on("ada", "05T00:00", "06T00:00"),
  on("bo", "05T12:00", "07T00:00"),
  on("cy", "08T00:00", "09T00:00"),
];

describe("a layer of given duties", () => {
  it("has on duty whom it names, together where they overlap, and nobody between", () => {
    expect(said(given(assignments), "04T00:00", "10T00:00")).toEqual([
      "04T00:00 zoe",
      "05T00:00 ada",
      "05T12:00 ada,bo",
      "06T00:00 bo",
      "07T00:00 zoe",
      "08T00:00 cy",
      "09T00:00 zoe",
    ]);
    expect(said(given(assignments), "05T06:00", "05T13:00")).toEqual(["05T06:00 ada", "05T12:00 ada,bo"]);
  });

  it("leaves it to the next lower layer where its people are away: nobody of it covers", () => {
    const away = [{ person: "ada", start: at("05T00:00"), end: at("06T00:00") }];
    expect(said(given(assignments, away), "05T00:00", "06T00:00")).toEqual(["05T00:00 zoe", "05T12:00 bo"]);
  });

  it("is explained by its calendar", () => {
    const why = (text: string) =>
      wordsOf(oncallExplained(explain(calendarOf(given(assignments)), at(text)), (key) => `@${key}`));
    expect(why("05T13:00")).toContain(
      "- top, precedence 2: its calendar has @ada and @bo, 2026-01-05T12:00Z to 2026-01-06T00:00Z; it decides.",
    );
    expect(why("07T13:00")).toContain("- top, precedence 2: it is off duty at this hour.");
  });
});
