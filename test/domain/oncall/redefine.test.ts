import fc from "fast-check";
import { expect, it } from "vitest";
import { scheduleOf as defined } from "../../../src/domain/oncall/definition.ts";
import type { MemberKey } from "../../../src/domain/oncall/member.ts";
import { redefine } from "../../../src/domain/oncall/redefine.ts";
import { calendarOf } from "../../../src/domain/oncall/schedule.ts";
import { anyCase, scheduleOf } from "../../support/oncall-spec.ts";

it("a calendar that is defined anew has the same people on call at every time", () => {
  fc.assert(
    fc.property(anyCase, ({ spec, from, to }) => {
      const given = scheduleOf(spec);
      const plain = {
        zone: given.zone,
        layers: given.layers.map((layer) => ({ ...layer, holidays: new Set<number>() })),
      };
      const again = defined(redefine(plain, (name) => name as MemberKey, from));
      const shifts = (schedule: typeof again) =>
        calendarOf(schedule)
          .shifts(from, to)
          .map(({ start, end, people }) => [start, end, people.join()]);
      expect(shifts(again)).toEqual(shifts({ ...plain, overrides: [], away: [] }));
    }),
    { numRuns: 60 },
  );
});
