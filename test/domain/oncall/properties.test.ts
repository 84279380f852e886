import fc from "fast-check";
import { expect, it } from "vitest";
import { gapsOf } from "../../../src/domain/oncall/coverage.ts";
import type { Interval } from "../../../src/domain/oncall/interval.ts";
import { calendarOf, type Shift } from "../../../src/domain/oncall/schedule.ts";
import { anyCase, clockDays, layer, scheduleOf, spec } from "../../support/oncall-spec.ts";

const runs = { numRuns: 300 };
const hour = 3_600_000;
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Two neighbouring answers as the one that a single question would give. */
const merged = (a: readonly Shift[], b: readonly Shift[]): readonly Shift[] => {
  const [last, first] = [a.at(-1), b.at(0)];
  if (last === undefined || first === undefined) return [...a, ...b];
  const touches = last.end === first.start && last.layer === first.layer && `${last.people}` === `${first.people}`;
  if (!touches) return [...a, ...b];
  const absent = [...new Set([...last.absent, ...first.absent])].sort();
  return [...a.slice(0, -1), { ...last, end: first.end, absent }, ...b.slice(1)];
};

const isTiled = (parts: readonly Interval[], from: number, to: number): boolean => {
  const sorted = parts.toSorted((a, b) => a.start - b.start);
  return (
    sorted.at(0)?.start === from &&
    sorted.at(-1)?.end === to &&
    sorted.every(({ start, end }, i) => start < end && (i === 0 || sorted[i - 1]?.end === start))
  );
};

it("a window is its two parts, wherever it is cut", () => {
  fc.assert(
    fc.property(anyCase, share, ({ spec: one, from, to }, where) => {
      const calendar = calendarOf(scheduleOf(one));
      const cut = Math.floor(from + where * (to - from));
      expect(merged(calendar.shifts(from, cut), calendar.shifts(cut, to))).toEqual(calendar.shifts(from, to));
    }),
    runs,
  );
});

it("shifts and gaps together are the window, without overlap", () => {
  fc.assert(
    fc.property(anyCase, ({ spec: one, from, to }) => {
      const calendar = calendarOf(scheduleOf(one));
      expect(isTiled([...calendar.shifts(from, to), ...gapsOf(calendar, from, to)], from, to)).toBe(true);
      expect(isTiled(calendar.pieces(from, to), from, to)).toBe(true);
    }),
    runs,
  );
});

it("nothing overlaps inside a layer, and its turns keep their order over clock changes", () => {
  fc.assert(
    fc.property(anyCase, ({ spec: one, from, to }) => {
      for (const compiled of calendarOf(scheduleOf(one)).layers) {
        const duties = compiled.duties(from, to);
        for (const [i, duty] of duties.entries()) {
          const before = duties[i - 1];
          expect(duty.end).toBeGreaterThan(duty.start);
          expect(duty.start).toBeGreaterThanOrEqual(before?.end ?? from);
          expect(duty.turn).toBeGreaterThanOrEqual(before?.turn ?? duty.turn);
          const turn = compiled.turnAt(duty.start);
          expect(turn).toMatchObject({ turn: duty.turn, slot: duty.slot });
          expect(turn.start <= duty.start && duty.end <= turn.end).toBe(true);
        }
      }
    }),
    runs,
  );
});

it("people's turns differ by at most one, whatever the restrictions", () => {
  const rotation = fc.record({
    unit: fc.constantFrom("day", "workday", "weekend", "week", "month"),
    every: fc.integer({ min: 1, max: 4 }),
    size: fc.integer({ min: 1, max: 6 }),
    window: fc.constantFrom(
      [],
      [{ from: "09:00", to: "17:00" }],
      [{ days: ["mon", "thu"], from: "22:00", to: "06:00" }],
    ),
    onHolidays: fc.constantFrom("ignore", "skip"),
    place: fc.constantFrom(...clockDays),
  });
  fc.assert(
    fc.property(
      rotation,
      fc.integer({ min: 1, max: 400 }),
      ({ unit, every, size, window, onHolidays, place }, length) => {
        const [timeZone, date] = place;
        const slots = Array.from({ length: size }, (_, i) => [`person-${i}`]);
        const one = spec({
          timeZone,
          holidays: [{ date }],
          layers: [
            layer({
              onHolidays: onHolidays as "ignore",
              restrictions: window as [],
              rotation: { unit: unit as "day", every, slots, anchor: `${date}T09:00` },
            }),
          ],
        });
        const [compiled] = calendarOf(scheduleOf(one)).layers;
        const from = Temporal.PlainDateTime.from(`${date}T09:00`).toZonedDateTime(timeZone).epochMilliseconds;
        const days = new Map<number, number>(slots.map((_, i) => [i, 0]));
        // A turn of working days is over when all its days are: only whole ones are compared.
        const counted = compiled?.count(compiled.turns.indexOf(compiled.clock.toWall(from + length * 24 * hour))) ?? 0;
        const turns = unit === "workday" || unit === "weekend" ? Math.floor(counted / every) : counted;
        const seen = new Set<number>();
        for (const duty of compiled?.duties(from, from + length * 24 * hour) ?? []) {
          const turn = compiled?.count(duty.turn) ?? 0;
          const whole = unit === "workday" || unit === "weekend" ? Math.floor(turn / every) : turn;
          if (whole >= turns || seen.has(whole)) continue;
          seen.add(whole);
          days.set(duty.slot, (days.get(duty.slot) ?? 0) + 1);
        }
        const sums = [...days.values()];
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(1);
      },
    ),
    runs,
  );
});
