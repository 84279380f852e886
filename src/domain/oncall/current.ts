import type { Interval } from "./interval.ts";

/** What can be asked for shifts: a calendar, or a schedule through all its versions. */
interface Asked<S extends Interval> {
  shifts(from: number, to: number): readonly S[];
}

/** The shift at an instant from its true beginning to its true end, as far as they lie within `reach` milliseconds. */
export const shiftAround = <S extends Interval>(calendar: Asked<S>, at: number, reach: number): S | undefined =>
  calendar.shifts(at - reach, at + reach).find(({ start, end }) => start <= at && at < end);

/** The first shift that begins after an instant, at most `reach` milliseconds later; of one person, if one is named. */
export const shiftAfter = <S extends Interval & { readonly people: readonly string[] }>(
  calendar: Asked<S>,
  at: number,
  reach: number,
  person?: string,
): S | undefined =>
  calendar
    .shifts(at - 1, at + reach)
    .find(({ start, people }) => start > at && (person === undefined || people.includes(person)));
