import { day, dayOf, weekdayOf } from "./civil.ts";

/** When a layer is on duty: from one time of day to another, on the weekdays it starts on. */
export interface Restriction {
  /** 1 = Monday ... 7 = Sunday; absent = every day. */
  readonly days?: readonly number[];
  /** Milliseconds after midnight at which it begins. */
  readonly from: number;
  /** How long it lasts on the wall clock, in milliseconds: past midnight it still belongs to the day it began. */
  readonly length: number;
}

export const holidayRules = ["ignore", "skip", "only"] as const;
export type HolidayRule = (typeof holidayRules)[number];

/** A wall-clock interval, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The windows of a layer, day by day. */
export interface Windows {
  /** The windows that begin on a day, by restriction. */
  onDay(date: number): readonly Span[];
  /** Does any window share time with the span? */
  meets(span: Span): boolean;
  /** The same without holidays: what repeats every week. */
  meetsWeekly(span: Span): boolean;
  /** The longest window, in whole days: how far back one may have begun. */
  readonly reach: number;
}

const workdays = [1, 2, 3, 4, 5];
const weekend = [6, 7];

/** Null where the layer is always on duty: then there is nothing to intersect. */
export const windowsOf = (layer: {
  readonly unit: string;
  readonly restrictions: readonly Restriction[];
  readonly onHolidays: HolidayRule;
  readonly holidays: ReadonlySet<number>;
}): Windows | null => {
  const limited = layer.unit === "workday" ? workdays : layer.unit === "weekend" ? weekend : null;
  const rule = layer.holidays.size === 0 && layer.onHolidays === "skip" ? "ignore" : layer.onHolidays;
  if (layer.restrictions.length === 0 && limited === null && rule === "ignore") return null;
  const all: readonly Restriction[] = layer.restrictions.length === 0 ? [{ from: 0, length: day }] : layer.restrictions;
  const byWeekday = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    all.filter(
      ({ days }) => (days === undefined || days.includes(weekday)) && (limited === null || limited.includes(weekday)),
    ),
  );
  const reach = Math.ceil(all.reduce((most, { from, length }) => Math.max(most, from + length), 0) / day);
  const spans = (date: number): readonly Span[] =>
    (byWeekday[weekdayOf(date)] ?? []).map(({ from, length }) => ({
      start: date * day + from,
      end: date * day + from + length,
    }));
  const isOn = (date: number): boolean => rule === "ignore" || layer.holidays.has(date) === (rule === "only");
  const meetsWhere =
    (allowed: (date: number) => boolean) =>
    ({ start, end }: Span): boolean => {
      for (let date = dayOf(start) - reach; date * day < end; date += 1) {
        if (allowed(date) && spans(date).some((span) => span.start < end && span.end > start)) return true;
      }
      return false;
    };
  return {
    onDay: (date) => (isOn(date) ? spans(date) : []),
    meets: meetsWhere(isOn),
    meetsWeekly: meetsWhere(() => true),
    reach,
  };
};
