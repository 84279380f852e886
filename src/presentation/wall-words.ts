import type { Interval } from "../domain/oncall/interval.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Wall-clock times of one zone in words, for where every reader sees the same: a picture, and what is said with it. */

/** "Mon 3 Aug"; the year only where it is another than `year`. */
export const dateWords = (date: Temporal.PlainDate | Temporal.ZonedDateTime, year: number = date.year): string =>
  `${weekdayWord(date)} ${date.day} ${monthWord(date)}${date.year === year ? "" : ` ${date.year}`}`;

export const weekdayWord = ({ dayOfWeek }: { readonly dayOfWeek: number }): string => weekdays[dayOfWeek - 1] ?? "";
export const monthWord = ({ month }: { readonly month: number }): string => months[month - 1] ?? "";

/** "09:00"; of a time that the clocks repeat also which of the two: "02:30 UTC+1". */
export const timeWords = (at: Temporal.ZonedDateTime): string => {
  const time = at.toPlainTime().toString({ smallestUnit: "minute" });
  return isRepeated(at) ? `${time} ${offsetWords(at)}` : time;
};

const isRepeated = (at: Temporal.ZonedDateTime): boolean => {
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation }),
  );
  return first?.epochMilliseconds !== second?.epochMilliseconds;
};

/** "Mon 3 Aug 09:00" of an instant in milliseconds. */
export const wallWords = (instant: number, zone: string, year: number): string => {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return `${dateWords(at, year)} ${timeWords(at)}`;
};

/** "UTC+2", "UTC+5:45", "UTC". */
export const offsetWords = ({ offset }: Temporal.ZonedDateTime): string => {
  const [, sign = "+", hours = "0", minutes = "00"] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  if (Number(hours) === 0 && minutes === "00") return "UTC";
  return `UTC${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
};

/** "Europe/Berlin · UTC+2", and what the clocks do in the time meant: "Europe/Berlin · UTC+2, UTC+1 from Sun 25 Oct". */
export const zoneWords = (zone: string, { start, end }: Interval): string => {
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  const offsets = [offsetWords(at)];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= end) break;
    offsets.push(`${offsetWords(next)} from ${dateWords(next)}`);
    at = next;
  }
  return offsets.join() === zone ? zone : `${zone} · ${offsets.join(", ")}`;
};

/** "3 – 30 Aug 2026", "27 Jul – 23 Aug 2026", "28 Dec 2026 – 24 Jan 2027": the first and the last day. */
export const daysWords = (first: Temporal.PlainDate, last: Temporal.PlainDate): string => {
  const year = first.year === last.year ? "" : ` ${first.year}`;
  const month = first.month === last.month && year === "" ? "" : ` ${monthWord(first)}`;
  return `${first.day}${month}${year} – ${last.day} ${monthWord(last)} ${last.year}`;
};
