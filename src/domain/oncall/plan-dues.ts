import type { ScheduleId } from "../ids.ts";
import { day, dayOf, hour, minute } from "./civil.ts";
import { gapsOf } from "./coverage.ts";
import type { NewDue } from "./due.ts";
import { comingsIn, handoffsIn } from "./handoff.ts";
import type { Chronicle } from "./history.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import { judgeGaps } from "./muted.ts";
import type { ScheduleSettings } from "./record.ts";
import { clockOf } from "./walltime.ts";

/** A schedule, as far as pings are concerned. */
export interface Pinged {
  readonly id: ScheduleId;
  readonly settings: Pick<ScheduleSettings, "reminder" | "muted">;
  readonly chronicle: Chronicle;
}

/** When the coming week is looked through for gaps, on the schedule's clocks. */
const gapsAt = 9 * hour;
const week = 7 * day;

/** In minutes: nobody is reminded longer ahead. */
export const mostReminder = 14 * 24 * 60;

/** Everything a schedule owes in [from, to). */
export const duesOf = (pinged: Pinged, { start, end }: Interval): readonly NewDue[] => {
  const { id, chronicle } = pinged;
  const zone = zoneOf(pinged, start);
  return [
    ...handoffsIn(chronicle, start, end).map((at): NewDue => dueAt(id, "handoff", at)),
    ...remindersIn(pinged, { start, end }),
    ...gapsToTell(pinged, { start: start - 1, end })
      .filter((gap) => gap.start >= start)
      .map((gap) => dueAt(id, "gap", gap.start)),
    ...morningsIn(zone, { start, end }).map((at) => dueAt(id, "gaps", at)),
  ];
};

const dueAt = (schedule: ScheduleId, kind: NewDue["kind"], at: number): NewDue => ({
  kind,
  key: `${kind}:${schedule}:${at}`,
  at: Temporal.Instant.fromEpochMilliseconds(at),
  schedule,
});

/** A shift that is near already is told of at once. */
const remindersIn = ({ id, settings, chronicle }: Pinged, { start, end }: Interval): readonly NewDue[] => {
  const ahead = Math.min(settings.reminder, mostReminder) * minute;
  if (ahead === 0) return [];
  return comingsIn(chronicle, start + 1, end + ahead).map((coming) => ({
    ...dueAt(id, "reminder", Math.max(start, coming.start - ahead)),
    key: `reminder:${id}:${coming.start}:${coming.member}`,
    start: Temporal.Instant.fromEpochMilliseconds(coming.start),
    member: coming.member as MemberKey,
  }));
};

/** When nobody is on call though somebody should be: while the schedule is valid, and where it is not meant. */
export const gapsToTell = ({ settings, chronicle }: Pinged, { start, end }: Interval): readonly Interval[] => {
  const schedule = chronicle.calendarAt(end - 1)?.schedule;
  if (schedule === undefined) return [];
  const from = Math.max(start, schedule.start ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(end, schedule.end ?? Number.POSITIVE_INFINITY);
  if (from >= to) return [];
  return judgeGaps(gapsOf(chronicle, from, to), settings.muted, schedule.zone).filter(({ muted }) => !muted);
};

/** The gaps of the week that begins at an instant. */
export const gapsAhead = (pinged: Pinged, at: number): readonly Interval[] =>
  gapsToTell(pinged, { start: at, end: at + week });

const morningsIn = (zone: string, { start, end }: Interval): readonly number[] => {
  const clock = clockOf(zone);
  const mornings: number[] = [];
  for (let date = dayOf(clock.toWall(start)); ; date += 1) {
    const at = clock.toInstant(date * day + gapsAt);
    if (at >= end) return mornings;
    if (at >= start) mornings.push(at);
  }
};

const zoneOf = ({ chronicle }: Pinged, at: number): string => chronicle.calendarAt(at)?.schedule.zone ?? "UTC";
