import { day } from "./civil.ts";
import type { Chronicle, DatedShift } from "./history.ts";
import type { Interval } from "./interval.ts";
import { eachOnce, isSame } from "./people.ts";

/** A time in which the same people are on call without a break, whatever put them there. */
export interface Spell extends Interval {
  readonly people: readonly string[];
  /** What decides at its beginning; null is an override. */
  readonly layer: string | null;
  /** Those whose absence changed who is on call in it. */
  readonly absent: readonly string[];
}

export const spellsOf = (shifts: readonly DatedShift[]): readonly Spell[] => {
  const spells: Spell[] = [];
  for (const shift of shifts) {
    const last = spells.at(-1);
    if (last?.end === shift.start && isSame(last.people, shift.people)) {
      spells[spells.length - 1] = { ...last, end: shift.end, absent: eachOnce([...last.absent, ...shift.absent]) };
    } else spells.push(shift);
  }
  return spells;
};

/** A spell whose end is absent where nothing shows that it ends. */
export type OpenSpell = Omit<Spell, "end"> & { readonly end?: number };

/** Farther ahead nobody looks for the end of what begins in a window. */
const farthestEnd = 62 * day;

/** What a chronicle has to know for `comingSpells` of a window that ends then. */
export const comingUntil = (to: number): number => to + farthestEnd;

/** The spells that begin in [from, to), each to its true end. */
export const comingSpells = (chronicle: Pick<Chronicle, "shifts">, from: number, to: number): readonly OpenSpell[] => {
  const last = comingUntil(to);
  const spells = spellsOf(chronicle.shifts(from, last)).filter(({ start }) => start < to);
  return spells.map((spell) => (spell.end === last ? without(spell) : spell));
};

/** How things stand at an instant: the spell then, unless there is a gap, and the one after it. */
export interface Standing {
  /** Its end is absent where nothing shows that it ends. */
  readonly now?: OpenSpell;
  readonly next?: Spell;
}

/** How far is looked ahead and back, in days, until an answer is found: most handoffs are near. */
const reaches = [8, 40, 400] as const;
const farthestBack = 40;

/** What a chronicle has to know for `standingAt`. */
export const standingWindow = (at: number): { readonly from: number; readonly to: number } => ({
  from: at - farthestBack * day,
  to: at + reaches[2] * day,
});

export const standingAt = (chronicle: Pick<Chronicle, "shifts">, at: number): Standing => {
  let standing: Standing = {};
  for (const reach of reaches) {
    const to = at + reach * day;
    const spells = spellsOf(chronicle.shifts(at - Math.min(reach, farthestBack) * day, to));
    const now = spells.find(({ start, end }) => start <= at && at < end);
    const next = spells.find(({ start }) => start > at);
    const endless = now !== undefined && now.end === to;
    standing = { ...(now && { now: endless ? without(now) : now }), ...(next && { next }) };
    if (next !== undefined && !endless) break;
  }
  return standing;
};

const without = ({ end: _end, ...spell }: Spell): OpenSpell => spell;
