/** When somebody cannot be on call. Instants are milliseconds since the epoch, the end excluded. */
export interface Away {
  readonly person: string;
  readonly start: number;
  readonly end: number;
}

/** Who covers a turn, and whom it was for. */
export interface Present {
  readonly people: readonly string[];
  /** Those of the slot who are away. */
  readonly absent: readonly string[];
  /** The slot that covers, where nobody of its own is there. */
  readonly coveredBy?: number;
}

/**
 * Of several people in a slot only the absent drop out; if none is left the next slot in order with somebody present
 * covers, and nobody's turn moves. If all are away nobody is there, and the next lower layer decides.
 */
export const presentIn = (slots: readonly (readonly string[])[], slot: number, away: ReadonlySet<string>): Present => {
  const own = slots[slot] ?? [];
  const here = own.filter((person) => !away.has(person));
  if (here.length === own.length) return { people: own, absent: [] };
  const absent = own.filter((person) => away.has(person));
  if (here.length > 0) return { people: here, absent };
  for (let i = 1; i < slots.length; i += 1) {
    const coveredBy = (slot + i) % slots.length;
    const people = (slots[coveredBy] ?? []).filter((person) => !away.has(person));
    if (people.length > 0) return { people, absent, coveredBy };
  }
  return { people: [], absent };
};
