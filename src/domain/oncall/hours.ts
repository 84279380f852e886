import type { RestrictionDefinition } from "./definition.ts";

const dayMinutes = 24 * 60;
const week = 7 * dayMinutes;

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const groups: ReadonlyMap<string, readonly number[]> = new Map([
  ["weekdays", [1, 2, 3, 4, 5]],
  ["workdays", [1, 2, 3, 4, 5]],
  ["weekend", [6, 7]],
  ["weekends", [6, 7]],
  ["daily", []],
  ["every day", []],
]);

/**
 * Hours as people type them: "09-17", "mon-fri 09:00-17:00, sat 10-14", "22-06", "fri 20:00 - mon 08:00", "weekend". An
 * end at or before its beginning is on the next day (features.md, section 4.7). "always" is no restriction; undefined for
 * anything else.
 */
export const readHours = (text: string): readonly RestrictionDefinition[] | undefined => {
  const clean = text
    .trim()
    .toLowerCase()
    .replaceAll(/[–—]/g, "-")
    .replaceAll(/\s*-\s*/g, "-")
    .replaceAll(/\s+/g, " ")
    .replaceAll(" all day", "");
  if (clean === "always" || clean === "none") return [];
  const read: RestrictionDefinition[] = [];
  let days = "";
  const parts = clean.split(/\s*[,;]\s*| and /).filter((part) => part !== "");
  for (const [i, part] of parts.entries()) {
    const whole = days === "" ? part : `${days},${part}`;
    const isLast = i === parts.length - 1;
    // "sat, sun 10-14": days without a time belong to what follows.
    if (!isLast && readDays(whole) !== undefined) {
      days = whole;
      continue;
    }
    const one = readWeekly(whole) ?? readDaily(whole);
    if (one === undefined) return undefined;
    read.push(one);
    days = "";
  }
  return read.length === 0 ? undefined : read;
};

const readDaily = (text: string): RestrictionDefinition | undefined => {
  const allDay = readDays(text);
  if (allDay !== undefined) return restriction(allDay, 0, dayMinutes);
  const [, named, start = "", end = ""] = /^(?:([a-z,-]+) )?([\d:apm]+)-([\d:apm]+)$/.exec(text) ?? [];
  const days = named === undefined ? [] : readDays(named);
  const [from, to] = [readClock(start), readClock(end)];
  if (days === undefined || from === undefined || to === undefined || from === dayMinutes) return undefined;
  return restriction(days, from, to > from ? to - from : to - from + dayMinutes);
};

/** "fri 20:00-mon 08:00" */
const readWeekly = (text: string): RestrictionDefinition | undefined => {
  const [, firstDay = "", start = "", lastDay = "", end = ""] =
    /^([a-z]+) ([\d:apm]+)-([a-z]+) ([\d:apm]+)$/.exec(text) ?? [];
  const [first, last] = [dayNumber(firstDay), dayNumber(lastDay)];
  const [from, to] = [readClock(start), readClock(end)];
  if (first === undefined || last === undefined || from === undefined || to === undefined) return undefined;
  const length = (last - first) * dayMinutes + to - from;
  return restriction([first], from, length > 0 ? length : length + week);
};

const restriction = (days: readonly number[], from: number, minutes: number): RestrictionDefinition => ({
  ...(days.length === 0 || days.length === 7 ? {} : { days }),
  from: clockText(from),
  minutes,
});

/** "mon-fri,sun"; of every day none is named. */
export const readDays = (text: string): readonly number[] | undefined => {
  const all = new Set<number>();
  for (const part of text.split(",")) {
    const group = groups.get(part);
    const [first, last] = part.split("-").map(dayNumber);
    if (group !== undefined) for (const one of group) all.add(one);
    else if (first === undefined || (part.includes("-") && last === undefined)) return undefined;
    else for (let one = first; all.add(one) && one !== (last ?? first); one = (one % 7) + 1);
  }
  return [...all].sort((a, b) => a - b);
};

/** 1 = Monday. "fri", "friday" and "fridays" are the same. */
export const dayNumber = (text: string): number | undefined => {
  const index = /^[a-z]{3,10}$/.test(text) ? longDays.findIndex((name) => isShort(text, name)) : -1;
  return index === -1 ? undefined : index + 1;
};

const longDays = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
const isShort = (text: string, name: string): boolean => name.startsWith(text);

/** Minutes after midnight. */
const readClock = (text: string): number | undefined => {
  const [, hours, minutes = "0", half] = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "pm" ? 12 : 0);
  const at = hour * 60 + Number(minutes);
  return at > dayMinutes || (half !== undefined && Number(hours) > 12) ? undefined : at;
};

/** "09:00" */
export const clockText = (minutes: number): string =>
  `${Math.floor(minutes / 60)
    .toString()
    .padStart(2, "0")}:${(minutes % 60).toString().padStart(2, "0")}`;

/** Minutes after midnight of "09:00". */
export const clockMinutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
