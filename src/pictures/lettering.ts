import { hash } from "node:crypto";
import { Buffer, Direction, type Font, shape } from "harfbuzzjs";
import { em, type Fonts, type Weight } from "./fonts.ts";
import { legible, type Run, runsOf } from "./runs.ts";
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
  /** What is drawn of a name; undefined if from that nobody can tell who is meant. */
  legible(name: string): string | undefined;
  /** The shape of a line, as SVG has it. */
  outline(id: string): string;
}

/** Letters of fonts that are loaded. What no font has is left out. */
export const letteringOf = (fonts: Fonts): Lettering => {
  const known = new Map<string, Line | undefined>();
  const outlines = new Map<string, () => string>();
  const line = (text: string, weight: Weight): Line | undefined => {
    const key = `${weight} ${text}`;
    const there = known.get(key);
    if (there !== undefined || known.has(key)) return there;
    const glyphs = runsOf(text, fonts).flatMap((run) => shaped(run, weight));
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
    legible: (name) => legible(name, fonts),
  };
};

/** Of what is cut so many letters are left, else it says nothing. */
const fewest = 3;

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
    /([-\d.e]+),([-\d.e]+)/g,
    (_, a, b) => `${Math.round(Number(a) + x)},${Math.round(Number(b) + y)}`,
  );

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
