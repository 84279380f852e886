import ICAL from "ical.js";
import { wallOf } from "../../../domain/oncall/civil.ts";
import { clockOf, tableClock, type ZoneClock } from "../../../domain/oncall/walltime.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { expandRule } from "./rule.ts";

/**
 * The clocks of a file, by TZID: the zone of that name if there is one, the zone a path ends in, the zone that the file
 * names as its location, else the file's own rules. Without a TZID it is the clock of the schedule.
 */
export const zonesOf = (calendar: ICAL.Component, zone: string): ((tzid: string | undefined) => ZoneClock) => {
  const described = new Map(calendar.getAllSubcomponents("vtimezone").map((one) => [idOf(one), one]));
  const known = new Map<string, ZoneClock>();
  return (tzid) => {
    if (tzid === undefined) return clockOf(zone);
    const there = known.get(tzid);
    if (there !== undefined) return there;
    const own = described.get(tzid);
    const names = [tzid, tzid.split("/").slice(-2).join("/"), own?.getFirstPropertyValue("x-lic-location")];
    const made = names.map(namedClock).find((clock) => clock !== undefined) ?? (own && describedClock(own, tzid));
    if (made === undefined) {
      throw new Refusal(
        "zone-unknown",
        `The file uses the time zone "${tzid}" and does not say what it is. Export it with its time zones and try again.`,
      );
    }
    known.set(tzid, made);
    return made;
  };
};

const idOf = (zone: ICAL.Component): string => String(zone.getFirstPropertyValue("tzid") ?? "");

const namedClock = (name: unknown): ZoneClock | undefined => {
  if (typeof name !== "string" || name === "") return undefined;
  try {
    return clockOf(name);
  } catch {
    return undefined;
  }
};

const describedClock = (description: ICAL.Component, tzid: string): ZoneClock => {
  const onsets = ["standard", "daylight"]
    .flatMap((kind) => description.getAllSubcomponents(kind))
    .flatMap(onsetsOf)
    .sort((a, b) => a.start - b.start);
  const [first] = onsets;
  if (first === undefined) throw new Refusal("zone-unknown", `The time zone "${tzid}" of the file says nothing.`);
  return tableClock(tzid, {
    starts: [Number.NEGATIVE_INFINITY, ...onsets.map(({ start }) => start)],
    offsets: [first.before, ...onsets.map(({ offset }) => offset)],
  });
};

interface Onset {
  readonly start: number;
  readonly offset: number;
  readonly before: number;
}

const onsetsOf = (observance: ICAL.Component): readonly Onset[] => {
  const [before, offset] = ["tzoffsetfrom", "tzoffsetto"].map((name) => {
    const value = observance.getFirstPropertyValue(name);
    return value instanceof ICAL.UtcOffset ? value.toSeconds() * 1000 : 0;
  });
  const start = observance.getFirstPropertyValue("dtstart");
  if (!(start instanceof ICAL.Time)) return [];
  const first = wallOf(Temporal.PlainDateTime.from(start.toString()));
  const rules = observance.getAllProperties("rrule").map((rule) => String(rule.getFirstValue()));
  const dates = observance
    .getAllProperties("rdate")
    .flatMap((property) => property.getValues())
    .flatMap((value) => (value instanceof ICAL.Time ? [wallOf(Temporal.PlainDateTime.from(value.toString()))] : []));
  const until = (instant: number) => instant + (before ?? 0);
  const walls = [
    first,
    ...dates,
    ...rules.flatMap((rule) => expandRule(rule, first, { from: yearsFrom, to: yearsTo, until })),
  ];
  return [...new Set(walls)].map((wall) => ({ start: wall - (before ?? 0), offset: offset ?? 0, before: before ?? 0 }));
};

const yearsFrom = wallOf(Temporal.PlainDateTime.from("1970-01-01T00:00"));
const yearsTo = wallOf(Temporal.PlainDateTime.from("2080-01-01T00:00"));
