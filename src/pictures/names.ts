import type { CalendarView, Named } from "../presentation/oncall-calendar.ts";
import type { Lettering, Line } from "./lettering.ts";
import { graphemesOf } from "./tidy.ts";

/** What people are called in a picture: their name, or their place among them if no font has its letters. */
export type Naming = (person: Named) => string;

export const namingOf = ({ people }: Pick<CalendarView, "people">, lettering: Lettering): Naming => {
  const names = new Map(people.map(({ key, name }, i) => [key, lettering.legible(name) ?? `Person ${i + 1}`]));
  return ({ key, name }) => names.get(key) ?? name;
};

/** A name as far as there is room for it. */
export interface FittedName {
  readonly line: Line;
  readonly size: number;
  readonly isWhole: boolean;
}

/** Small, but still read. */
const smallest = 14;

/** "Ada Lovelace", "Ada L.", "Ada", "Bartho…", "AL", "A": the first that there is room for. */
export const fitName = (
  lettering: Lettering,
  name: string,
  { size, width }: { readonly size: number; readonly width: number },
): FittedName | undefined => {
  const style = { size, weight: 600 } as const;
  const full = lettering.fit([name], style, width);
  if (full !== undefined) return { line: full, size, isWhole: true };
  const { shorter, first, initials } = formsOf(name);
  const line = lettering.fit(shorter, style, width) ?? lettering.cut(first, style, width);
  if (line !== undefined) return { line, size, isWhole: false };
  for (const small of [size, (size + smallest) / 2, smallest]) {
    const letters = lettering.fit(initials, { ...style, size: small }, width);
    if (letters !== undefined) return { line: letters, size: small, isWhole: false };
  }
  return undefined;
};

interface Forms {
  readonly shorter: readonly string[];
  readonly first: string;
  readonly initials: readonly string[];
}

/** Names are abbreviated only in scripts that have capitals. */
const formsOf = (name: string): Forms => {
  const words = name.split(" ");
  const first = words[0] ?? name;
  const [initial, last] = [first, words.length > 1 ? (words.at(-1) ?? "") : ""].map(
    (word) => graphemesOf(word)[0]?.toLocaleUpperCase("en") ?? "",
  );
  const hasCapitals = /^\p{Lu}/u.test(last ?? "");
  return {
    shorter: hasCapitals ? [`${first} ${last}.`, first] : [first],
    first,
    initials: hasCapitals ? [`${initial}${last}`, `${initial}`] : [`${initial}`],
  };
};
