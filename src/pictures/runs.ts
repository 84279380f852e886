import bidiFactory, { type Bidi } from "bidi-js";
import type { Fonts, Typeface } from "./fonts.ts";
import { graphemesOf, tidy } from "./tidy.ts";

/** A part of a line that one font draws in one direction. */
export interface Run {
  readonly text: string;
  readonly typeface: Typeface;
  /** Odd from the right to the left. */
  readonly level: number;
}

// The package is the function itself, and not, as its types have it, a module whose default it is.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** The runs of a text from left to right, without what no font has. */
export const runsOf = (asked: string, fonts: Fonts): readonly Run[] => {
  const text = drawable(asked, fonts);
  const { levels } = bidi.getEmbeddingLevels(text);
  const runs: Run[] = [];
  let at = 0;
  for (const grapheme of graphemesOf(text)) {
    const level = levels[at] ?? 0;
    at += grapheme.length;
    const typeface = drawnBy(grapheme, fonts)?.typeface;
    const last = runs.at(-1);
    if (typeface === undefined) continue;
    if (last?.typeface === typeface && last.level === level) {
      runs[runs.length - 1] = { ...last, text: last.text + grapheme };
    } else runs.push({ text: grapheme, typeface, level });
  }
  return reordered(runs);
};

/** What is drawn of a name; undefined for less than half of its letters, because then nobody can tell who is meant. */
export const legible = (name: string, fonts: Fonts): string | undefined => {
  const letters = graphemesOf(tidy(name)).filter((one) => /[\p{L}\p{N}]/u.test(one));
  const drawn = letters.filter((one) => drawnBy(one, fonts) !== undefined);
  return drawn.length === 0 || drawn.length * 2 < letters.length ? undefined : drawable(name, fonts);
};

const drawable = (text: string, fonts: Fonts): string =>
  graphemesOf(tidy(text))
    .map((grapheme) => drawnBy(grapheme, fonts)?.text ?? "")
    .join("")
    .replaceAll(/ +/g, " ")
    .trim();

/** Of a letter whose marks no font has together with it, the letter alone. */
const drawnBy = (grapheme: string, fonts: Fonts): Omit<Run, "level"> | undefined => {
  const needed = [...grapheme].map((one) => one.codePointAt(0) ?? 0).filter((one) => one !== 0x200c && one !== 0x200d);
  const typeface = fonts.withAll(needed);
  if (typeface !== undefined) return { text: grapheme, typeface };
  const alone = fonts.withAll(needed.slice(0, 1));
  return alone === undefined ? undefined : { text: String.fromCodePoint(...needed.slice(0, 1)), typeface: alone };
};

/** Rule L2 of the Unicode Bidirectional Algorithm (UAX #9), on runs: within one, the shaper does it. */
const reordered = (runs: readonly Run[]): readonly Run[] => {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      let end = start;
      while ((order[end]?.level ?? -1) >= level) end += 1;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return order;
};
