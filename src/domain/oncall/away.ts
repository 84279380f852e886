import type { Interval } from "./interval.ts";

/** When somebody cannot be on call. Instants are milliseconds since the epoch. */
export interface Away extends Interval {
  readonly person: string;
}

/** Who covers a turn, and whom it was for. */
export interface Present {
  readonly people: readonly string[];
  /** Those of the slot who are away. */
  readonly absent: readonly string[];
  /** The slot that covers, where nobody of its own is there. */
  readonly coveredBy?: number;
}

const nobody: readonly never[] = [];

/**
 * Of several people in a slot only the absent drop out; if none is left the next slot in order with somebody present
 * covers, and nobody's turn moves. If all are away nobody is there, and the next lower layer decides.
 */
export const presentIn = (
  slots: readonly (readonly string[])[],
  slot: number,
  away: readonly Pick<Away, "person">[],
): Present => {
  const own = slots[slot] ?? nobody;
  const isAway = (name: string) => away.some(({ person }) => person === name);
  if (away.length === 0 || !own.some(isAway)) return { people: own, absent: nobody };
  const absent = own.filter(isAway);
  if (absent.length < own.length) return { people: own.filter((person) => !isAway(person)), absent };
  for (let i = 1; i < slots.length; i += 1) {
    const coveredBy = (slot + i) % slots.length;
    const people = (slots[coveredBy] ?? nobody).filter((person) => !isAway(person));
    if (people.length > 0) return { people, absent, coveredBy };
  }
  return { people: nobody, absent };
};
