/** The colours of a person: of the bar, and of what marks where it begins. */
export interface Ink {
  readonly fill: string;
  readonly edge: string;
}

/** On white. Text in `text` and `quiet` has a contrast of at least 4.5 on all that is drawn below it (WCAG 2.2, 1.4.3). */
export const paper = {
  ground: "#ffffff",
  weekend: "#f6f7f9",
  line: "#dfe3e8",
  /** Seen on white and on every colour. */
  midnight: "#1d212917",
  text: "#1d2129",
  quiet: "#59616d",
  now: "#d4232f",
  gap: "#fff5f5",
  gapLine: "#f3b6ba",
  gapText: "#9c1620",
  off: "#eceef1",
} as const;

/**
 * Twelve hues of like strength, neighbours far apart: OKLCH with a lightness of 0.76 to 0.90 for bars and of 0.55 for
 * edges (B. Ottosson, "A perceptual color space for image processing").
 */
const inks: readonly Ink[] = [
  { fill: "#add1ff", edge: "#2171cc" },
  { fill: "#ffbf81", edge: "#a16004" },
  { fill: "#96e3a6", edge: "#05893e" },
  { fill: "#ffb7c6", edge: "#b93f65" },
  { fill: "#d6c1ff", edge: "#8156c0" },
  { fill: "#61e5e5", edge: "#0a8282" },
  { fill: "#f6de82", edge: "#867003" },
  { fill: "#feb2e4", edge: "#ab448e" },
  { fill: "#c6e590", edge: "#5f7e01" },
  { fill: "#65cbf9", edge: "#077ca4" },
  { fill: "#f79c85", edge: "#bc4527" },
  { fill: "#9cabfa", edge: "#5965cd" },
];

/** Of whom the picture does not know. */
export const unknownInk: Ink = { fill: "#e3e6ea", edge: "#59616d" };

/**
 * Everybody has a colour of their own, the same in every picture for which the same people are known: of two with the
 * same one the later by key takes the next that is free. With more than twelve colours repeat, but not in one picture
 * of fewer.
 */
export const inksOf = (shown: readonly string[], everybody: readonly string[]): ReadonlyMap<string, Ink> => {
  const own = spread([...everybody, ...shown], hashOf);
  const inPicture = spread(shown, (key) => own.get(key) ?? 0);
  const found = new Map<string, Ink>();
  for (const [key, index] of inPicture) found.set(key, inks[index] ?? unknownInk);
  return found;
};

const spread = (keys: readonly string[], wanted: (key: string) => number): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  let free = new Set(inks.keys());
  for (const key of [...new Set(keys)].sort()) {
    if (free.size === 0) free = new Set(inks.keys());
    let index = wanted(key) % inks.length;
    while (!free.has(index)) index = (index + 1) % inks.length;
    free.delete(index);
    found.set(key, index);
  }
  return found;
};

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

/** How far a colour goes towards white: what is past is paler. */
export const pale = (colour: string): string => {
  const parts = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(part + (255 - part) * 0.6)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
};
