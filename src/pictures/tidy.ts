/** Nobody's name is longer, and nothing wider is drawn. */
const longest = 160;
/** A letter may carry so many marks, and no tower of them. */
const mostMarks = 3;

/**
 * A text as one line of letters: what moves, hides or stacks letters is taken out, so that nothing that somebody calls
 * themselves reaches beyond its own place in a picture.
 */
export const tidy = (text: string): string =>
  [...graphemes.segment(visible(text.slice(0, 4 * longest)))]
    .slice(0, longest)
    .map(({ segment }) => withFewMarks(segment))
    .join("")
    .trim();

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export const graphemesOf = (text: string): readonly string[] =>
  [...graphemes.segment(text)].map(({ segment }) => segment);

/** Spaces become one space. Controls, directions, variants and broken characters go; joiners, which shape words, stay. */
const visible = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/[\s\p{Z}]+/gu, " ")
    .replaceAll(/(?![\u200c\u200d])[\p{C}\p{Default_Ignorable_Code_Point}\ufffd]/gu, "");

const withFewMarks = (grapheme: string): string => {
  const characters = [...grapheme];
  const marks = characters.filter((one) => /\p{Mn}|\p{Me}/u.test(one)).length;
  return marks > mostMarks ? characters.slice(0, 1 + mostMarks).join("") : grapheme;
};
