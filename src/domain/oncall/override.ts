import type { Interval } from "./interval.ts";

/** A change of who is on call for a while, on top of every layer. Instants are milliseconds since the epoch. */
export type Override = Interval &
  (
    | { readonly kind: "set"; readonly by: string }
    | { readonly kind: "add"; readonly by: string }
    | { readonly kind: "replace"; readonly person: string; readonly by: string }
    | { readonly kind: "remove"; readonly person: string }
  );

/** What is to become of a schedule's overrides. */
export interface OverrideChange {
  readonly added: readonly Override[];
  readonly removed: readonly Override[];
}

/** What the overrides in force make of whom the layers put on. */
export interface Overridden {
  readonly people: readonly string[];
  /** Those that had an effect, the oldest first. */
  readonly applied: readonly Override[];
}

/**
 * The newest `set` puts its person on instead of everybody. Otherwise removing and replacing act together on whom the
 * layers put on: the newest for a person wins, one does not act on what another put on, and none has an effect where
 * its person is not on. Then people are added. Overrides come the oldest first.
 */
export const applyOverrides = (people: readonly string[], active: readonly Override[]): Overridden => {
  const set = active.findLast((one) => one.kind === "set");
  const applied: Override[] = [];
  const result: string[] = [];
  const put = (person: string): boolean => {
    if (result.includes(person)) return false;
    result.push(person);
    return true;
  };
  if (set !== undefined) {
    applied.push(set);
    put(set.by);
  } else {
    for (const person of people) {
      const change = active.findLast(
        (one) => (one.kind === "replace" || one.kind === "remove") && one.person === person,
      );
      if (change === undefined) {
        put(person);
        continue;
      }
      applied.push(change);
      if (change.kind === "replace") put(change.by);
    }
  }
  for (const one of active) if (one.kind === "add" && put(one.by)) applied.push(one);
  return { people: result, applied: active.filter((one) => applied.includes(one)) };
};
