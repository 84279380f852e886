import { type Interval, inForceOf, lookupOf } from "./interval.ts";
import { eachOnce } from "./people.ts";

/** Somebody's duty in a layer that is not worked out but given, as by an imported calendar. */
export interface Assignment extends Interval {
  readonly person: string;
}

/** Given duties as if they were turns: one for each time in which the same people are on duty. */
export interface Assigned {
  readonly slots: readonly (readonly string[])[];
  turnsIn(from: number, to: number): readonly (Interval & { readonly turn: number; readonly slot: number })[];
}

export const assignedOf = (assignments: readonly Assignment[]): Assigned => {
  const all = assignments.filter(({ start, end }) => start < end);
  const edges = [...new Set(all.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const inForce = inForceOf(all);
  const slots: (readonly string[])[] = [];
  const turns: (Interval & { readonly turn: number; readonly slot: number })[] = [];
  const numbers = new Map<string, number>();
  for (const [i, start] of edges.entries()) {
    const people = eachOnce(inForce.at(start).map(({ person }) => person));
    if (people.length === 0) continue;
    const key = JSON.stringify(people);
    const slot = numbers.get(key) ?? slots.push(people) - 1;
    numbers.set(key, slot);
    turns.push({ start, end: edges[i + 1] ?? start, turn: turns.length, slot });
  }
  return { slots, turnsIn: lookupOf(turns) };
};
