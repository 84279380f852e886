import type { CalendarView } from "../presentation/oncall-calendar.ts";
import { type Ink, paper } from "./ink.ts";
import type { Lettering } from "./lettering.ts";
import type { Naming } from "./names.ts";
import { node, type Svg } from "./svg.ts";

/** What is drawn on, in pixels. */
export interface Sheet {
  readonly view: CalendarView;
  readonly lettering: Lettering;
  readonly naming: Naming;
  readonly inks: ReadonlyMap<string, Ink>;
  /** The days lie between these; the names of rows to the left. */
  readonly left: number;
  readonly right: number;
}

/** What is drawn of it, and how much of its height that takes. */
export interface Part {
  readonly svg: Svg;
  readonly height: number;
}

export const pageWidth = 1200;
export const margin = 40;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A bar that is rounded where something begins or ends, and cut where it goes on in another week. */
export const barPath = (
  { x, y, width, height }: Box,
  { begins, ends }: { readonly begins: boolean; readonly ends: boolean },
): string => {
  const most = Math.min(8, width / 2, height / 2);
  const [l, r] = [begins ? most : 0, ends ? most : 0].map((radius) => Math.round(radius * 100) / 100) as [
    number,
    number,
  ];
  const corner = (radius: number, dx: number, dy: number) =>
    radius === 0 ? "" : `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const to = (value: number) => Math.round(value * 100) / 100;
  return [
    `M${to(x + l)} ${to(y)}H${to(x + width - r)}`,
    corner(r, r, r),
    `V${to(y + height - r)}`,
    corner(r, -r, r),
    `H${to(x + l)}`,
    corner(l, -l, -l),
    `V${to(y + l)}`,
    corner(l, l, -l),
    "Z",
  ].join("");
};

/** Stripes: of a gap, and fainter of one that is meant. */
export const hatches = (): Svg =>
  node("defs", {}, stripes("gap", paper.gap, paper.gapLine), stripes("off", paper.ground, paper.off));

export const hatch = (kind: "gap" | "off"): string => `url(#hatch-${kind})`;

const stripes = (kind: "gap" | "off", ground: string, line: string): Svg =>
  node(
    "pattern",
    { id: `hatch-${kind}`, width: 12, height: 12, patternUnits: "userSpaceOnUse" },
    node("rect", { width: 12, height: 12, fill: ground }),
    node("path", { d: "M-3 3L3 -3M-3 15L15 -3M9 15L15 9", stroke: line, "stroke-width": 3 }),
  );
