import { day } from "./civil.ts";
import type { Interval } from "./interval.ts";
import { dutiesIn, type Timetable } from "./through.ts";

/** How far is looked back and ahead, in days, until an answer is found: most handoffs are near. */
const reaches = [8, 40, 400] as const;

/** How far ahead of an instant `turnAt` looks. */
export const farthestTurn = reaches[2] * day;
const farthestBack = 40 * day;

/** A time in which somebody is on call; its end is absent where nothing shows that it ends. */
export type OpenTurn = Omit<Interval, "end"> & { readonly end?: number };

/** What a timetable has to know for `turnAt`. */
export const turnWindow = (at: number): Interval => ({ start: at - farthestBack, end: at + farthestTurn });

/** Somebody's turn at an instant, or else the next one; from its true beginning, as far as it lies within 40 days. */
export const turnAt = (timetable: Pick<Timetable, "pieces">, person: string, at: number): OpenTurn | undefined => {
  for (const reach of reaches) {
    const end = at + reach * day;
    const turns = dutiesIn(timetable, person, { start: at - Math.min(reach * day, farthestBack), end });
    const turn = turns.find((one) => one.end > at);
    if (turn !== undefined && turn.end < end) return turn;
    if (turn !== undefined && reach === reaches[2]) return { start: turn.start };
  }
  return undefined;
};
