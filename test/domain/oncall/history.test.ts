import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chronicleOf, editHistory, type History } from "../../../src/domain/oncall/history.ts";
import type { Rotation } from "../../../src/domain/oncall/rotation.ts";
import type { Schedule } from "../../../src/domain/oncall/schedule.ts";
import { anyCase, layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const at = (text: string) => Temporal.Instant.from(`${text}:00Z`).epochMilliseconds;
const history = (parts: Parameters<typeof layer>[0] = {}): History => [
  { from: at("2026-01-01T00:00"), schedule: scheduleOf(spec({ layers: [layer(parts)] })) },
];
const rotated =
  (rotation: Partial<Rotation>) =>
  (schedule: Schedule): Schedule => ({
    ...schedule,
    layers: schedule.layers.map((one) => ({ ...one, rotation: { ...one.rotation, ...rotation } })),
  });
const days = (one: History, from: string, to: string) =>
  chronicleOf(one)
    .shifts(at(from), at(to))
    .map(({ start, people }) => `${new Date(start).toISOString().slice(5, 16)} ${people}`);

const slots = (...names: readonly string[]) => names.map((name) => [name]);
const noon = { from: at("2026-01-06T12:00"), now: at("2026-01-06T12:00") };

describe("an edit of a rotation", () => {
  it("keeps the current person until the next handoff, and then follows the new order", () => {
    const edited = editHistory(history(), rotated({ slots: slots("charlie", "alpha", "delta", "bravo") }), noon);
    expect(days(edited, "2026-01-05T00:00", "2026-01-11T00:00")).toEqual([
      "01-05T00:00 alpha",
      "01-06T00:00 bravo",
      "01-07T00:00 charlie",
      "01-08T00:00 alpha",
      "01-09T00:00 delta",
      "01-10T00:00 bravo",
    ]);
  });

  it("does as it says where told otherwise", () => {
    const edited = editHistory(history(), rotated({ slots: slots("charlie", "alpha") }), {
      ...noon,
      keepCurrent: false,
    });
    expect(days(edited, "2026-01-06T00:00", "2026-01-08T00:00")).toEqual([
      "01-06T00:00 bravo",
      "01-06T12:00 alpha",
      "01-07T00:00 charlie",
    ]);
  });

  it("keeps the current person when days become weeks, until the week ends", () => {
    const edited = editHistory(history(), rotated({ unit: "week" }), noon);
    expect(days(edited, "2026-01-06T00:00", "2026-01-26T00:00")).toEqual([
      "01-06T00:00 bravo",
      "01-12T00:00 charlie",
      "01-19T00:00 alpha",
    ]);
  });

  it("hands the turn of somebody who leaves to the next, at once", () => {
    const edited = editHistory(history(), rotated({ slots: slots("alpha", "charlie") }), noon);
    expect(days(edited, "2026-01-06T00:00", "2026-01-09T00:00")).toEqual([
      "01-06T00:00 bravo",
      "01-06T12:00 charlie",
      "01-07T00:00 alpha",
      "01-08T00:00 charlie",
    ]);
  });

  it("leaves an anchor that is still to come alone", () => {
    const edited = editHistory(
      history(),
      rotated({ anchor: at("2026-01-08T00:00"), slots: slots("delta", "alpha") }),
      noon,
    );
    expect(days(edited, "2026-01-08T00:00", "2026-01-10T00:00")).toEqual(["01-08T00:00 delta", "01-09T00:00 alpha"]);
  });

  it("keeps a renamed layer's turn", () => {
    const renamed = editHistory(
      history(),
      (schedule) =>
        rotated({ slots: slots("bravo", "alpha") })({
          ...schedule,
          layers: schedule.layers.map((one) => ({ ...one, name: "renamed" })),
        }),
      noon,
    );
    expect(days(renamed, "2026-01-06T12:00", "2026-01-08T00:00")).toEqual(["01-06T12:00 bravo", "01-07T00:00 alpha"]);
  });
});

describe("versions", () => {
  it("may come later, and an earlier edit changes those to come as well", () => {
    const joins = (name: string) => (schedule: Schedule) =>
      rotated({ slots: [...(schedule.layers[0]?.rotation.slots ?? []), [name]] })(schedule);
    const planned = editHistory(history(), joins("delta"), { ...noon, from: at("2026-01-09T00:00") });
    const both = editHistory(planned, joins("echo"), noon);
    expect(both.map(({ schedule }) => schedule.layers[0]?.rotation.slots.length)).toEqual([3, 4, 5]);
    expect(chronicleOf(both).calendarAt(at("2026-01-08T00:00"))?.schedule).toBe(both[1]?.schedule);
    expect(chronicleOf(both).calendarAt(at("2025-12-31T00:00"))).toBeUndefined();
  });

  it("join where they say the same, and nobody was on call before the first", () => {
    const edited = editHistory(history(), (schedule) => ({ ...schedule }), noon);
    expect(days(edited, "2025-12-30T00:00", "2026-01-02T12:00")).toEqual(["01-01T00:00 charlie", "01-02T00:00 alpha"]);
    expect(days(edited, "2026-01-06T00:00", "2026-01-07T00:00")).toEqual(["01-06T00:00 bravo"]);
  });

  it("never change the past, and keep whose turn it is", () => {
    const order = fc.shuffledSubarray(["ada", "bo", "cy", "di", "ed"], { minLength: 2 });
    fc.assert(
      fc.property(anyCase, anyCase, order, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, names, share) => {
        const [first] = one.spec.layers;
        if (first === undefined) return;
        const { from, to } = one;
        const now = Math.floor(from + share * (to - from));
        const versions: History = [{ from: from - 1e9, schedule: scheduleOf(one.spec) }];
        const edited = editHistory(versions, () => scheduleOf(other.spec), { from: from - 1e6, now });
        expect(chronicleOf(edited).shifts(from, now)).toEqual(chronicleOf(versions).shifts(from, now));

        const reordered = editHistory(versions, rotated({ slots: names.map((name) => [name]) }), { from: now, now });
        const [was, is] = [versions, reordered].map((each) => chronicleOf(each).calendarAt(now)?.layers[0]);
        if (was === undefined || is === undefined || was.layer.rotation.unit === "none") return;
        const current = was.slots[was.turnAt(now).slot] ?? [];
        const began = was.layer.rotation.anchor <= was.clock.toWall(now);
        if (began && current.some((name) => names.includes(name))) {
          expect(current).toContain(is.slots[is.turnAt(now).slot]?.[0]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
