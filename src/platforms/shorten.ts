import { piecesOf, withoutControls } from "./plain-text.ts";

const ellipsis = "…";

/**
 * As much of a text as is at most `most` wide, cut at the end of a line or a word, with an ellipsis where something is
 * missing. `width` is what a text takes once it is escaped and encoded, so that no escape is ever cut in two.
 */
export const shorten = (text: string, most: number, width: (text: string) => number = (one) => one.length): string => {
  const clean = withoutControls(text).toWellFormed();
  if (width(clean) <= most) return clean;
  const room = most - width(ellipsis);
  const [first = ""] = room <= 0 ? [] : piecesOf(clean, room, width);
  return width(first) > room ? "" : `${first.trimEnd()}${ellipsis}`;
};

/** In one line: what a subject or a title holds. */
export const oneLine = (text: string): string =>
  withoutControls(text)
    .toWellFormed()
    .replace(/[\s\u0085\u2028\u2029]+/gu, " ")
    .trim();

export const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8");
