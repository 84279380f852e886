import { day, dayOf, minute, weekdayOf } from "../oncall/civil.ts";
import { clockOf } from "../oncall/walltime.ts";
import { Refusal } from "../refusal.ts";

/** When a person wants no notices. Times are minutes from midnight; an end at or before its start is the next day's. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
  /** The days on which they begin, 1 = Monday ... 7 = Sunday; absent = every day. */
  readonly days?: readonly number[];
}

/** The same on the clock of a zone. */
export interface QuietHours extends Quiet {
  readonly zone: string;
}

/** Refuses hours that never end, or that never are. */
export const checkQuiet = (quiet: Quiet): Quiet => {
  if (quiet.days?.length === 0) throw new Refusal("quiet-never", "On which days? Such as `22:00-07:00 mon-fri`.");
  if (quiet.from === quiet.to && new Set(quiet.days ?? [1, 2, 3, 4, 5, 6, 7]).size === 7) {
    throw new Refusal("quiet-always", "Those hours would never end. Say when they do, such as `22:00-07:00`.");
  }
  return quiet;
};

/** Skipped days move quiet hours forward by as much as a day, and they last at most one. */
const back = 3;
/** Hours that touch are one; more than a week of them there cannot be. */
const ahead = 8;

/** When the quiet hours that hold at an instant end; null where none do. Nights on which the clocks change are mapped as the calendar does. */
export const quietUntil = (quiet: QuietHours, at: Temporal.Instant): Temporal.Instant | null => {
  const clock = clockOf(quiet.zone);
  const now = at.epochMilliseconds;
  const today = dayOf(clock.toWall(now));
  const length = (((quiet.to - quiet.from + 1439) % 1440) + 1) * minute;
  const spans = [];
  for (let date = today - back; date <= today + ahead; date += 1) {
    if (quiet.days?.includes(weekdayOf(date)) === false) continue;
    const start = date * day + quiet.from * minute;
    spans.push({ start: clock.toInstant(start), end: clock.toInstant(start + length) });
  }
  let until = now;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start <= until && end > until) until = end;
  }
  return until === now ? null : Temporal.Instant.fromEpochMilliseconds(until);
};

/** For these reasons alone nobody need be woken. */
const soft: readonly string[] = ["subscription", "team", "mentioned"];

/** What somebody is about to be told, as far as quiet hours care. */
export interface Untold {
  readonly urgency: "page" | "urgent" | "notice";
  /** Why they are told: "on-call", "assigned", "by-hand", "subscription", "team", "mentioned" and the like. */
  readonly reasons: readonly string[];
}

/**
 * Do quiet hours hold it back? Every notice; of pages those by subscription, team or mention alone, unless the severity
 * is urgent. Never a page to somebody on call, assigned or paged by hand.
 */
export const isHeld = ({ urgency, reasons }: Untold): boolean =>
  urgency === "notice" ||
  (urgency === "page" && reasons.length > 0 && reasons.every((reason) => soft.includes(reason)));

/** When it may be told, where that is later than now. */
export const heldUntil = (
  untold: Untold,
  quiet: QuietHours | undefined,
  at: Temporal.Instant,
): Temporal.Instant | null => (quiet === undefined || !isHeld(untold) ? null : quietUntil(quiet, at));
