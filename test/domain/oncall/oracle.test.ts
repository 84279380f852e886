import fc from "fast-check";
import { expect, it } from "vitest";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { oracleOf, type Verdict } from "../../support/oncall-oracle.ts";
import { anyCase, scheduleOf } from "../../support/oncall-spec.ts";

const numRuns = Number(process.env.ONCALL_RUNS ?? 250);

it("agrees with an oracle that steps from the anchor, at every boundary and between", { timeout: 600_000 }, () => {
  let instants = 0;
  fc.assert(
    fc.property(anyCase, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (one, shares) => {
      const { spec, from, to } = one;
      const calendar = calendarOf(scheduleOf(spec));
      const oracle = oracleOf(spec, from, to);
      const shifts = calendar.shifts(from, to);
      const name = (layer: number | null) => (layer === null ? "override" : spec.layers[layer]?.name);
      const edges = [...oracle.edges, ...shifts.flatMap(({ start, end }) => [start, end])];
      const asked = new Set(
        [
          ...edges.flatMap((edge) => [edge - 1, edge, edge + 1]),
          ...shares.map((x) => Math.floor(from + x * (to - from))),
        ].filter((at) => at >= from && at < to),
      );
      for (const at of asked) {
        instants += 1;
        const shift = shifts.find(({ start, end }) => start <= at && at < end);
        const window = shift && { people: shift.people, layer: name(shift.layer) };
        const piece = calendar.at(at);
        const instant = piece && { people: piece.people, layer: name(piece.layer) };
        const expected: Verdict | undefined = oracle.at(at);
        const when = `${Temporal.Instant.fromEpochMilliseconds(at)}`;
        expect({ when, window, instant }).toEqual({ when, window: expected, instant: expected });
      }
    }),
    { numRuns },
  );
  expect(instants).toBeGreaterThan(numRuns * 10);
});
