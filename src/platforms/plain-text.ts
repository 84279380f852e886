/** NUL and its like, and marks that turn the direction of what follows. Line ends and tabs stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

export const withoutControls = (text: string): string => text.replace(/\r\n?/g, "\n").replace(controls, "");

/** Words that look like an address may lead elsewhere: the address itself is shown in their place. */
export const looksLikeAddress = (label: string): boolean => /^\s*(?:https?:\/\/|www\.)/i.test(label);

/** Puts atoms that must not be broken into as few texts as hold them. */
export const pack = (atoms: readonly string[], most: number): readonly string[] => {
  const texts: string[] = [];
  let current = "";
  for (const atom of atoms) {
    if (current !== "" && current.length + atom.length > most) {
      texts.push(current);
      current = "";
    }
    current += atom;
  }
  if (current !== "") texts.push(current);
  return texts.filter((text) => text.trim() !== "");
};

/**
 * A text in pieces that are at most `most` wide, cut at the end of a line or a word where there is one. No text is
 * wider than its characters together.
 */
export const piecesOf = (text: string, most: number, width: (text: string) => number): readonly string[] => {
  const clean = withoutControls(text);
  if (width(clean) <= most) return clean === "" ? [] : [clean];
  const pieces: string[] = [];
  for (let rest = clean; rest !== ""; ) {
    const end = endOf(rest, most, width);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pieces;
};

const endOf = (text: string, most: number, width: (text: string) => number): number => {
  let end = 0;
  for (let length = 0; end < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    length += width(character);
    if (length > most) break;
    end += character.length;
  }
  if (end >= text.length) return text.length;
  const head = text.slice(0, end);
  const line = head.lastIndexOf("\n") + 1;
  if (line > end / 2) return line;
  const word = head.lastIndexOf(" ") + 1;
  return word > end / 2 ? word : Math.max(end, 1);
};
