import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Blob, Face, Font, Variation } from "harfbuzzjs";
import decompress from "woff2-encoder/decompress";

/**
 * Letters come from packages, never from the machine, which may have none. The first family that has a character draws
 * it: Latin, Greek and Cyrillic, then Arabic, Hebrew, Chinese, what of Japanese that lacks, and Korean.
 */
const families = ["inter", "noto-sans-arabic", "noto-sans-hebrew", "noto-sans-sc", "noto-sans-jp", "noto-sans-kr"];

/** All fonts are scaled to so many units an em, whatever their own. */
export const em = 1000;

export type Weight = 400 | 600;

/** A part of a family, loaded: its letters for some characters. */
export interface Typeface {
  readonly id: number;
  readonly characters: ReadonlySet<number>;
  readonly fonts: Readonly<Record<Weight, Font>>;
}

export interface Fonts {
  /** Loads what the texts need and is not there yet. */
  load(texts: readonly string[]): Promise<void>;
  /** The first typeface that is loaded and has all these characters. */
  withAll(characters: readonly number[]): Typeface | undefined;
}

/** A file of a family, and the characters that it says it has. */
interface Slice {
  readonly path: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

export const openFonts = async (): Promise<Fonts> => {
  const slices = (await Promise.all(families.map(slicesOf))).flat();
  const loaded = new Map<Slice, Typeface>();
  const claims = new Map<number, readonly Slice[]>();
  const claiming = (character: number): readonly Slice[] => {
    const isIn = ({ ranges }: Slice) => ranges.some(([from, to]) => from <= character && character <= to);
    const found = claims.get(character) ?? slices.filter(isIn);
    claims.set(character, found);
    return found;
  };
  const loadFor = async (character: number): Promise<void> => {
    for (const slice of claiming(character)) {
      const typeface = loaded.get(slice) ?? (await loadSlice(slice, slices.indexOf(slice)));
      loaded.set(slice, typeface);
      if (typeface.characters.has(character)) return;
    }
  };
  return {
    load: async (texts) => {
      const characters = new Set(texts.flatMap((text) => [...text].map((one) => one.codePointAt(0) ?? 0)));
      for (const character of characters) await loadFor(character);
    },
    withAll: (characters) =>
      claiming(characters[0] ?? 0)
        .map((slice) => loaded.get(slice))
        .find((typeface) => typeface !== undefined && characters.every((one) => typeface.characters.has(one))),
  };
};

const resolve = createRequire(import.meta.url).resolve;

const slicesOf = async (family: string): Promise<readonly Slice[]> => {
  const list = await readFile(resolve(`@fontsource-variable/${family}/unicode.json`), "utf8");
  return Object.entries(JSON.parse(list) as Record<string, string>).map(([subset, ranges]) => ({
    path: `@fontsource-variable/${family}/files/${family}-${subset.replace(/[[\]]/g, "")}-wght-normal.woff2`,
    ranges: ranges.split(",").map(readRange),
  }));
};

/** "U+1f1e9-1f1f5" or "U+2e" */
const readRange = (range: string): readonly [number, number] => {
  const [from = 0, to = from] = range
    .slice(2)
    .split("-")
    .map((hex) => Number.parseInt(hex, 16));
  return [from, to];
};

const loadSlice = async ({ path }: Slice, id: number): Promise<Typeface> => {
  const face = new Face(new Blob(await decompress(await readFile(resolve(path)))));
  const fontOf = (weight: Weight): Font => {
    const font = new Font(face);
    font.setScale(em, em);
    font.setVariations([new Variation("wght", weight)]);
    return font;
  };
  return { id, characters: new Set(face.collectUnicodes()), fonts: { 400: fontOf(400), 600: fontOf(600) } };
};
