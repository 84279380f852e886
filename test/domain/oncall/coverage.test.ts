import { describe, expect, it } from "vitest";
import { gapsOf, loadsOf } from "../../../src/domain/oncall/coverage.ts";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import type { LayerSpec } from "../../support/oncall-oracle.ts";
import { layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const calendar = (timeZone: string, parts: { restrictions?: LayerSpec["restrictions"]; rotation?: object } = {}) =>
  calendarOf(scheduleOf(spec({ timeZone, layers: [layer(parts)] })));
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;

describe("gaps", () => {
  it("are what nobody covers, all of it if there is nobody", () => {
    const office = calendar("UTC", { restrictions: [{ from: "09:00", to: "17:00" }] });
    const [from, to] = [at("2026-01-05T12:00[UTC]"), at("2026-01-06T12:00[UTC]")];
    expect(gapsOf(office, from, to)).toEqual([
      { start: at("2026-01-05T17:00[UTC]"), end: at("2026-01-06T09:00[UTC]") },
    ]);
    expect(gapsOf(calendar("UTC", { rotation: { slots: [[]] } }), from, to)).toEqual([{ start: from, end: to }]);
    expect(gapsOf(calendar("UTC"), from, to)).toEqual([]);
  });
});

describe("what each person carries", () => {
  it("is counted in true hours on the days the clocks change", () => {
    const load = (zone: string, date: string) => {
      const [start, end] = [0, 1].map(
        (days) => Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).epochMilliseconds,
      );
      const one = calendar(zone, { rotation: { unit: "none", slots: [["ada"]] } });
      return loadsOf(one, start ?? 0, end ?? 0)[0];
    };
    expect(load("America/New_York", "2026-03-08")).toEqual({
      person: "ada",
      hours: 23,
      weekendHours: 23,
      nightHours: 7,
    });
    expect(load("America/New_York", "2026-11-01")).toEqual({
      person: "ada",
      hours: 25,
      weekendHours: 25,
      nightHours: 9,
    });
    expect(load("America/Sao_Paulo", "2018-11-04")).toMatchObject({ hours: 23, nightHours: 7 });
    expect(load("America/Sao_Paulo", "2019-02-16")).toMatchObject({ hours: 25, weekendHours: 25, nightHours: 9 });
    expect(load("Asia/Kathmandu", "2026-05-06")).toMatchObject({ hours: 24, weekendHours: 0, nightHours: 8 });
  });

  it("comes most first, by name where equal", () => {
    const one = calendar("UTC", { rotation: { slots: [["bo"], ["ada"], ["cy"]] } });
    const loads = loadsOf(one, at("2026-01-05T00:00[UTC]"), at("2026-01-09T00:00[UTC]"));
    expect(loads.map(({ person, hours }) => [person, hours])).toEqual([
      ["bo", 48],
      ["ada", 24],
      ["cy", 24],
    ]);
  });
});
