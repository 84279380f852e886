import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type PersonId } from "../../src/domain/ids.ts";
import { blocksOf, excerptOf, inlineOf } from "../../src/presentation/markup.ts";
import type { Inline } from "../../src/presentation/message.ts";

const ada = asId<PersonId>("01900000-0000-7000-8000-000000000001");
const names = { people: new Map([[ada, "Ada"]]) };
const text = (words: string, style?: "bold" | "italic" | "strike"): Inline =>
  style === undefined ? { kind: "text", text: words } : { kind: "text", text: words, style };

describe("a body", () => {
  it("shows its styles", () => {
    expect(inlineOf("a **b c** _d_ ~~e~~ `f`")).toEqual([
      text("a "),
      text("b c", "bold"),
      text(" "),
      text("d", "italic"),
      text(" "),
      text("e", "strike"),
      text(" "),
      { kind: "code", text: "f" },
    ]);
  });

  it("leaves marks alone that stand for themselves", () => {
    for (const plain of [
      "2 ** 3 ** 4",
      "snake_case_name",
      "****",
      "a ** b",
      "~~",
      "**open\nand closed**",
      "`",
      "`` ` ``",
    ]) {
      expect(
        inlineOf(plain)
          .map((part) => ("text" in part ? part.text : "\n"))
          .join(""),
      ).toContain(plain.startsWith("`") ? "`" : plain.split("\n")[0]);
      expect(inlineOf(plain).some((part) => part.kind === "text" && part.style !== undefined)).toBe(false);
    }
  });

  it("keeps the outer of two styles", () => {
    expect(inlineOf("**a _b_ c**")).toEqual([text("a b c", "bold")]);
  });

  it("links what is an address, and nothing else", () => {
    expect(inlineOf("see [the board](https://x.test/a_(b)), https://x.test/q?a=1. And (https://y.test)")).toEqual([
      text("see "),
      { kind: "link", text: "the board", url: "https://x.test/a_(b)" },
      text(", "),
      { kind: "link", text: "https://x.test/q?a=1", url: "https://x.test/q?a=1" },
      text(". And ("),
      { kind: "link", text: "https://y.test", url: "https://y.test" },
      text(")"),
    ]);
    for (const hostile of ["[x](javascript:alert(1))", "[x](data:text/html,y)", "[x](//evil)", "https://"]) {
      expect(inlineOf(hostile).every((part) => part.kind === "text")).toBe(true);
    }
  });

  it("names the people it knows and leaves the others as they were written", () => {
    const stranger = "<@01900000-0000-7000-8000-00000000000f>";
    expect(inlineOf(`<@${ada}> and ${stranger}`, names)).toEqual([
      { kind: "person", person: ada, name: "Ada" },
      text(" and "),
      text(stranger),
    ]);
  });

  it("is blocks: paragraphs around what is fenced", () => {
    expect(blocksOf("first\nsecond\n```ts\nconst a = `b`;\n<@x>\n```\nlast")).toEqual([
      { kind: "paragraph", content: [text("first"), { kind: "break" }, text("second")] },
      { kind: "preformatted", text: "const a = `b`;\n<@x>" },
      { kind: "paragraph", content: [text("last")] },
    ]);
    expect(blocksOf("``` never closed")).toEqual([{ kind: "paragraph", content: [text("``` never closed")] }]);
  });

  it("never turns platform markup into anything but text", () => {
    const hostile = "<!channel> <!here> @everyone <@U123|ada> <#C1|general> &lt;@U1&gt; \u202e\u0000 |<http://x|y>";
    const parts = inlineOf(hostile, names);
    expect(parts.every((part) => part.kind === "text" || part.kind === "link")).toBe(true);
    expect(parts.map((part) => ("text" in part ? part.text : "")).join("")).toBe(hostile);
  });

  it("loses no letter, whatever is typed", () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        "*",
        "_",
        "~",
        "`",
        "[",
        "](",
        ")",
        "<@",
        ">",
        "#",
        "a",
        "b ",
        "\n",
        "https://x.y/",
        "é",
        "😀",
      ),
      maxLength: 80,
    });
    fc.assert(
      fc.property(soup, (body) => {
        const shown = blocksOf(body)
          .map((block) =>
            block.kind === "paragraph" ? words(block.content) : block.kind === "preformatted" ? block.text : "",
          )
          .join("");
        expect(letters(body)).toBe(letters(shown));
      }),
      { numRuns: 500 },
    );
  });

  it("takes its time in proportion, however hostile", () => {
    for (const unit of [
      "**a ",
      "_a ",
      "`",
      "``` ",
      "[a",
      "[a](",
      "(https://x/((((",
      "<@",
      "~~**_",
      "https://x.y/)))",
    ]) {
      const before = performance.now();
      blocksOf(unit.repeat(65_000 / unit.length));
      expect(performance.now() - before).toBeLessThan(1000);
    }
  });

  it("is cut to one line for a list", () => {
    expect(excerptOf(`**disk**\nfull, <@${ada}>`, names)).toBe("disk full, @Ada");
    expect(excerptOf("x".repeat(200), names, 10)).toBe("xxxxxxxxx…");
  });
});

/** Letters that mean something beyond markup: links keep their address only. */
const letters = (shown: string): string => shown.replace(/[^abé😀]/gu, "").length.toString();

const words = (content: readonly Inline[]): string =>
  content
    .map((part) =>
      part.kind === "link" && part.text !== part.url ? part.text + part.url : "text" in part ? part.text : "\n",
    )
    .join("");
