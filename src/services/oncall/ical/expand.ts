import { dayOf } from "../../../domain/oncall/civil.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { CalendarEvent, CalendarFile, Moment } from "./read.ts";
import { expandRule } from "./rule.ts";

/** One occurrence of an event. */
export interface Occurrence extends Interval {
  readonly uid: string;
  readonly summary: string;
  readonly attendees: readonly string[];
}

export interface Asked {
  readonly from: number;
  readonly to: number;
  /** As RFC 5545 has it, an occurrence in a skipped hour does not take place; otherwise it takes place when the gap ends. */
  readonly strict?: boolean;
  /** More occurrences than this are refused. */
  readonly most?: number;
}

export interface Busy {
  readonly occurrences: readonly Occurrence[];
  /** What could not be followed and is left out, in words. */
  readonly problems: readonly string[];
}

/** What takes up time in [from, to), in order: neither cancelled nor marked as free. Throws a Refusal if it is too much. */
export const occurrencesOf = ({ events, problems }: CalendarFile, asked: Asked): Busy => {
  const found: Occurrence[] = [];
  const all = [...problems];
  for (const same of Map.groupBy(events, ({ uid }) => uid).values()) {
    try {
      for (const one of ofOneUid(same, asked)) found.push(one);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      all.push(`"${same[0]?.summary || same[0]?.uid}": ${error.message}`);
    }
    if (found.length > (asked.most ?? mostOccurrences)) {
      throw new Refusal("calendar-too-long", "The calendar has too many events in that time. Choose a smaller one.");
    }
  }
  return { occurrences: found.sort((a, b) => a.start - b.start || a.end - b.end), problems: all };
};

const mostOccurrences = 20_000;

const ofOneUid = (events: readonly CalendarEvent[], asked: Asked): readonly Occurrence[] => {
  const changes = latest(events.filter(({ replaces }) => replaces !== undefined));
  const masters = events.filter(({ replaces }) => replaces === undefined);
  // A file without UIDs means different events; otherwise the newest version of the one event counts.
  const own = masters[0]?.uid === "" ? masters : masters.toSorted((a, b) => b.sequence - a.sequence).slice(0, 1);
  const replaced = new Set(changes.keys());
  return [
    ...own.flatMap((event) => ofEvent(event, asked, replaced)),
    ...[...changes.values()].flatMap((one) => ofEvent(one, asked, new Set())),
  ];
};

/** The newest change of each occurrence. */
const latest = (changes: readonly CalendarEvent[]): ReadonlyMap<number, CalendarEvent> =>
  new Map(
    changes
      .toSorted((a, b) => a.sequence - b.sequence)
      .flatMap((one) => (one.replaces === undefined ? [] : [[instantOf(one.replaces), one] as const])),
  );

const instantOf = ({ wall, clock }: Moment): number => clock.toInstant(wall);

const ofEvent = (event: CalendarEvent, asked: Asked, replaced: ReadonlySet<number>): readonly Occurrence[] => {
  if (event.cancelled || event.free) return [];
  const { clock, wall } = event.start;
  const { uid, summary, attendees } = event;
  const leftOut = new Set(event.exceptions.filter(({ isDate }) => !isDate).map(instantOf));
  const daysOut = new Set(event.exceptions.filter(({ isDate }) => isDate).map((one) => dayOf(one.wall)));
  const range = {
    from: clock.toWall(asked.from) - Math.max(event.length, 0) - slack,
    to: clock.toWall(asked.to) + slack,
    until: (instant: number) => clock.toWall(instant),
  };
  const walls = new Set(
    event.replaces !== undefined || event.rules.length === 0
      ? [wall]
      : event.rules.flatMap((rule) => expandRule(rule, wall, range)),
  );
  const occurrences = [
    ...[...walls].map((one) => ({ at: { ...event.start, wall: one }, length: event.length })),
    ...event.additions.map(({ at, length }) => ({ at, length: length ?? event.length })),
  ];
  const found = occurrences.flatMap(({ at, length }): readonly Occurrence[] => {
    if (asked.strict === true && at.clock.skippedTo(at.wall) !== undefined) return [];
    const start = instantOf(at);
    const end = event.exact ? start + length : at.clock.toInstant(at.wall + length);
    const isOut = leftOut.has(start) || daysOut.has(dayOf(at.wall)) || replaced.has(start);
    return isOut || end <= start || end <= asked.from || start >= asked.to
      ? []
      : [{ uid, summary, attendees, start, end }];
  });
  return [...new Map(found.map((one) => [one.start, one])).values()];
};

/** What clock changes may shift. */
const slack = 2 * 86_400_000;
