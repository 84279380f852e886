import { describe, expect, it } from "vitest";
import { tidy } from "../../src/pictures/tidy.ts";
import { lettersFor } from "../support/picture.ts";

const size = { size: 20, weight: 400 } as const;
/** Where the shapes of a line lie, from left to right: the x of each outline's first point. */
const startsIn = (outline: string) => [...outline.matchAll(/M(-?\d+),/g)].map(([, x]) => Number(x));

describe("a line of text", () => {
  it.each([
    ["Latin", "Ada Łukasiewicz Ðorđević Nguyễn Ağaoğlu"],
    ["Greek", "Ελένη Παπαδοπούλου"],
    ["Cyrillic", "Катерина Ющенко Ѓорѓи Ђорђе"],
    ["Arabic", "محمد عبد الله"],
    ["Persian and Urdu", "پگاه چیت‌چیان ڈاکٹر"],
    ["Hebrew", "נועה כהן"],
    ["Japanese", "山田 太郎 たろう タロウ 椙栂筈逓"],
    ["Chinese, simplified", "陈晓东"],
    ["Chinese, traditional", "陳曉東 臺灣"],
    ["Korean", "김민준 뷁"],
  ])("has all its letters: %s", async (_, text) => {
    const letters = await lettersFor(text);
    for (const letter of text.replaceAll(/[\s\u200c]/g, "")) {
      expect([letter, letters.line(letter, 400)?.width]).toEqual([letter, expect.any(Number)]);
    }
  });

  it("is as wide as its letters, and wider in bold", async () => {
    const letters = await lettersFor();
    const width = (text: string, weight: 400 | 600 = 400) => letters.line(text, weight)?.width ?? 0;
    expect(width("MM")).toBe(2 * width("M"));
    expect(width("Ada", 600)).toBeGreaterThan(width("Ada"));
  });

  it("joins Arabic letters", async () => {
    const letters = await lettersFor("محمد");
    const width = (text: string) => letters.line(text, 400)?.width ?? 0;
    expect(width("ممم")).not.toBe(3 * width("م"));
    // A letter that does not join with the next one leaves both as they are alone.
    expect(width("دد")).toBe(2 * width("د"));
  });

  it("runs from the right where the script does, and numbers in it from the left", async () => {
    const letters = await lettersFor("אב");
    const outline = (text: string) => letters.outline(letters.line(text, 400)?.id ?? "");
    // Two letters, a space and a number: the number stands at the left and reads as it is typed.
    const number = outline("12");
    expect(outline("אב 12").startsWith(number)).toBe(true);
    expect(outline("Ab 12").startsWith(number)).toBe(false);
    expect(outline("אב")).not.toBe(outline("בא"));
    expect(startsIn(outline("אב")).length).toBe(startsIn(outline("בא")).length);
  });

  it("leaves out what no font has", async () => {
    const letters = await lettersFor("Ada 🚀 சு");
    expect(letters.line("🚀", 400)).toBeUndefined();
    expect(letters.line("Ada 🚀", 400)?.width).toBe(letters.line("Ada", 400)?.width);
    expect(letters.legible("🚀 Ada 🚀 L")).toBe("Ada L");
    expect(letters.legible("சுந்தர் 2")).toBeUndefined();
    expect(letters.legible("🚀")).toBeUndefined();
  });
});

describe("fitting", () => {
  it("takes the first text that there is room for", async () => {
    const letters = await lettersFor();
    const room = ((letters.line("Ada L.", 400)?.width ?? 0) / 1000) * 20;
    expect(letters.fit(["Ada Lovelace", "Ada L.", "Ada"], size, room)).toBe(letters.line("Ada L.", 400));
    expect(letters.fit(["Ada Lovelace"], size, room)).toBeUndefined();
  });

  it("cuts a text where there is no room for it, but not down to two letters", async () => {
    const letters = await lettersFor("שלום לך");
    const room = (text: string) => ((letters.line(text, 400)?.width ?? 0) / 1000) * 20;
    expect(letters.cut("Bartholomew", size, room("Barth…"))).toBe(letters.line("Barth…", 400));
    expect(letters.cut("Ada Lovelace", size, room("Ada …"))).toBe(letters.line("Ada…", 400));
    expect(letters.cut("Bartholomew", size, room("Ba…"))).toBeUndefined();
    expect(letters.cut("שלום לך", size, room("שלו…"))).toBe(letters.line("שלו…", 400));
  });
});

describe("a name that is tidied", () => {
  it("is one line of what can be seen", () => {
    expect(tidy("  Ada\n\tLovelace\u3000 ")).toBe("Ada Lovelace");
    expect(tidy("A\u0000d\u200ba\u202e\u2066\u00ad\ufe0f\ue000")).toBe("Ada");
    expect(tidy("\ud800Ada")).toBe("Ada");
    expect(tidy("e\u0301")).toBe("é");
    expect(tidy("چیت\u200cچیان")).toBe("چیت\u200cچیان");
  });

  it("has no towers of marks and no end of letters", () => {
    expect(tidy(`A${"\u0489".repeat(300)}b`)).toBe("A\u0489\u0489\u0489b");
    expect(tidy("x".repeat(5000))).toHaveLength(160);
  });
});
