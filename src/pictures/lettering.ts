import { hash } from "node:crypto";
import bidiFactory, { type Bidi } from "bidi-js";
import { Buffer, Direction, type Font, shape } from "harfbuzzjs";
import { em, type Fonts, type Typeface, type Weight } from "./fonts.ts";
import { graphemesOf, tidy } from "./tidy.ts";

/** A line of text as one shape, in thousandths of its size. */
export interface Line {
  /** The same for the same text, and only for it. */
  readonly id: string;
  readonly width: number;
}

export interface Style {
  readonly size: number;
  readonly weight: Weight;
}

export interface Lettering {
  /** The text in one line; undefined if no font has any of its letters. */
  line(text: string, weight: Weight): Line | undefined;
  /** The first of these that is not too wide. */
  fit(texts: readonly string[], style: Style, width: number): Line | undefined;
  /** As many letters as there is room for, and an ellipsis for the others; undefined for fewer than three letters. */
  cut(text: string, style: Style, width: number): Line | undefined;
  /** Is at least half of a name's letters in some font? Without, it cannot be told who is meant. */
  isLegible(text: string): boolean;
  /** The shape of a line, as SVG has it. */
  outline(id: string): string;
}

// The package is the function itself, and not, as its types have it, a module whose default it is.
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Letters of fonts that are loaded. What no font has is left out. */
export const letteringOf = (fonts: Fonts): Lettering => {
  const known = new Map<string, Line | undefined>();
  const outlines = new Map<string, () => string>();
  const line = (text: string, weight: Weight): Line | undefined => {
    const key = `${weight} ${text}`;
    const there = known.get(key);
    if (there !== undefined || known.has(key)) return there;
    const glyphs = runsOf(tidy(text), fonts).flatMap((run) => shaped(run, weight));
    const made =
      glyphs.length === 0
        ? undefined
        : { id: `t${hash("sha256", key, "base64url").slice(0, 12)}`, width: sum(glyphs.map(({ advance }) => advance)) };
    known.set(key, made);
    if (made !== undefined) outlines.set(made.id, () => outlineOf(glyphs));
    return made;
  };
  const fits = (one: Line | undefined, size: number, width: number): one is Line =>
    one !== undefined && (one.width / em) * size <= width;
  return {
    line,
    outline: (id) => outlines.get(id)?.() ?? "",
    fit: (texts, { size, weight }, width) =>
      texts.map((text) => line(text, weight)).find((one) => fits(one, size, width)),
    cut: (text, { size, weight }, width) => {
      const letters = graphemesOf(tidy(text));
      let best: Line | undefined;
      for (let low = fewest, high = letters.length - 1; low <= high; ) {
        const middle = (low + high) >> 1;
        const part = line(`${letters.slice(0, middle).join("").trimEnd()}…`, weight);
        if (fits(part, size, width)) {
          best = part;
          low = middle + 1;
        } else high = middle - 1;
      }
      return best;
    },
    isLegible: (text) => {
      const letters = graphemesOf(tidy(text)).filter((one) => /[\p{L}\p{N}]/u.test(one));
      const drawn = letters.filter((one) => drawnBy(one, fonts) !== undefined);
      return drawn.length > 0 && drawn.length * 2 >= letters.length;
    },
  };
};

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

const outlineOf = (glyphs: readonly Glyph[]): string => {
  let at = 0;
  return glyphs
    .map(({ font, glyph, advance, x, y }) => {
      const outline = moved(font.glyphToPath(glyph), at + x, y);
      at += advance;
      return outline;
    })
    .join("");
};

/** An outline elsewhere, in whole thousandths of the size, which nobody tells from exact. All its numbers are pairs. */
const moved = (outline: string, x: number, y: number): string =>
  outline.replaceAll(
    /(-?[\d.]+),(-?[\d.]+)/g,
    (_, a, b) => `${Math.round(Number(a) + x)},${Math.round(Number(b) + y)}`,
  );

/** Of what is cut so many letters are left, else it says nothing. */
const fewest = 3;

/** A part of a line that one font draws in one direction. */
interface Run {
  readonly text: string;
  readonly typeface: Typeface;
  readonly level: number;
}

/** The runs from left to right. */
const runsOf = (text: string, fonts: Fonts): readonly Run[] => {
  const { levels } = bidi.getEmbeddingLevels(text);
  const runs: Run[] = [];
  let at = 0;
  for (const grapheme of graphemesOf(text)) {
    const level = levels[at] ?? 0;
    at += grapheme.length;
    const drawn = drawnBy(grapheme, fonts);
    if (drawn === undefined) continue;
    const last = runs.at(-1);
    if (last?.typeface === drawn.typeface && last.level === level) {
      runs[runs.length - 1] = { ...last, text: last.text + drawn.text };
    } else runs.push({ ...drawn, level });
  }
  return reordered(runs);
};

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

interface Glyph {
  readonly font: Font;
  readonly glyph: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

const shaped = ({ text, typeface, level }: Run, weight: Weight): readonly Glyph[] => {
  const font = typeface.fonts[weight];
  const buffer = new Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint: glyph }, i) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
    return { font, glyph, advance: xAdvance, x: xOffset, y: yOffset };
  });
};
