import { expect, it } from "vitest";
import { shiftAfter, shiftAround } from "../../../src/domain/oncall/current.ts";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const at = (text: string) => Temporal.Instant.from(`2026-01-${text}:00Z`).epochMilliseconds;
const week = 7 * 86_400_000;

it("says since when and until when somebody is on call, and who is next", () => {
  const calendar = calendarOf(
    scheduleOf(spec({ layers: [layer({ restrictions: [{ from: "08:00", to: "20:00" }] })] })),
  );
  expect(shiftAround(calendar, at("06T12:00"), week)).toMatchObject({
    start: at("06T08:00"),
    end: at("06T20:00"),
    people: ["bravo"],
  });
  expect(shiftAround(calendar, at("06T22:00"), week)).toBeUndefined();
  expect(shiftAfter(calendar, at("06T12:00"), week)).toMatchObject({ start: at("07T08:00"), people: ["charlie"] });
  expect(shiftAfter(calendar, at("06T08:00"), week, "bravo")).toMatchObject({ start: at("09T08:00") });
  expect(shiftAfter(calendar, at("06T08:00"), week, "zoe")).toBeUndefined();
});
