/** Instants, or wall times, in milliseconds; the end is excluded. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const nothing: readonly never[] = [];
const findNothing = () => nothing;

/** Intervals laid out so that a question costs what it finds: those that share time with [from, to), oldest first. */
export const lookupOf = <T extends Interval>(all: readonly T[]): ((from: number, to: number) => readonly T[]) => {
  if (all.length === 0) return findNothing;
  const byStart = all
    .map((one, order) => ({ one, order }))
    .filter(({ one }) => one.start < one.end)
    .sort((a, b) => a.one.start - b.one.start);
  let most = Number.NEGATIVE_INFINITY;
  const latestEnd = byStart.map(({ one }) => {
    most = Math.max(most, one.end);
    return most;
  });
  return (from, to) => {
    const found: { readonly one: T; readonly order: number }[] = [];
    for (let i = startingBefore(byStart, to) - 1; i >= 0 && (latestEnd[i] ?? 0) > from; i -= 1) {
      const item = byStart[i];
      if (item !== undefined && item.one.end > from) found.push(item);
    }
    return found.sort((a, b) => a.order - b.order).map(({ one }) => one);
  };
};

const startingBefore = (sorted: readonly { readonly one: Interval }[], at: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.one.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Intervals that are asked about at instants that only go forward. */
export interface InForce<T> {
  /** Those in force, in the order given. */
  at(instant: number): readonly T[];
  /** The next instant at which that may change. */
  next(): number;
}

const none: InForce<never> = { at: () => nothing, next: () => Number.POSITIVE_INFINITY };

export const inForceOf = <T extends Interval>(all: readonly T[]): InForce<T> => {
  if (all.length === 0) return none;
  const edges = all.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);
  const byStart = all.map((one, order) => ({ one, order })).sort((a, b) => a.one.start - b.one.start);
  let edge = 0;
  let coming = 0;
  let active: { readonly one: T; readonly order: number }[] = [];
  let given: readonly T[] = nothing;
  return {
    next: () => edges[edge] ?? Number.POSITIVE_INFINITY,
    at: (instant) => {
      if ((edges[edge] ?? Number.POSITIVE_INFINITY) > instant) return given;
      while ((edges[edge] ?? Number.POSITIVE_INFINITY) <= instant) edge += 1;
      active = active.filter(({ one }) => one.end > instant);
      for (let item = byStart[coming]; item !== undefined && item.one.start <= instant; item = byStart[coming]) {
        if (item.one.end > instant) active.push(item);
        coming += 1;
      }
      given = active.sort((a, b) => a.order - b.order).map(({ one }) => one);
      return given;
    },
  };
};
