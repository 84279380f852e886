import ICAL from "ical.js";
import { day, wallOf } from "../../../domain/oncall/civil.ts";
import type { ZoneClock } from "../../../domain/oncall/walltime.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { zonesOf } from "./zones.ts";

/** A moment of an event: a wall time and the clock it is read on. */
export interface Moment {
  readonly wall: number;
  readonly clock: ZoneClock;
  /** A whole day, without a time. */
  readonly isDate: boolean;
}

/** A VEVENT, or one changed occurrence of it. */
export interface CalendarEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly start: Moment;
  /** Wall time from start to end, in milliseconds. */
  readonly length: number;
  /** The part of it that is exact time, not wall time: a DURATION's hours (RFC 5545, 3.3.6). */
  readonly exact: boolean;
  readonly rules: readonly string[];
  readonly additions: readonly { readonly at: Moment; readonly length?: number }[];
  readonly exceptions: readonly Moment[];
  /** The occurrence that this one takes the place of. */
  readonly replaces?: Moment;
  readonly cancelled: boolean;
  /** Marked as not taking up time. */
  readonly free: boolean;
  readonly summary: string;
  /** E-mail addresses of the attendees, lower case. */
  readonly attendees: readonly string[];
}

export interface CalendarFile {
  readonly events: readonly CalendarEvent[];
  /** What could not be read and is left out, in words. */
  readonly problems: readonly string[];
}

/** Reads the events of an iCalendar file. Times without a zone are read in `zone`. Throws a Refusal if it is none. */
export const readEvents = (text: string, zone: string): CalendarFile => {
  const events: CalendarEvent[] = [];
  const problems: string[] = [];
  for (const calendar of parse(text)) {
    const clocks = zonesOf(calendar, zone);
    for (const event of calendar.getAllSubcomponents("vevent")) {
      try {
        events.push(readEvent(event, clocks));
      } catch (error) {
        problems.push(`${nameOf(event)}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return { events, problems };
};

const nameOf = (event: ICAL.Component): string => `"${textOf(event, "summary") || textOf(event, "uid") || "an event"}"`;

const parse = (text: string): readonly ICAL.Component[] => {
  try {
    // One file may hold several calendars: then the parser gives a list of them.
    const parsed: unknown[] = ICAL.parse(text);
    const each = typeof parsed[0] === "string" ? [parsed] : (parsed as unknown[][]);
    const calendars = each.map((one) => new ICAL.Component(one));
    if (calendars.every(({ name }) => name === "vcalendar")) return calendars;
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
  throw unreadable("it holds no VCALENDAR");
};

const unreadable = (reason: string): Refusal =>
  new Refusal("calendar-unreadable", `This is no iCalendar file: ${reason}. Export it again and try once more.`);

type ClockFor = (tzid: string | undefined) => ZoneClock;

const readEvent = (event: ICAL.Component, clocks: ClockFor): CalendarEvent => {
  const uid = textOf(event, "uid");
  const begin = event.getFirstProperty("dtstart");
  const [start] = begin === null ? [] : momentsOf(begin, clocks);
  if (start === undefined) throw new RangeError("it has no start.");
  const [replaces] = momentsIn(event, "recurrence-id", clocks);
  return {
    uid,
    sequence: Number(event.getFirstPropertyValue("sequence") ?? 0) || 0,
    start,
    ...lengthOf(event, start, clocks),
    rules: event.getAllProperties("rrule").map((rule) => String(rule.getFirstValue())),
    additions: event.getAllProperties("rdate").flatMap((added) => additionsOf(added, clocks)),
    exceptions: momentsIn(event, "exdate", clocks),
    ...(replaces === undefined ? {} : { replaces }),
    cancelled: textOf(event, "status").toUpperCase() === "CANCELLED",
    free: textOf(event, "transp").toUpperCase() === "TRANSPARENT",
    summary: textOf(event, "summary"),
    attendees: event.getAllProperties("attendee").map((one) =>
      String(one.getFirstValue())
        .replace(/^mailto:/i, "")
        .toLowerCase(),
    ),
  };
};

const textOf = (event: ICAL.Component, name: string): string => String(event.getFirstPropertyValue(name) ?? "");

const lengthOf = (
  event: ICAL.Component,
  start: Moment,
  clocks: ClockFor,
): { readonly length: number; readonly exact: boolean } => {
  const [end] = momentsIn(event, "dtend", clocks);
  if (end !== undefined) {
    // An end in another zone is put on the start's clock first.
    const wall = end.clock === start.clock ? end.wall : start.clock.toWall(end.clock.toInstant(end.wall));
    return { length: wall - start.wall, exact: false };
  }
  const duration = event.getFirstPropertyValue("duration");
  if (duration instanceof ICAL.Duration) {
    const { weeks, days } = duration;
    return { length: duration.toSeconds() * 1000, exact: weeks === 0 && days === 0 };
  }
  return { length: start.isDate ? day : 0, exact: false };
};

const momentsIn = (event: ICAL.Component, name: string, clocks: ClockFor): readonly Moment[] =>
  event.getAllProperties(name).flatMap((property) => momentsOf(property, clocks));

const momentsOf = (property: ICAL.Property, clocks: ClockFor): readonly Moment[] =>
  property.getValues().flatMap((value) => (value instanceof ICAL.Time ? [momentOf(value, property, clocks)] : []));

const momentOf = (time: ICAL.Time, property: ICAL.Property, clocks: ClockFor): Moment => {
  const { year, month, day: date, hour, minute, second, isDate } = time;
  // A leap second is the second before it.
  const plain = { year, month, day: date, hour, minute, second: Math.min(second, 59) };
  const tzid = time.zone === ICAL.Timezone.utcTimezone ? "UTC" : property.getFirstParameter("tzid");
  return {
    wall: wallOf(Temporal.PlainDateTime.from(isDate ? { year, month, day: date } : plain)),
    clock: clocks(isDate ? undefined : tzid),
    isDate,
  };
};

const additionsOf = (property: ICAL.Property, clocks: ClockFor): CalendarEvent["additions"] =>
  property.getValues().flatMap((value): CalendarEvent["additions"] => {
    if (value instanceof ICAL.Time) return [{ at: momentOf(value, property, clocks) }];
    if (!(value instanceof ICAL.Period)) return [];
    const at = momentOf(value.start, property, clocks);
    return [{ at, length: value.getDuration().toSeconds() * 1000 }];
  });
