import { describe, expect, it } from "vitest";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import type { Spec } from "../../support/oncall-oracle.ts";
import { layer, said, scheduleOf, spec } from "../../support/oncall-spec.ts";

const everyone = (
  name: string,
  precedence: number,
  people: readonly string[],
  parts: Parameters<typeof layer>[0] = {},
) => layer({ name, precedence, ...parts, rotation: { unit: "none", slots: [people], ...parts.rotation } });

const day = (asked: Spec) =>
  said(asked, "2026-01-05T00:00", "2026-01-06T00:00").map(
    (line) => `${line.slice(11, 16)}-${line.slice(34, 39)} ${line.split(" ").slice(2).join(" ")}`,
  );
const at = (time: string) => `2026-01-05T${time}`;
const override = (kind: Spec["overrides"][number]["kind"], from: string, to: string, rest: object) => ({
  kind,
  from: at(from),
  to: at(to),
  ...rest,
});

describe("layers", () => {
  it("decide where they are the highest with somebody on duty", () => {
    const high = everyone("high", 2, ["ada"], { restrictions: [{ from: "09:00", to: "17:00" }] });
    expect(day(spec({ layers: [everyone("low", 1, ["bo"]), high] }))).toEqual([
      "00:00-09:00 bo (low)",
      "09:00-17:00 ada (high)",
      "17:00-00:00 bo (low)",
    ]);
  });

  it("of equal precedence are on call together, named for the first on duty", () => {
    const layers = [
      everyone("first", 1, ["bo"], { restrictions: [{ from: "06:00", to: "12:00" }] }),
      everyone("second", 1, ["ada", "bo"], { restrictions: [{ from: "09:00", to: "18:00" }] }),
    ];
    expect(day(spec({ layers }))).toEqual([
      "06:00-09:00 bo (first)",
      "09:00-12:00 ada+bo (first)",
      "12:00-18:00 ada+bo (second)",
    ]);
  });

  it("begin and end", () => {
    expect(day(spec({ layers: [everyone("brief", 1, ["ada"], { start: at("08:00"), end: at("10:30") })] }))).toEqual([
      "08:00-10:30 ada (brief)",
    ]);
  });

  it("say nothing outside the schedule's validity, nor does an override", () => {
    const schedule = scheduleOf(spec({ overrides: [override("add", "00:00", "23:00", { by: "zoe" })] }));
    const [start, end] = [Date.UTC(2026, 0, 5, 6), Date.UTC(2026, 0, 5, 7)];
    expect(calendarOf({ ...schedule, start, end }).shifts(start - 1e8, end + 1e8)).toMatchObject([{ start, end }]);
    expect(calendarOf({ ...schedule, start, end }).at(end)).toBeUndefined();
  });
});

describe("overrides", () => {
  const both = [everyone("both", 1, ["ada", "bo"])];
  const with_ = (...overrides: Spec["overrides"]) => day(spec({ layers: both, overrides }));

  it("set somebody instead of everybody, the newest first, and add to that", () => {
    expect(
      with_(
        override("set", "01:00", "05:00", { by: "cy" }),
        override("set", "02:00", "03:00", { by: "di" }),
        override("add", "04:00", "06:00", { by: "ed" }),
        override("remove", "01:00", "05:00", { person: "cy" }),
      ),
    ).toEqual([
      "00:00-01:00 ada+bo (both)",
      "01:00-02:00 cy (override)",
      "02:00-03:00 di (override)",
      "03:00-04:00 cy (override)",
      "04:00-05:00 cy+ed (override)",
      "05:00-06:00 ada+bo+ed (override)",
      "06:00-00:00 ada+bo (both)",
    ]);
  });

  it("replace and remove together, without chaining", () => {
    expect(
      with_(
        override("replace", "01:00", "02:00", { person: "ada", by: "bo" }),
        override("replace", "01:00", "02:00", { person: "bo", by: "cy" }),
        override("remove", "03:00", "04:00", { person: "ada" }),
        override("replace", "03:00", "04:00", { person: "bo", by: "ada" }),
      ),
    ).toEqual([
      "00:00-01:00 ada+bo (both)",
      "01:00-02:00 bo+cy (override)",
      "02:00-03:00 ada+bo (both)",
      "03:00-04:00 ada (override)",
      "04:00-00:00 ada+bo (both)",
    ]);
  });

  it("for one person: the newest wins", () => {
    expect(
      with_(
        override("replace", "01:00", "03:00", { person: "ada", by: "cy" }),
        override("remove", "02:00", "04:00", { person: "ada" }),
      ),
    ).toEqual([
      "00:00-01:00 ada+bo (both)",
      "01:00-02:00 bo+cy (override)",
      "02:00-04:00 bo (override)",
      "04:00-00:00 ada+bo (both)",
    ]);
  });

  it("have no effect where the person is not on, or is on already", () => {
    expect(
      with_(
        override("replace", "01:00", "02:00", { person: "zoe", by: "cy" }),
        override("remove", "01:00", "02:00", { person: "zoe" }),
        override("add", "01:00", "02:00", { by: "ada" }),
      ),
    ).toEqual(["00:00-00:00 ada+bo (both)"]);
  });

  it("may leave nobody on: no lower layer steps in", () => {
    const layers = [everyone("top", 2, ["ada"]), everyone("low", 1, ["bo"])];
    expect(day(spec({ layers, overrides: [override("remove", "01:00", "02:00", { person: "ada" })] }))).toEqual([
      "00:00-01:00 ada (top)",
      "02:00-00:00 ada (top)",
    ]);
  });
});

describe("somebody away", () => {
  const turns = layer({ name: "turns", precedence: 2, rotation: { slots: [["ada", "bo"], ["cy"], ["di"]] } });
  const low = everyone("low", 1, ["zoe"]);
  const away = (...people: readonly string[]) =>
    spec({
      layers: [turns, low],
      away: people.map((person) => ({ person, from: at("00:00"), to: "2026-01-06T00:00" })),
    });

  it("drops out of a slot that others hold", () => {
    expect(day(away("ada"))).toEqual(["00:00-00:00 bo (turns)"]);
  });

  it("is covered by the next slot with somebody there, and nobody's turn moves", () => {
    expect(day(away("ada", "bo"))).toEqual(["00:00-00:00 cy (turns)"]);
    expect(day(away("ada", "bo", "cy"))).toEqual(["00:00-00:00 di (turns)"]);
    expect(said(away("ada", "bo"), "2026-01-05T00:00", "2026-01-08T00:00").map((line) => line.split(" ")[2])).toEqual([
      "cy",
      "di",
    ]);
  });

  it("with all others leaves it to the next lower layer", () => {
    expect(day(away("ada", "bo", "cy", "di"))).toEqual(["00:00-00:00 zoe (low)"]);
  });

  it("is named by the shift that this changed", () => {
    const from = Date.UTC(2026, 0, 5);
    const shifts = calendarOf(scheduleOf(away("ada", "bo", "di"))).shifts(from, from + 3 * 86_400_000);
    expect(shifts.map(({ people, absent }) => [people, absent])).toEqual([
      [["cy"], ["ada", "bo"]],
      [["di"], []],
    ]);
  });

  it("holds where an override puts them on", () => {
    const one = {
      ...away("ada", "bo"),
      overrides: [override("set", "00:00", "24:00", { by: "ada", to: "2026-01-06T00:00" })],
    };
    expect(day(one)).toEqual(["00:00-00:00 ada (override)"]);
  });
});
