import type { Away } from "./away.ts";
import { type Interval, inForceOf, lookupOf } from "./interval.ts";
import { type CompiledLayer, compileLayer, type Layer } from "./layer.ts";
import { applyOverrides, type Override } from "./override.ts";
import { eachOnce, isSame } from "./people.ts";
import { type Ranked, type Reason, type Track, trackOf } from "./track.ts";

/** The whole calendar of one schedule, as data. Instants are milliseconds since the epoch. */
export interface Schedule {
  readonly zone: string;
  /** Nobody is on call outside its validity. */
  readonly start?: number;
  readonly end?: number;
  readonly layers: readonly Layer[];
  /** The oldest first. */
  readonly overrides: readonly Override[];
  readonly away: readonly Away[];
}

/** Who is on call for a while. Where nobody is, there is no shift. */
export interface Shift extends Interval {
  /** Each once, sorted. */
  readonly people: readonly string[];
  /** The layer that decides, the first of equals by order; null where an override does. */
  readonly layer: number | null;
  /** Those whose absence changed who is on call in some part of it. */
  readonly absent: readonly string[];
}

/** A part of the schedule in which nothing changes, and why it is so; nobody may be on call in it. */
export interface Piece extends Interval {
  readonly people: readonly string[];
  readonly layer: number | null;
  /** What the deciding layers say, before overrides. */
  readonly reasons: readonly Reason[];
  /** The overrides that had an effect, the oldest first. */
  readonly overrides: readonly Override[];
}

/** A schedule made ready to be asked, any number of times. */
export interface Calendar {
  readonly schedule: Schedule;
  readonly layers: readonly CompiledLayer[];
  /** The final schedule in [from, to): shifts in order, neighbours that say the same joined, gaps left out. */
  shifts(from: number, to: number): readonly Shift[];
  /** The same cut wherever anything changes, gaps too. */
  pieces(from: number, to: number): readonly Piece[];
  /** Who is on call at an instant, by the same rules; undefined where nobody is. */
  at(instant: number): Piece | undefined;
}

export const calendarOf = (schedule: Schedule): Calendar => {
  const layers = schedule.layers.map(compileLayer);
  const { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY } = schedule;
  const overridesIn = lookupOf(schedule.overrides);
  const awayIn = lookupOf(schedule.away);
  const order = layers
    .map((layer, index): Ranked => ({ layer, index, precedence: layer.layer.precedence }))
    .sort((a, b) => b.precedence - a.precedence);

  const pieces = (asked: number, until: number): readonly Piece[] => {
    const [from, to] = [Math.max(asked, start), Math.min(until, end)];
    if (from >= to) return [];
    const tracks = order.map((ranked) => trackOf(ranked, to));
    const overrides = inForceOf(overridesIn(from, to));
    const away = inForceOf(awayIn(from, to));
    const found: Piece[] = [];
    for (let at = from; at < to; ) {
      const active = overrides.at(at);
      const { reasons, until: next } = deciding(tracks, at, away.at(at));
      const edge = Math.min(to, next, overrides.next(), away.next());
      found.push(pieceOf(at, edge, reasons, active));
      at = edge;
    }
    return found;
  };
  return {
    schedule,
    layers,
    pieces,
    shifts: (from, to) => joined(pieces(from, to)),
    at: (instant) => {
      const [piece] = pieces(instant, instant + 1);
      return piece === undefined || piece.people.length === 0 ? undefined : piece;
    },
  };
};

const nobody: readonly never[] = [];

/** What the layers of the highest precedence with somebody there say, and until when. Tracks come highest first. */
const deciding = (
  tracks: readonly Track[],
  at: number,
  away: readonly Away[],
): { readonly reasons: readonly Reason[]; readonly until: number } => {
  let until = Number.POSITIVE_INFINITY;
  let reasons: Reason[] | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  for (const track of tracks) {
    if (reasons !== undefined && track.precedence < highest) break;
    const reason = track.at(at, away);
    until = Math.min(until, track.next());
    if (reason === undefined) continue;
    highest = track.precedence;
    if (reasons === undefined) reasons = [reason];
    else reasons.push(reason);
  }
  return { reasons: reasons ?? nobody, until };
};

const pieceOf = (start: number, end: number, reasons: readonly Reason[], active: readonly Override[]): Piece => {
  const [first] = reasons;
  const put = reasons.length > 1 ? eachOnce(reasons.flatMap(({ people }) => people)) : (first?.people ?? nobody);
  if (active.length === 0) {
    return { start, end, people: put, layer: first?.layer ?? null, reasons, overrides: nobody };
  }
  const { people, applied } = applyOverrides(put, active);
  return {
    start,
    end,
    people: eachOnce(people),
    layer: applied.length > 0 ? null : (first?.layer ?? null),
    reasons,
    overrides: applied,
  };
};

/** Neighbours that name the same people for the same layer are one shift. */
const joined = (pieces: readonly Piece[]): readonly Shift[] => {
  const shifts: Shift[] = [];
  let last: { -readonly [Key in keyof Shift]: Shift[Key] } | undefined;
  for (const { start, end, people, layer, reasons } of pieces) {
    if (people.length === 0) continue;
    const absent = absentIn(reasons);
    if (last !== undefined && last.end === start && last.layer === layer && isSame(last.people, people)) {
      last.end = end;
      if (absent.length > 0) last.absent = eachOnce([...last.absent, ...absent]);
    } else {
      last = { start, end, people, layer, absent };
      shifts.push(last);
    }
  }
  return shifts;
};

const absentIn = (reasons: readonly Reason[]): readonly string[] => {
  if (reasons.length === 1) return reasons[0]?.absent ?? nobody;
  return reasons.length === 0 ? nobody : eachOnce(reasons.flatMap(({ absent }) => absent));
};
