import type { Away } from "./away.ts";
import type { Interval } from "./interval.ts";
import { type CompiledLayer, compileLayer, type Duty, type Layer } from "./layer.ts";
import type { Override } from "./override.ts";
import { turnsPerSlot } from "./rotation.ts";
import type { Calendar } from "./schedule.ts";
import { type Reason, reasonOf } from "./track.ts";

/** Everything that made somebody, or nobody, be on call at an instant. */
export interface Explanation {
  readonly at: number;
  readonly people: readonly string[];
  /** What decided: an override, a layer, or nothing because nobody is there or the schedule is not valid then. */
  readonly rule: "override" | "layer" | "nobody" | "invalid";
  /** What every layer says, the highest first. */
  readonly layers: readonly Finding[];
  /** Those in force, the oldest first. */
  readonly overrides: readonly { readonly override: Override; readonly applied: boolean }[];
  /** Who is on call by an override although away. */
  readonly awayButOn: readonly string[];
}

export interface Finding {
  readonly index: number;
  readonly layer: Layer;
  readonly verdict: Verdict;
  /** Whose turn it is, where it is on duty. */
  readonly turn?: Turn;
  /** Who is there for it, where somebody is. */
  readonly reason?: Reason;
}

/** Why a layer decides, or does not. */
export type Verdict =
  | "decides"
  | "outranked"
  | "not begun"
  | "over"
  | "off hours"
  | "holiday"
  | "no holiday"
  | "empty slot"
  | "all away";

/** A turn of a slot, with its number counted from the anchor; of working days, all the days of it. */
export interface Turn extends Interval {
  readonly number: number;
  readonly slot: number;
}

/** Why the people who are on call at an instant are. */
export const explain = (calendar: Calendar, at: number): Explanation => {
  const { schedule } = calendar;
  const [piece] = calendar.pieces(at, at + 1);
  const away = schedule.away.filter(isAt(at));
  const deciding = new Set(piece?.reasons.map(({ layer }) => layer));
  const layers = calendar.layers
    .map((layer, index) => findingOf(layer, index, { at, away, decides: piece === undefined || deciding.has(index) }))
    .sort((a, b) => b.layer.precedence - a.layer.precedence);
  const people = piece?.people ?? [];
  const applied = piece?.overrides ?? [];
  return {
    at,
    people,
    rule: piece === undefined ? "invalid" : applied.length > 0 ? "override" : people.length > 0 ? "layer" : "nobody",
    layers,
    overrides: schedule.overrides.filter(isAt(at)).map((one) => ({ override: one, applied: applied.includes(one) })),
    awayButOn: people.filter((name) => away.some(({ person }) => person === name)),
  };
};

const isAt =
  (at: number) =>
  ({ start, end }: Interval): boolean =>
    start <= at && at < end;

const findingOf = (
  compiled: CompiledLayer,
  index: number,
  { at, away, decides }: { readonly at: number; readonly away: readonly Away[]; readonly decides: boolean },
): Finding => {
  const { layer } = compiled;
  const [duty] = compiled.duties(at, at + 1);
  if (duty === undefined) return { index, layer, verdict: whyOff(layer, at) };
  const turn = turnOf(compiled, at, duty);
  const reason = reasonOf(compiled, index, duty, away);
  if (reason !== undefined) return { index, layer, verdict: decides ? "decides" : "outranked", turn, reason };
  return { index, layer, verdict: (compiled.slots[duty.slot] ?? []).length === 0 ? "empty slot" : "all away", turn };
};

const whyOff = (layer: Layer, at: number): Verdict => {
  if (layer.start !== undefined && at < layer.start) return "not begun";
  if (layer.end !== undefined && at >= layer.end) return "over";
  if (layer.rotation.slots.length === 0 && layer.assignments === undefined) return "empty slot";
  if (layer.onHolidays === "ignore") return "off hours";
  const otherwise = compileLayer({ ...layer, onHolidays: "ignore" }).duties(at, at + 1);
  return otherwise.length === 0 ? "off hours" : layer.onHolidays === "skip" ? "holiday" : "no holiday";
};

/** In days: holidays alone may be too few to fill a turn. */
const farthest = 1000;

/** The turn that a duty is part of, from the first of its counted days to the end of the last. */
const turnOf = (compiled: CompiledLayer, at: number, { turn: k, slot }: Duty): Turn => {
  const { rotation } = compiled.layer;
  const own = compiled.turnAt(at);
  if (rotation.unit === "none") return { start: own.start, end: own.end, number: k, slot };
  const { clock, turns, count } = compiled;
  const per = turnsPerSlot(rotation);
  const number = Math.floor(count(k) / per);
  if (per === 1) return { start: own.start, end: own.end, number, slot };
  let [first, last] = [k, k];
  while (count(first) > number * per && k - first < farthest) first -= 1;
  while (count(last + 1) < (number + 1) * per && last - k < farthest) last += 1;
  return { start: clock.toInstant(turns.start(first)), end: clock.toInstant(turns.start(last + 1)), number, slot };
};
