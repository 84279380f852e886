/** Each once, sorted: how every answer names people. */
export const eachOnce = (people: readonly string[]): readonly string[] =>
  people.length < 2 ? people : [...new Set(people)].sort();

/** Do two answers, each once and sorted, name the same people? */
export const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some === others || (some.length === others.length && some.every((person, i) => person === others[i]));
