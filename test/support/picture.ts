import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import { drawSheet, textsOf } from "../../src/pictures/calendar-sheet.ts";
import { openFonts } from "../../src/pictures/fonts.ts";
import { type Lettering, letteringOf } from "../../src/pictures/lettering.ts";
import type { CalendarView } from "../../src/presentation/oncall-calendar.ts";

const fonts = await openFonts();

/** The letters that some texts need, and those of English. */
export const lettersFor = async (...texts: readonly string[]): Promise<Lettering> => {
  await fonts.load([
    ...texts,
    "The quick brown fox jumps over the lazy dog, 0123456789 – … : · + / ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  ]);
  return letteringOf(fonts);
};

/** A shape as it lies on the sheet. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SeenBar extends Extent {
  readonly kind: string;
  readonly people: string;
  readonly title: string;
  readonly start: string;
  readonly fills: readonly string[];
  readonly isDashed: boolean;
}

export interface SeenSheet {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly SeenBar[];
  /** Where the line of now stands. */
  readonly now?: number;
  /** Is a text written anywhere? */
  says(text: string): boolean;
}

/** Draws a calendar and reads what was drawn; whatever is not well-formed fails. */
export const seeSheet = async (view: CalendarView): Promise<SeenSheet> => {
  const lettering = await lettersFor(...textsOf(view));
  const svg = drawSheet(view, lettering);
  const root = readXml(svg);
  const line = elementsIn(root, "path").find((path) => path.getAttribute("class") === "now");
  return {
    svg,
    width: Number(root.getAttribute("width")),
    height: Number(root.getAttribute("height")),
    bars: elementsIn(root, "g")
      .filter((group) => group.hasAttribute("data-start"))
      .map(seeBar),
    ...(line === undefined ? {} : { now: extentOf(line).left }),
    says: (text) =>
      ([400, 600] as const).some((weight) => svg.includes(`<use href="#${lettering.line(text, weight)?.id}"`)),
  };
};

export const readXml = (text: string): Element => {
  const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, "image/svg+xml").documentElement;
  if (root === null) throw new Error("There is nothing in it.");
  return root;
};

const elementsIn = (root: Element, name: string): readonly Element[] => [...root.getElementsByTagName(name)];

const seeBar = (group: Element): SeenBar => {
  const paths = elementsIn(group, "path");
  const extents = paths.map(extentOf);
  return {
    kind: group.getAttribute("class") ?? "",
    people: group.getAttribute("data-people") ?? "",
    start: group.getAttribute("data-start") ?? "",
    title: elementsIn(group, "title")[0]?.textContent ?? "",
    left: Math.min(...extents.map(({ left }) => left)),
    right: Math.max(...extents.map(({ right }) => right)),
    top: Math.min(...extents.map(({ top }) => top)),
    bottom: Math.max(...extents.map(({ bottom }) => bottom)),
    fills: paths.map((path) => path.getAttribute("fill") ?? ""),
    isDashed: paths.some((path) => path.hasAttribute("stroke-dasharray")),
  };
};

/** Follows a path of M, H, V and quarter circles. */
const extentOf = (path: Element): Extent => {
  let [x, y] = [0, 0];
  const points: (readonly [number, number])[] = [];
  for (const [, command, list = ""] of (path.getAttribute("d") ?? "").matchAll(/([MHVaZ])([^MHVaZ]*)/g)) {
    const numbers = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [last = 0, before = 0] = [numbers.at(-1), numbers.at(-2)];
    if (command === "M") [x, y] = [before, last];
    if (command === "H") x = last;
    if (command === "V") y = last;
    if (command === "a") [x, y] = [x + before, y + last];
    points.push([x, y]);
  }
  const [xs, ys] = [points.map(([one]) => one), points.map(([, one]) => one)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};
