/** A word of a line: its text without quotes, and where it stood. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const closing: Readonly<Record<string, string>> = { '"': '"', "“": "”", "”": "”", "„": "“", "«": "»" };
const space = /\s/u;

/** The next word at or after `from`: a run without spaces, or a "quotation" (smart quotes too; an unclosed one is text). */
export const nextWord = (line: string, from: number): Word | null => {
  let start = from;
  while (start < line.length && space.test(line[start] ?? "")) start += 1;
  if (start >= line.length) return null;
  const quotation = quotationAt(line, start);
  if (quotation !== null) return { text: quotation.text, start, end: quotation.end, quoted: true };
  let end = start;
  while (end < line.length && !space.test(line[end] ?? "")) end += 1;
  return { text: line.slice(start, end), start, end, quoted: false };
};

/** A `name:value` or `name!:value`. */
export interface NamedWord {
  readonly name: string;
  readonly negated: boolean;
  readonly value: string;
  readonly quoted: boolean;
  readonly end: number;
}

/** The named word at `from`: its value is a word or a quotation; a name without a value is text. */
export const namedAt = (line: string, from: number): NamedWord | null => {
  const word = nextWord(line, from);
  if (word === null || word.quoted) return null;
  const match = /^([\p{L}][\p{L}\p{N}_-]*)(!?):/u.exec(word.text);
  if (match === null) return null;
  const valueStart = word.start + match[0].length;
  const quotation = quotationAt(line, valueStart);
  if (quotation === null && valueStart === word.end) return null;
  return {
    name: (match[1] ?? "").toLowerCase(),
    negated: match[2] === "!",
    value: quotation?.text ?? line.slice(valueStart, word.end),
    quoted: quotation !== null,
    end: quotation?.end ?? word.end,
  };
};

const quotationAt = (line: string, start: number): { readonly text: string; readonly end: number } | null => {
  const close = closing[line[start] ?? ""];
  if (close === undefined) return null;
  const marks = close === "»" ? [close] : [close, '"'];
  const ends = marks.map((mark) => line.indexOf(mark, start + 1)).filter((at) => at !== -1);
  if (ends.length === 0) return null;
  const end = Math.min(...ends) + 1;
  const after = line[end];
  return after === undefined || space.test(after) ? { text: line.slice(start + 1, end - 1), end } : null;
};

/** `private:yes` is `--private`; with anything else after it the word belongs to the text. */
export const isYesOrNo = (text: string): boolean => /^(?:yes|no|true|false|on|off)$/iu.test(text);

/** As much of a text as is worth saying back. A mention at its end is whole or left out. */
export const inShort = (text: string): string => {
  const letters = [...text];
  if (letters.length <= 80) return text;
  const short = letters.slice(0, 80).join("");
  return `${short.replace(/<@[0-9a-f-]*$/u, "").trimEnd()}…`;
};

/** Edits between two words (insert, delete, replace, swap neighbours): optimal string alignment. */
export const distance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
};

/** The known word a typing slip away, if there is one: a third of its letters may differ. */
export const nearest = (typed: string, known: readonly string[]): string | undefined => {
  const word = typed.toLowerCase();
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .filter(({ candidate, far }) => far <= Math.max(1, Math.floor(Math.max(candidate.length, word.length) / 3)))
    .toSorted((a, b) => a.far - b.far || a.candidate.length - b.candidate.length);
  return ranked[0]?.candidate ?? known.find((candidate) => word.length >= 3 && candidate.startsWith(word));
};
