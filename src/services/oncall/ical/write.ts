import ICAL from "ical.js";
import type { Entry } from "../../../domain/oncall/feed.ts";

/** How a feed names things. */
export interface Naming {
  readonly title: string;
  /** Who an entry is about, in words. */
  summaryOf(entry: Entry): string;
}

/** A feed as an iCalendar file, all times in UTC. */
export const writeCalendar = (entries: readonly Entry[], { title, summaryOf }: Naming): string => {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("prodid", "-//Tocsin//On-call//EN");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("method", "PUBLISH");
  calendar.addPropertyWithValue("x-wr-calname", escaped(title));
  for (const entry of entries) {
    const event = new ICAL.Component("vevent");
    event.addPropertyWithValue("uid", `${entry.uid}@tocsin`);
    event.addPropertyWithValue("dtstamp", utc(entry.changed));
    event.addPropertyWithValue("dtstart", utc(entry.start));
    event.addPropertyWithValue("dtend", utc(entry.end));
    event.addPropertyWithValue("summary", summaryOf(entry));
    event.addPropertyWithValue("sequence", entry.sequence);
    event.addPropertyWithValue("status", entry.cancelled ? "CANCELLED" : "CONFIRMED");
    event.addPropertyWithValue("transp", "TRANSPARENT");
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
};

/** As RFC 5545, 3.3.11 has it: of a property that is not in the standard the library escapes nothing. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");

const utc = (instant: number): ICAL.Time =>
  ICAL.Time.fromDateTimeString(
    Temporal.Instant.fromEpochMilliseconds(instant).round({ smallestUnit: "second", roundingMode: "floor" }).toString(),
  );
