/*
 * Wall-clock time as one number: milliseconds since 1970-01-01T00:00 on the clock on the wall, as if every day had 24
 * hours. It is what a rotation counts in; `walltime` says which instant it is.
 */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The day a wall time falls on, counted from 1970-01-01. */
export const dayOf = (wall: number): number => Math.floor(wall / day);

/** 1 = Monday ... 7 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: number): number => ((((date + 3) % 7) + 7) % 7) + 1;

/** Days since 1970-01-01 of a date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
export const daysOf = (year: number, month: number, dayOfMonth: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The date of a day (the same source, civil_from_days). */
export const civilOf = (
  days: number,
): { readonly year: number; readonly month: number; readonly dayOfMonth: number } => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
};

const daysInMonth = (year: number, month: number): number =>
  daysOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysOf(year, month, 1);

/** Months later at the same time of day; a day the month does not have becomes its last. */
export const addMonths = (wall: number, months: number): number => {
  const days = dayOf(wall);
  const { year, month, dayOfMonth } = civilOf(days);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return daysOf(y, m, Math.min(dayOfMonth, daysInMonth(y, m))) * day + (wall - days * day);
};

/** Months from the month of one wall time to that of another. */
export const monthsBetween = (from: number, to: number): number => {
  const [a, b] = [civilOf(dayOf(from)), civilOf(dayOf(to))];
  return (b.year - a.year) * 12 + b.month - a.month;
};

export const wallOf = (time: Temporal.PlainDateTime): number =>
  daysOf(time.year, time.month, time.day) * day +
  time.hour * hour +
  time.minute * minute +
  time.second * 1000 +
  time.millisecond;

export const plainOf = (wall: number): Temporal.PlainDateTime => {
  const { year, month, dayOfMonth } = civilOf(dayOf(wall));
  return Temporal.PlainDateTime.from({ year, month, day: dayOfMonth }).add({ milliseconds: wall - dayOf(wall) * day });
};
