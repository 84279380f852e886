import { civilOf, day, dayOf, hour, minute, weekdayOf } from "./civil.ts";

/** What the five fields of a cron line allow. */
export interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 1 = Monday ... 7 = Sunday. */
  readonly weekdays: readonly number[];
  /** Where both kinds of day are named, either will do (POSIX, crontab). */
  readonly eitherDay: boolean;
}

/** The wall times of a cron line in [from, to), in order. */
export const cronWalls = (fields: CronFields, from: number, to: number): readonly number[] => {
  const walls: number[] = [];
  for (let date = dayOf(from); date * day < to; date += 1) {
    if (!isOn(fields, date)) continue;
    for (const at of fields.hours) {
      for (const past of fields.minutes) {
        const wall = date * day + at * hour + past * minute;
        if (wall >= from && wall < to) walls.push(wall);
      }
    }
  }
  return walls;
};

const isOn = ({ daysOfMonth, months, weekdays, eitherDay }: CronFields, date: number): boolean => {
  const { month, dayOfMonth } = civilOf(date);
  if (!months.includes(month)) return false;
  const [inMonth, inWeek] = [daysOfMonth.includes(dayOfMonth), weekdays.includes(weekdayOf(date))];
  return eitherDay ? inMonth || inWeek : inMonth && inWeek;
};
