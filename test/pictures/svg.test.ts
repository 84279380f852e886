import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { node } from "../../src/pictures/svg.ts";
import { readXml } from "../support/picture.ts";

describe("an element", () => {
  it("keeps every text as text, wherever it stands", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readXml(
          node("svg", { xmlns: "http://www.w3.org/2000/svg", "data-a": text }, node("title", {}, text)).markup,
        );
        expect(read.getElementsByTagName("*")).toHaveLength(1);
        expect([...read.attributes].map(({ name }) => name)).toEqual(["xmlns", "data-a"]);
      }),
      { numRuns: 50 },
    );
    const hostile = `"'><b a='1'>&lt;]]>`;
    const read = readXml(node("svg", { xmlns: "http://www.w3.org/2000/svg", "data-a": hostile }, hostile).markup);
    expect([read.getAttribute("data-a"), read.textContent]).toEqual([hostile, hostile]);
  });

  it("replaces what XML cannot hold", () => {
    expect(node("a", {}, "x\u0000y\u001fz\ud800\uffff").markup).toBe("<a>x\ufffdy\ufffdz\ufffd\ufffd</a>");
  });

  it("leaves out attributes that are not there, and rounds numbers to two decimals", () => {
    expect(node("a", { b: undefined, c: 0.1 + 0.2, d: -3 }).markup).toBe('<a c="0.3" d="-3"/>');
  });
});
