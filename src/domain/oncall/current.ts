import type { Calendar, Shift } from "./schedule.ts";

/** The shift at an instant from its true beginning to its true end, as far as they lie within `reach` milliseconds. */
export const shiftAround = (calendar: Calendar, at: number, reach: number): Shift | undefined =>
  calendar.shifts(at - reach, at + reach).find(({ start, end }) => start <= at && at < end);

/** The first shift that begins after an instant, at most `reach` milliseconds later; of one person, if one is named. */
export const shiftAfter = (calendar: Calendar, at: number, reach: number, person?: string): Shift | undefined =>
  calendar
    .shifts(at - 1, at + reach)
    .find(({ start, people }) => start > at && (person === undefined || people.includes(person)));
