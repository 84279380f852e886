import type { CalendarId } from "../ids.ts";
import type { Assignment } from "./assigned.ts";
import type { Away } from "./away.ts";
import { dayOf, minute, wallOf } from "./civil.ts";
import type { Interval } from "./interval.ts";
import type { Layer } from "./layer.ts";
import type { MemberKey } from "./member.ts";
import type { Override } from "./override.ts";
import type { HolidayRule, Restriction } from "./restriction.ts";
import type { Unit } from "./rotation.ts";
import type { Schedule } from "./schedule.ts";
import { clockOf } from "./walltime.ts";

/**
 * What people define of a schedule, and what a version keeps. Times are those on the wall ("2026-01-05T09:00"), so that
 * they mean the same after the zone's rules change.
 */
export interface Definition {
  /** IANA. */
  readonly zone: string;
  /** Nobody is on call before; read in `zone`. */
  readonly validFrom?: string;
  /** Nor from then on. */
  readonly validUntil?: string;
  readonly layers: readonly LayerDefinition[];
}

export interface LayerDefinition {
  /** Unique in the schedule: an edit knows by it whose turn goes on. */
  readonly name: string;
  readonly precedence: number;
  /** Absent = the schedule's. */
  readonly zone?: string;
  readonly start?: string;
  readonly end?: string;
  readonly rotation: RotationDefinition;
  readonly restrictions: readonly RestrictionDefinition[];
  readonly onHolidays: HolidayRule;
  /** "2026-12-25", and those of a stored calendar. */
  readonly holidays: { readonly dates: readonly string[]; readonly calendar?: CalendarId };
  /** The duties are those of a stored calendar; the rotation is then none, without slots. */
  readonly assigned?: CalendarId;
}

export interface RotationDefinition {
  readonly unit: Unit;
  readonly every: number;
  /** When the first slot takes its first turn; not asked for with "none". */
  readonly anchor?: string;
  readonly slots: readonly (readonly MemberKey[])[];
  readonly countEveryDay: boolean;
}

export interface RestrictionDefinition {
  /** 1 = Monday ... 7 = Sunday; absent = every day. */
  readonly days?: readonly number[];
  /** "20:00" */
  readonly from: string;
  /** How long it lasts on the wall clock, over midnight and over days. */
  readonly minutes: number;
}

/** What was read from somebody's calendar: duties or absences as intervals, holidays as dates. */
export interface CalendarContent {
  readonly events: readonly (Interval & { readonly member?: MemberKey })[];
  readonly dates: readonly string[];
}

/** Everything beside the definition that says who is on call. */
export interface Surroundings {
  readonly overrides: readonly Override[];
  readonly away: readonly Away[];
  readonly calendars: ReadonlyMap<CalendarId, CalendarContent>;
}

export const noSurroundings: Surroundings = { overrides: [], away: [], calendars: new Map() };

/** A definition made into what the calendar reckons with. */
export const scheduleOf = (
  definition: Definition,
  { overrides, away, calendars }: Surroundings = noSurroundings,
): Schedule => {
  const { zone, validFrom, validUntil } = definition;
  return {
    zone,
    ...between(zone, validFrom, validUntil),
    layers: definition.layers.map((layer) => layerOf(layer, zone, calendars)),
    overrides,
    away,
  };
};

const layerOf = (
  { zone: own, holidays, assigned, ...layer }: LayerDefinition,
  scheduleZone: string,
  calendars: Surroundings["calendars"],
): Layer => {
  const zone = own ?? scheduleZone;
  const read = holidays.calendar === undefined ? undefined : calendars.get(holidays.calendar);
  const { anchor, ...rotation } = layer.rotation;
  return {
    name: layer.name,
    precedence: layer.precedence,
    zone,
    ...between(zone, layer.start, layer.end),
    rotation: { ...rotation, anchor: anchor === undefined ? 0 : wallTime(anchor) },
    restrictions: layer.restrictions.map(restrictionOf),
    onHolidays: layer.onHolidays,
    holidays: new Set([...holidays.dates, ...(read?.dates ?? [])].map((date) => dayOf(wallTime(`${date}T00:00`)))),
    ...(assigned === undefined ? {} : { assignments: assignmentsOf(calendars.get(assigned)) }),
  };
};

const assignmentsOf = (content: CalendarContent | undefined): readonly Assignment[] =>
  (content?.events ?? []).flatMap(({ member, start, end }) =>
    member === undefined ? [] : [{ person: member, start, end }],
  );

const between = (zone: string, start: string | undefined, end: string | undefined) => ({
  ...(start === undefined ? {} : { start: clockOf(zone).toInstant(wallTime(start)) }),
  ...(end === undefined ? {} : { end: clockOf(zone).toInstant(wallTime(end)) }),
});

const restrictionOf = ({ days, from, minutes }: RestrictionDefinition): Restriction => {
  const { hour, minute: past } = Temporal.PlainTime.from(from);
  return { from: (hour * 60 + past) * minute, length: minutes * minute, ...(days === undefined ? {} : { days }) };
};

const wallTime = (text: string): number => wallOf(Temporal.PlainDateTime.from(text));
