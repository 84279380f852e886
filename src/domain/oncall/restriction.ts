import { day, dayOf, weekdayOf } from "./civil.ts";
import type { Unit } from "./rotation.ts";

/** When a layer is on duty: from one time of day to another, on the weekdays it starts on. */
export interface Restriction {
  /** 1 = Monday ... 7 = Sunday; absent = every day. */
  readonly days?: readonly number[];
  /** Milliseconds after midnight at which it begins. */
  readonly from: number;
  /**
   * How long it lasts on the wall clock, in milliseconds: past midnight it still belongs to the day it began, and it may
   * run over days (Fri 20:00 - Mon 08:00 is 60 hours).
   */
  readonly length: number;
}

export const holidayRules = ["ignore", "skip", "only"] as const;
/** On holidays a layer is on duty as always, never, or only then. A holiday is the day on which a window begins. */
export type HolidayRule = (typeof holidayRules)[number];

/** The windows of a layer on the wall clock, day by day. */
export interface Windows {
  /** Calls back with every window that begins on a day. */
  onDay(date: number, take: (start: number, end: number) => void): void;
  /** Does any window share time with [start, end)? */
  meets(start: number, end: number): boolean;
  /** The same without holidays: what repeats every week. */
  meetsWeekly(start: number, end: number): boolean;
  /** The longest window, in whole days: how far back one may have begun. */
  readonly reach: number;
}

const allDay: readonly Restriction[] = [{ from: 0, length: day }];

/** Null where the layer is always on duty: then there is nothing to intersect. */
export const windowsOf = (layer: {
  readonly unit: Unit;
  readonly restrictions: readonly Restriction[];
  readonly onHolidays: HolidayRule;
  readonly holidays: ReadonlySet<number>;
}): Windows | null => {
  const { restrictions, onHolidays, holidays, unit } = layer;
  const always = onHolidays === "ignore" || (onHolidays === "skip" && holidays.size === 0);
  if (restrictions.length === 0 && unit !== "workday" && unit !== "weekend" && always) return null;
  const all = restrictions.length === 0 ? allDay : restrictions;
  const byWeekday = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    all.filter(({ days }) => (days === undefined || days.includes(weekday)) && isDutyDay(unit, weekday)),
  );
  const reach = Math.ceil(all.reduce((most, { from, length }) => Math.max(most, from + length), 0) / day);
  const isOn = (date: number): boolean => always || holidays.has(date) === (onHolidays === "only");
  const meetsWhere =
    (allowed: (date: number) => boolean) =>
    (start: number, end: number): boolean => {
      for (let date = dayOf(start) - reach; date * day < end; date += 1) {
        const [after, before] = [start - date * day, end - date * day];
        const met = byWeekday[weekdayOf(date)]?.some(({ from, length }) => from < before && from + length > after);
        if (met === true && allowed(date)) return true;
      }
      return false;
    };
  return {
    onDay: (date, take) => {
      if (!isOn(date)) return;
      for (const { from, length } of byWeekday[weekdayOf(date)] ?? []) {
        take(date * day + from, date * day + from + length);
      }
    },
    meets: meetsWhere(isOn),
    meetsWeekly: meetsWhere(() => true),
    reach,
  };
};

const isDutyDay = (unit: Unit, weekday: number): boolean =>
  unit === "workday" ? weekday <= 5 : unit === "weekend" ? weekday > 5 : true;
