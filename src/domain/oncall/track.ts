import { type Away, type Present, presentIn } from "./away.ts";
import type { CompiledLayer, Duty } from "./layer.ts";

/** What one layer says: whose turn it is, and who is there. */
export interface Reason extends Present {
  readonly layer: number;
  readonly turn: number;
  readonly slot: number;
}

/** One layer, asked at instants that only go forward. */
export interface Track {
  readonly precedence: number;
  /** What it says at an instant; undefined where it has nobody. */
  at(instant: number, away: readonly Away[]): Reason | undefined;
  /** The next instant at which that may change by itself. */
  next(): number;
}

/** A layer and where it stands. */
export interface Ranked {
  readonly layer: CompiledLayer;
  readonly index: number;
  readonly precedence: number;
}

/** Its duties are worked out when it is first asked: a layer that is always outranked costs nothing. */
export const trackOf = ({ layer, index, precedence }: Ranked, to: number): Track => {
  let duties: readonly Duty[] | undefined;
  let at = 0;
  let edge = Number.POSITIVE_INFINITY;
  let asked: { readonly duty: Duty; readonly away: readonly Away[]; readonly reason: Reason | undefined } | undefined;
  return {
    precedence,
    next: () => edge,
    at: (instant, away) => {
      duties ??= layer.duties(instant, to);
      let duty = duties[at];
      while (duty !== undefined && duty.end <= instant) {
        at += 1;
        duty = duties[at];
      }
      if (duty === undefined) {
        edge = Number.POSITIVE_INFINITY;
        return undefined;
      }
      edge = duty.start > instant ? duty.start : duty.end;
      if (duty.start > instant) return undefined;
      if (asked?.duty !== duty || asked.away !== away) {
        asked = { duty, away, reason: reasonOf(layer, index, duty, away) };
      }
      return asked.reason;
    },
  };
};

/** What a layer says of a duty; undefined if nobody of it is there. */
export const reasonOf = (
  layer: CompiledLayer,
  index: number,
  { turn, slot }: Duty,
  away: readonly Away[],
): Reason | undefined => {
  const { people, absent, coveredBy } = layer.covers
    ? presentIn(layer.slots, slot, away)
    : presentIn(layer.slots.slice(slot, slot + 1), 0, away);
  if (people.length === 0) return undefined;
  return { people, absent, layer: index, turn, slot, ...(coveredBy === undefined ? {} : { coveredBy }) };
};
