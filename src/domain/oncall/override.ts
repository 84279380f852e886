/** A change of who is on call for a while, on top of every layer. Instants are milliseconds since the epoch. */
export type Override = { readonly start: number; readonly end: number } & (
  | { readonly kind: "set"; readonly by: string }
  | { readonly kind: "add"; readonly by: string }
  | { readonly kind: "replace"; readonly person: string; readonly by: string }
  | { readonly kind: "remove"; readonly person: string }
);

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
  const applied = new Set<Override>();
  let result: readonly string[];
  if (set !== undefined) {
    applied.add(set);
    result = [set.by];
  } else {
    const kept: string[] = [];
    for (const person of people) {
      const change = active.findLast(
        (one) => (one.kind === "replace" || one.kind === "remove") && one.person === person,
      );
      if (change === undefined) kept.push(person);
      else {
        applied.add(change);
        if (change.kind === "replace") kept.push(change.by);
      }
    }
    result = kept;
  }
  for (const one of active) {
    if (one.kind !== "add" || result.includes(one.by)) continue;
    applied.add(one);
    result = [...result, one.by];
  }
  return { people: [...new Set(result)], applied: active.filter((one) => applied.has(one)) };
};
