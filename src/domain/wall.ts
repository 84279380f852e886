/** Which way a bare time of day points. */
export type Direction = "past" | "future";

const units: ReadonlyMap<string, "days" | "hours" | "minutes" | "weeks"> = new Map(
  Object.entries({
    w: "weeks",
    week: "weeks",
    weeks: "weeks",
    d: "days",
    day: "days",
    days: "days",
    h: "hours",
    hr: "hours",
    hour: "hours",
    hours: "hours",
    m: "minutes",
    min: "minutes",
    mins: "minutes",
    minute: "minutes",
    minutes: "minutes",
  } as const),
);

/** "90m", "1h30m", "2 days": days are days on the wall clock, hours and minutes are exact. Undefined for anything else. */
export const readDuration = (text: string): Temporal.Duration | undefined => {
  const clean = text.trim().toLowerCase();
  const parts = [...clean.matchAll(/(\d{1,5})\s*([a-z]+)/g)];
  if (parts.length === 0 || clean.replaceAll(/(\d{1,5})\s*([a-z]+)/g, "").trim() !== "") return undefined;
  let sum = Temporal.Duration.from({ minutes: 0 });
  for (const [, amount, unit] of parts) {
    const name = units.get(unit ?? "");
    if (name === undefined) return undefined;
    sum = Temporal.Duration.from({ ...fieldsOf(sum), [name]: sum[name] + Number(amount) });
  }
  return sum;
};

const fieldsOf = ({ weeks, days, hours, minutes }: Temporal.Duration) => ({ weeks, days, hours, minutes });

/**
 * A moment as people type it, in their zone: "now", "10m" or "10m ago", "14:30", "yesterday 14:30", "friday 9:00", "2026-03-29",
 * "2026-03-29 02:30", or ISO 8601 with an offset. A wall time that the clocks skip moves forward by the gap, one that
 * comes twice is its first (Temporal's `compatible`). Undefined for anything else.
 */
export const readMoment = (
  text: string,
  now: Temporal.Instant,
  zone: string,
  direction: Direction,
): Temporal.Instant | undefined => {
  const at = attempt(() => readAny(text, now, zone, direction));
  return at !== undefined && isInCalendar(at) ? at : undefined;
};

/** The years that people and databases write alike. */
const isInCalendar = (at: Temporal.Instant): boolean => {
  const { year } = at.toZonedDateTimeISO("UTC");
  return year >= 1 && year <= 9999;
};

const readAny = (
  text: string,
  now: Temporal.Instant,
  zone: string,
  direction: Direction,
): Temporal.Instant | undefined => {
  const clean = text.trim().toLowerCase().replace(/\s+/g, " ");
  if (clean === "now") return now;
  const here = now.toZonedDateTimeISO(zone);
  const span = readDuration(clean.replace(/^in /, "").replace(/ ago$/, ""));
  if (span !== undefined) {
    const back = clean.endsWith(" ago") || (direction === "past" && !clean.startsWith("in "));
    return (back ? here.subtract(span) : here.add(span)).toInstant();
  }
  const day = /^(today|yesterday|tomorrow)(?: (?:at )?(.+))?$/.exec(clean);
  if (day !== null) {
    const date = here.toPlainDate().add({ days: { yesterday: -1, today: 0, tomorrow: 1 }[day[1] ?? "today"] ?? 0 });
    const time = day[2] === undefined ? Temporal.PlainTime.from("00:00") : readTime(day[2]);
    return time === undefined ? undefined : date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  }
  const weekday = readWeekday(clean, here, direction);
  if (weekday !== undefined) return weekday;
  const time = readTime(clean);
  if (time !== undefined) return nearestOnClock(here, time, direction);
  return readIso(text.trim(), zone);
};

const nearestOnClock = (
  here: Temporal.ZonedDateTime,
  time: Temporal.PlainTime,
  direction: Direction,
): Temporal.Instant => {
  const today = here.toPlainDate().toZonedDateTime({ timeZone: here.timeZoneId, plainTime: time });
  const order = Temporal.ZonedDateTime.compare(today, here);
  const days = direction === "past" && order > 0 ? -1 : direction === "future" && order <= 0 ? 1 : 0;
  const date = here.toPlainDate().add({ days });
  return date.toZonedDateTime({ timeZone: here.timeZoneId, plainTime: time }).toInstant();
};

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** "friday 18:00", "next mon", "last tuesday 9am": the nearest such day in that direction. */
const readWeekday = (
  text: string,
  here: Temporal.ZonedDateTime,
  direction: Direction,
): Temporal.Instant | undefined => {
  const [, which, name = "", at] = /^(?:(on|next|last) )?([a-z]{3,9})(?: (?:at )?(.+))?$/.exec(text) ?? [];
  const day = name === "" ? -1 : weekdays.findIndex((one) => one.startsWith(name));
  const time = at === undefined ? Temporal.PlainTime.from("00:00") : readTime(at);
  if (day === -1 || time === undefined) return undefined;
  const back = which === "last" || (direction === "past" && which !== "next");
  const days = (day + 1 - here.dayOfWeek + 7) % 7;
  const date = here.toPlainDate().add({ days: back && days > 0 ? days - 7 : days });
  const on = (of: Temporal.PlainDate) => of.toZonedDateTime({ timeZone: here.timeZoneId, plainTime: time });
  const order = Temporal.ZonedDateTime.compare(on(date), here);
  return on(date.add({ days: back && order > 0 ? -7 : !back && order <= 0 ? 7 : 0 })).toInstant();
};

/** "9:00", "09:00", "9am", "14:30". */
export const readTime = (text: string): Temporal.PlainTime | undefined => {
  const match = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (match === null || (match[2] === undefined && match[3] === undefined)) return undefined;
  const half = match[3]?.toLowerCase();
  const typed = Number(match[1]);
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hour = half === undefined ? typed : (typed % 12) + (half === "pm" ? 12 : 0);
  const minute = Number(match[2] ?? 0);
  return hour > 23 || minute > 59 ? undefined : Temporal.PlainTime.from({ hour, minute });
};

const readIso = (text: string, zone: string): Temporal.Instant | undefined => {
  const iso = text.toUpperCase().replace(/^(\d{4}-\d{2}-\d{2}) (\d)/, "$1T$2");
  if (/^\d{4}-\d{2}-\d{2}T.+(?:Z|[+-]\d{2}:?\d{2})$/.test(iso)) return Temporal.Instant.from(iso);
  if (/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/.test(iso)) {
    return Temporal.PlainDateTime.from(iso).toZonedDateTime(zone).toInstant();
  }
  return undefined;
};

/** The calendar throws at a thirteenth month and at the year 300000: neither is understood. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** Is this a date without a time? Then a filter means the whole day. */
export const readDate = (text: string, now: Temporal.Instant, zone: string): Temporal.PlainDate | undefined => {
  const clean = text.trim().toLowerCase();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  if (clean === "today") return today;
  if (clean === "yesterday") return today.subtract({ days: 1 });
  const date = /^\d{4}-\d{2}-\d{2}$/.test(clean) ? attempt(() => Temporal.PlainDate.from(clean)) : undefined;
  return date !== undefined && date.year >= 1 && date.year <= 9998 ? date : undefined;
};
