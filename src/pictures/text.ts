import { em } from "./fonts.ts";
import type { Lettering, Line, Style } from "./lettering.ts";
import { node, type Svg } from "./svg.ts";

export interface Spot {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly fill: string;
  readonly anchor?: "start" | "middle" | "end";
}

/** How wide a line is at a size. */
export const widthOf = (line: Line, size: number): number => (line.width / em) * size;

/** The baseline of text that stands in the middle between two heights: half a capital below it. */
export const baseline = (top: number, height: number, size: number): number => top + height / 2 + size * 0.36;

/** A line of text, as shapes: it looks the same wherever it is shown, whatever fonts there are. */
export const lineAt = (line: Line, size: number, { x, y, fill, anchor = "start" }: Spot): Svg => {
  const start = x - widthOf(line, size) * { start: 0, middle: 0.5, end: 1 }[anchor];
  const scale = size / em;
  const transform = `translate(${start.toFixed(2)} ${y.toFixed(2)}) scale(${scale} ${-scale})`;
  return node("use", { href: `#${line.id}`, transform, fill });
};

/** As much of a text as there is room for; nothing where there is none. */
export const textAt = (
  lettering: Lettering,
  text: string,
  { width, ...spot }: Style & Spot & { readonly width: number },
): readonly Svg[] => {
  const line = lettering.fit([text], spot, width) ?? lettering.cut(text, spot, width);
  return line === undefined ? [] : [lineAt(line, spot.size, spot)];
};

/** The shapes that drawn lines refer to, each once. */
export const shapesOf = (drawn: readonly Svg[], lettering: Lettering): Svg => {
  const used = new Set(
    drawn.flatMap(({ markup }) => [...markup.matchAll(/<use href="#([^"]+)"/g)].map(([, id]) => id)),
  );
  return node("defs", {}, ...[...used].map((id = "") => node("path", { id, d: lettering.outline(id) })));
};
