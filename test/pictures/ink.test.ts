import { describe, expect, it } from "vitest";
import { inksOf, pale, paper, unknownInk } from "../../src/pictures/ink.ts";

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (colour: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string) => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const twelve = Array.from({ length: 12 }, (_, i) => `person:${i}`);
const inks = [...inksOf(twelve, []).values()];

describe("colours", () => {
  it("leave what is written on them legible, also where it is past", () => {
    for (const { fill } of [...inks, unknownInk]) {
      expect(contrast(paper.text, fill)).toBeGreaterThanOrEqual(7);
      expect(contrast(paper.quiet, pale(fill))).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of [paper.ground, paper.weekend])
      expect(contrast(paper.quiet, ground)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [paper.gap, paper.gapLine])
      expect(contrast(paper.gapText, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(paper.ground, paper.now)).toBeGreaterThanOrEqual(4.5);
  });

  it("show their edges on them and on white", () => {
    for (const { fill, edge } of inks) {
      expect(contrast(edge, fill)).toBeGreaterThanOrEqual(2);
      expect(contrast(edge, paper.ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it("are different for twelve people", () => {
    expect(new Set(inks.map(({ fill }) => fill)).size).toBe(12);
  });
});

describe("somebody's colour", () => {
  it("is the same in every picture, whoever else is in it", () => {
    const whole = inksOf(twelve, twelve);
    for (const shown of [["person:3"], ["person:9", "person:3"], twelve.slice(2, 7)]) {
      for (const [key, ink] of inksOf(shown, twelve)) expect(ink).toEqual(whole.get(key));
    }
  });

  it("is nobody else's in a picture of up to twelve, of however many there are", () => {
    const everybody = Array.from({ length: 500 }, (_, i) => `person:${i}`);
    for (let i = 0; i < 400; i += 40) {
      const shown = everybody.slice(i, i + 12);
      expect(new Set([...inksOf(shown, everybody).values()].map(({ fill }) => fill)).size).toBe(12);
    }
  });

  it("is shared as evenly as can be by more than twelve", () => {
    const shown = Array.from({ length: 24 }, (_, i) => `person:${i}`);
    const counts = Map.groupBy(inksOf(shown, []).values(), ({ fill }) => fill);
    expect([...counts.values()].map((all) => all.length)).toEqual(Array.from({ length: 12 }, () => 2));
  });
});
