import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance, inShort, namedAt, nearest, nextWord, type Word } from "../../src/commands/words.ts";

const wordsIn = (line: string): readonly Word[] => {
  const found: Word[] = [];
  for (let word = nextWord(line, 0); word !== null; word = nextWord(line, word.end)) found.push(word);
  return found;
};
const textsIn = (line: string): readonly string[] => wordsIn(line).map(({ text }) => text);
/** Lines as people and software write them, hostile ones too. */
const line = fc.string({
  unit: fc.constantFrom(
    "a",
    "B",
    "1",
    " ",
    "  ",
    "\n",
    '"',
    "“",
    "”",
    "„",
    "«",
    "»",
    ":",
    "!",
    "-",
    "—",
    "🔥",
    "\u00a0",
    "é",
  ),
  maxLength: 40,
});

describe("a word", () => {
  it("is a run without spaces, of any kind of space", () => {
    expect(textsIn("  a\tb\n c\u00a0d ")).toEqual(["a", "b", "c", "d"]);
  });

  it.each([
    ['"checkout down"', "checkout down"],
    ["“checkout down”", "checkout down"],
    ["”checkout down”", "checkout down"],
    ["„checkout down“", "checkout down"],
    ["«checkout down»", "checkout down"],
    ['“checkout down"', "checkout down"],
    ['«say "hi"»', 'say "hi"'],
    ['""', ""],
  ])("may be a quotation: %s", (typed, text) => {
    expect(wordsIn(`${typed} next`).map((word) => [word.text, word.quoted])).toEqual([
      [text, true],
      ["next", false],
    ]);
  });

  it("is text with its quotes where the quotation does not end, or ends inside a word", () => {
    expect(textsIn('"checkout down')).toEqual(['"checkout', "down"]);
    expect(textsIn('"a"b c"')).toEqual(['"a"b', 'c"']);
    expect(textsIn('5" disk')).toEqual(['5"', "disk"]);
  });

  it("ends at the first mark that can end it", () => {
    expect(textsIn('“a" b” c')).toEqual(["a", "b”", "c"]);
    expect(textsIn('«a" b» c')).toEqual(['a" b', "c"]);
  });

  it("never loses text: what lies between words is space alone", () => {
    fc.assert(
      fc.property(line, (typed) => {
        let at = 0;
        for (const word of wordsIn(typed)) {
          expect(typed.slice(at, word.start).trim()).toBe("");
          const stood = typed.slice(word.start, word.end);
          expect(word.quoted ? stood.slice(1, -1) : stood).toBe(word.text);
          expect(word.end).toBeGreaterThan(word.start);
          at = word.end;
        }
        expect(typed.slice(at).trim()).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("that is quoted comes back as it was", () => {
    fc.assert(
      fc.property(line, fc.constantFrom(['"', '"'], ["“", "”"], ["„", "“"], ["«", "»"]), (text, [opens, closes]) => {
        fc.pre(!text.includes(closes ?? "") && !(text.includes('"') && closes !== "»"));
        const word = nextWord(`${opens}${text}${closes} more`, 0);
        expect(word).toMatchObject({ text, quoted: true });
      }),
    );
  });
});

describe("a named word", () => {
  it("is a name, a colon and a word or quotation", () => {
    expect(namedAt(" status:open x", 0)).toEqual({
      name: "status",
      negated: false,
      value: "open",
      quoted: false,
      end: 12,
    });
    expect(namedAt('Title!:"a b" x', 0)).toEqual({ name: "title", negated: true, value: "a b", quoted: true, end: 12 });
    expect(namedAt("start:14:30", 0)?.value).toBe("14:30");
    expect(namedAt('title:""', 0)).toMatchObject({ value: "", quoted: true });
    expect(namedAt('title:"a b', 0)).toMatchObject({ value: '"a', quoted: false });
  });

  it("needs a name that begins with a letter, and a value", () => {
    for (const typed of ["14:30", ":x", "title: x", "title:", '"a":b', "--flag", "no name"]) {
      expect(namedAt(typed, 0)).toBe(null);
    }
  });

  it("never loses text", () => {
    fc.assert(
      fc.property(fc.constantFrom("name:", " Name!:", 'name:"', "name:«"), line, (begin, end) => {
        const typed = `${begin}${end}`;
        const pair = namedAt(typed, 0);
        if (pair === null) return;
        const stood = typed.slice(0, pair.end).trimStart();
        const [mark, value] = [stood.slice(0, pair.negated ? 6 : 5), stood.slice(pair.negated ? 6 : 5)];
        expect(mark.toLowerCase()).toBe(pair.negated ? "name!:" : "name:");
        expect(pair.quoted ? value.slice(1, -1) : value).toBe(pair.value);
        expect(typed.slice(pair.end)).toMatch(/^(\s|$)/);
      }),
    );
  });
});

describe("a slip", () => {
  it("is counted by letters put in, left out, changed or swapped", () => {
    for (const [a, b, far] of [
      ["ack", "ack", 0],
      ["opne", "open", 1],
      ["opn", "open", 1],
      ["opeen", "open", 1],
      ["oben", "open", 1],
      ["", "abc", 3],
    ] as const) {
      expect(distance(a, b)).toBe(far);
      expect(distance(b, a)).toBe(far);
    }
  });

  it("is far from everything else by as much, either way", () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b) === 0).toBe(a === b);
        expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it("finds the word meant, and none where nothing is near", () => {
    const known = ["open", "reopen", "resolve", "ack", "severity"];
    expect(nearest("OPNE", known)).toBe("open");
    expect(nearest("resovle", known)).toBe("resolve");
    expect(nearest("acknowledge", known)).toBe(undefined);
    expect(nearest("sev", known)).toBe("severity");
    expect(nearest("se", known)).toBe(undefined);
    expect(nearest("checkout", known)).toBe(undefined);
  });
});

describe("what is said back", () => {
  it("is at most 80 characters of it", () => {
    expect(inShort("short")).toBe("short");
    expect(inShort("🔥".repeat(81))).toBe(`${"🔥".repeat(80)}…`);
    expect(inShort(`${"a".repeat(60)} <@01900000-0000-7000-8000-000000000001>`)).toBe(`${"a".repeat(60)}…`);
  });
});
