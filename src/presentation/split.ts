import type { Block, Inline } from "./message.ts";

/** How much room something takes on a platform. */
export type Measure<T> = (of: T) => number;

const letters: Measure<string> = (text) => text.length;

/**
 * Cuts a text into parts that fit, between paragraphs if possible, else between lines, else between words. Joined
 * again the parts are the text. `measure` must not shrink as a text grows.
 */
export const splitText = (text: string, limit: number, measure = letters): readonly string[] => {
  const parts: string[] = [];
  let rest = text;
  while (measure(rest) > limit) {
    const end = cutAt(rest, longestFit(rest, limit, measure));
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === "" && parts.length > 0 ? parts : [...parts, rest];
};

/** The same for runs of text: styles go on in the next part, and no link, person or time is cut. `measure` adds up. */
export const splitInline = (
  content: readonly Inline[],
  limit: number,
  measure: Measure<Inline>,
): readonly (readonly Inline[])[] => {
  const parts: Inline[][] = [];
  let part: Inline[] = [];
  let room = limit;
  for (const atom of content.flatMap((one) => atoms(one, limit, measure))) {
    if (measure(atom) > room && part.length > 0) {
      const cut = bestCut(part);
      const moved = part.slice(cut);
      parts.push(part.slice(0, cut));
      part = moved;
      room = limit - moved.reduce((sum, one) => sum + measure(one), 0);
      if (measure(atom) > room && part.length > 0) {
        parts.push(part);
        part = [];
        room = limit;
      }
    }
    part.push(atom);
    room -= measure(atom);
  }
  if (part.length > 0) parts.push(part);
  return parts.map(merge);
};

/** One block as several of its kind, each within the limit; a paragraph's control stays with its first part. */
export const splitBlock = (block: Block, limit: number, measure: Measure<Inline>): readonly Block[] => {
  switch (block.kind) {
    case "paragraph": {
      const { control, ...rest } = block;
      const parts = splitInline(block.content, limit, measure).map((content): Block => ({ ...rest, content }));
      return control === undefined ? parts : parts.map((part, i) => (i === 0 ? { ...part, control } : part) as Block);
    }
    case "quote":
    case "note":
      return splitInline(block.content, limit, measure).map((content) => ({ ...block, content }));
    case "preformatted":
      return splitText(block.text, limit, (text) => measure({ kind: "code", text })).map((text) => ({
        kind: "preformatted",
        text,
      }));
    case "list": {
      const total = (item: readonly Inline[]) => item.reduce((sum, one) => sum + measure(one), 0) + 3;
      const items = block.items.flatMap((item) => splitInline(item, limit - 3, measure));
      const groups: (readonly Inline[])[][] = [];
      let room = 0;
      for (const item of items) {
        const last = groups.at(-1);
        if (last === undefined || total(item) > room) {
          groups.push([item]);
          room = limit - total(item);
        } else {
          last.push(item);
          room -= total(item);
        }
      }
      return groups.map((group) => ({ kind: "list", items: group }));
    }
    default:
      return [block];
  }
};

const longestFit = (text: string, limit: number, measure: Measure<string>): number => {
  let fits = 1;
  let over = text.length;
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (measure(text.slice(0, middle)) <= limit) fits = middle;
    else over = middle;
  }
  return fits;
};

/** Where to cut a text of which `fits` characters fit: after a paragraph or line in the later half, else a word. */
const cutAt = (text: string, fits: number): number => {
  const head = text.slice(0, fits);
  for (const gap of ["\n\n", "\n"]) {
    const at = head.lastIndexOf(gap);
    if (at !== -1 && at + gap.length > fits / 2) return at + gap.length;
  }
  const word = head.search(/\s\S*$/u);
  return word > 0 ? word + 1 : wholeLetters(text, fits);
};

/** Never between the halves of one letter: surrogates, combining marks, joined emoji. */
const wholeLetters = (text: string, fits: number): number => {
  for (let at = fits; at > Math.max(0, fits - 40); at -= 1) {
    const joined = /^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(at, at + 2)) || text[at - 1] === "\u200D";
    const half = /[\uDC00-\uDFFF]/.test(text[at] ?? "");
    if (!joined && !half) return at;
  }
  return /[\uDC00-\uDFFF]/.test(text[fits] ?? "") && fits > 1 ? fits - 1 : fits;
};

/** A run as words with the space after them; what is no text is whole, unless it could never fit. */
const atoms = (one: Inline, limit: number, measure: Measure<Inline>): readonly Inline[] => {
  if (one.kind === "text") {
    const words = one.text.match(/\s*\S+\s*|\s+/gu) ?? [];
    return words.flatMap((word) => sized({ ...one, text: word }, limit, measure));
  }
  return one.kind === "code" ? sized(one, limit, measure) : [one];
};

const sized = (one: Extract<Inline, { kind: "text" | "code" }>, limit: number, measure: Measure<Inline>) =>
  measure(one) <= limit
    ? [one]
    : splitText(one.text, limit, (text) => measure({ ...one, text })).map((text): Inline => ({ ...one, text }));

const bestCut = (part: readonly Inline[]): number => {
  const isBreak = (at: number) => part[at]?.kind === "break";
  for (const blank of [true, false]) {
    for (let at = part.length - 1; at > part.length / 2; at -= 1) {
      if (isBreak(at) && (!blank || isBreak(at - 1))) return at + 1;
    }
  }
  return part.length;
};

const merge = (part: readonly Inline[]): readonly Inline[] =>
  part.reduce<Inline[]>((merged, one) => {
    const last = merged.at(-1);
    if (last?.kind === "text" && one.kind === "text" && last.style === one.style) {
      merged[merged.length - 1] = { ...last, text: last.text + one.text };
    } else {
      merged.push(one);
    }
    return merged;
  }, []);
