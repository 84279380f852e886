import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlineOf } from "../../src/presentation/markup.ts";
import type { Inline } from "../../src/presentation/message.ts";
import { plain } from "../../src/presentation/say.ts";
import { splitBlock, splitInline, splitText } from "../../src/presentation/split.ts";

const size = (part: Inline): number => ("text" in part ? part.text.length : 1);

describe("a long text", () => {
  it("is cut between paragraphs, else lines, else words", () => {
    expect(splitText("one two three\n\nfour five", 18)).toEqual(["one two three\n\n", "four five"]);
    expect(splitText("one two three\nfour five", 18)).toEqual(["one two three\n", "four five"]);
    expect(splitText("one two three four five", 18)).toEqual(["one two three ", "four five"]);
  });

  it("cuts a word only where nothing else fits, and no letter ever", () => {
    expect(splitText("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
    expect(splitText("ab😀😀", 3)).toEqual(["ab", "😀", "😀"]);
    expect(splitText("abe\u0301x", 3)).toEqual(["ab", "e\u0301x"]);
  });

  it("counts what it becomes, not what it is", () => {
    expect(splitText("&&&&", 10, (text) => text.length * 5)).toEqual(["&&", "&&"]);
  });

  it("is whole again when joined, and every part fits", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "bc", " ", "\n", "\n\n", "😀", "e\u0301"), maxLength: 300 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 8, max: 60 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(parts.join("")).toBe(text);
        expect(parts.every((part) => part.length <= limit)).toBe(true);
      }),
    );
  });
});

describe("a long paragraph", () => {
  it("keeps its styles and links in every part", () => {
    expect(splitInline(inlineOf("**bold words here** [link](https://x.test)"), 11, size)).toEqual([
      [{ kind: "text", text: "bold words ", style: "bold" }],
      [
        { kind: "text", text: "here", style: "bold" },
        { kind: "text", text: " " },
        { kind: "link", text: "link", url: "https://x.test" },
      ],
    ]);
  });

  it("loses nothing, and every part fits", () => {
    const bodies = fc.string({ unit: fc.constantFrom("a", "word", " ", "\n", "**", "`x`", "😀"), maxLength: 200 });
    fc.assert(
      fc.property(bodies, fc.integer({ min: 8, max: 60 }), (body, limit) => {
        const content = inlineOf(body);
        const parts = splitInline(content, limit, size);
        expect(parts.map(plain).join("")).toBe(plain(content));
        expect(parts.every((part) => part.reduce((sum, one) => sum + size(one), 0) <= limit)).toBe(true);
      }),
    );
  });

  it("becomes several blocks of its kind", () => {
    expect(splitBlock({ kind: "preformatted", text: "a\nb\nc\n" }, 4, size)).toEqual([
      { kind: "preformatted", text: "a\nb\n" },
      { kind: "preformatted", text: "c\n" },
    ]);
    expect(splitBlock({ kind: "quote", content: [{ kind: "text", text: "one two" }] }, 4, size)).toHaveLength(2);
  });
});
