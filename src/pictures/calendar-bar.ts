import type { Bar, Named, Stretch } from "../presentation/oncall-calendar.ts";
import { stretchWhen, stretchWho } from "../presentation/oncall-calendar-words.ts";
import { timeWords } from "../presentation/wall-words.ts";
import { type Ink, pale, paper, unknownInk } from "./ink.ts";
import type { Line } from "./lettering.ts";
import { fitName } from "./names.ts";
import { type Box, barPath, hatch, type Sheet } from "./sheet.ts";
import { node, type Svg } from "./svg.ts";
import { baseline, lineAt, widthOf } from "./text.ts";

/** More people at once than this are counted. */
const mostLanes = 3;

/** How many people of a stretch are drawn below one another. */
export const lanesOf = ({ people }: Stretch): number => Math.min(Math.max(people.length, 1), mostLanes);

/** Where a bar is drawn, how large its text is, and where the line of now crosses it. */
export interface Place extends Box {
  readonly size: number;
  readonly now?: number;
}

/** What is drawn of a bar: shapes lie under the lines of the week, labels over them. */
export interface Drawn {
  readonly shapes: readonly Svg[];
  readonly labels: readonly Svg[];
}

/** Who is on call for a while, or that nobody is. What it shows can be read from it too. */
export const drawBar = (sheet: Sheet, bar: Bar, place: Place): Drawn => {
  const { stretch } = bar;
  const { shapes, labels } =
    stretch.people.length > 0 ? drawShift(sheet, bar, place) : drawGap(sheet, stretch.kind === "muted gap", bar, place);
  const read = {
    class: stretch.kind.replace(" ", "-"),
    "data-start": instantOf(bar.start),
    "data-end": instantOf(bar.end),
    "data-people": stretch.people.map(({ key }) => key).join(" "),
  };
  const title = `${stretchWhen(sheet.view, stretch)}: ${stretchWho(stretch)}`;
  return { shapes: [node("g", read, node("title", {}, title), ...shapes)], labels };
};

const instantOf = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();

const padding = 10;

const drawGap = (sheet: Sheet, muted: boolean, bar: Bar, place: Place): Drawn => {
  const d = barPath(place, bar);
  if (muted) return { shapes: [node("path", { d, fill: hatch("off") })], labels: [] };
  const line = sheet.lettering.fit(["nobody", "–"], { size: place.size, weight: 600 }, place.width - 2 * padding);
  return {
    shapes: [node("path", { d, fill: hatch("gap"), stroke: paper.gapLine, "stroke-width": 1.5 })],
    labels: line === undefined ? [] : wordsAt([{ line, size: place.size }], inner(place, padding), paper.gapText),
  };
};

const between = 3;

const drawShift = (sheet: Sheet, bar: Bar, place: Place): Drawn => {
  const { people } = bar.stretch;
  const lanes = lanesOf(bar.stretch);
  const height = (place.height - (lanes - 1) * between) / lanes;
  const drawn = people.slice(0, lanes).map((person, i) => {
    const lane = { ...place, y: place.y + i * (height + between), height };
    const others = people.length - i;
    return i === lanes - 1 && others > 1 ? drawOthers(sheet, others, bar, lane) : drawPerson(sheet, person, bar, lane);
  });
  return { shapes: drawn.flatMap(({ shapes }) => shapes), labels: drawn.flatMap(({ labels }) => labels) };
};

const edgeWidth = 6;

const drawPerson = (sheet: Sheet, person: Named, bar: Bar, place: Place): Drawn => {
  const ink = inkOf(sheet, person, bar);
  const hasEdge = bar.begins && place.width > 7 * edgeWidth;
  const inset = Math.min(padding, place.width / 8) + (hasEdge ? edgeWidth - 1 : 0);
  return {
    shapes: [
      node("path", { d: barPath(place, bar), fill: ink.fill }),
      ...(hasEdge
        ? [node("path", { d: barPath({ ...place, width: edgeWidth }, { begins: true, ends: false }), fill: ink.edge })]
        : []),
      ...(bar.stretch.kind === "override" ? [outline(place, bar, ink)] : []),
    ],
    labels: label(sheet, sheet.naming(person), bar, inner(place, inset)),
  };
};

const drawOthers = (sheet: Sheet, count: number, bar: Bar, place: Place): Drawn => {
  const style = { size: place.size, weight: 600 } as const;
  const line = sheet.lettering.fit([`and ${count} more`, `+${count}`], style, place.width - 2 * padding);
  return {
    shapes: [node("path", { d: barPath(place, bar), fill: unknownInk.fill })],
    labels: line === undefined ? [] : wordsAt([{ line, size: place.size }], inner(place, padding), paper.text),
  };
};

/** The room for text: it begins after the inset, and ends before one as large as that of the others. */
const inner = (place: Place, inset: number): Place => ({
  ...place,
  x: place.x + inset,
  width: place.width - inset - Math.min(inset, padding),
});

/** An override is dashed, so that it is seen without its colour. */
const outline = (place: Place, bar: Bar, ink: Ink): Svg => {
  const box = { x: place.x + 1, y: place.y + 1, width: Math.max(place.width - 2, 0), height: place.height - 2 };
  const dashes = { stroke: ink.edge, "stroke-width": 2, "stroke-dasharray": "6 4" };
  return node("path", { d: barPath(box, bar), fill: "none", ...dashes });
};

const inkOf = (sheet: Sheet, person: Named, bar: Bar): Ink => {
  const ink = sheet.inks.get(person.key) ?? unknownInk;
  return isPast(sheet, bar) ? { fill: pale(ink.fill), edge: pale(ink.edge) } : ink;
};

const isPast = ({ view }: Sheet, { stretch }: Bar): boolean => stretch.end <= view.now;

/** The name, and before it when the stretch begins, if that is not midnight and there is room for both. */
const label = (sheet: Sheet, name: string, bar: Bar, place: Place): readonly Svg[] => {
  const fill = isPast(sheet, bar) ? paper.quiet : paper.text;
  const fitted = fitName(sheet.lettering, name, place);
  if (fitted === undefined) return [];
  const begin = fitted.isWhole ? beginOf(sheet, bar) : undefined;
  const time = begin === undefined ? undefined : sheet.lettering.line(begin, 400);
  const both = time === undefined ? [fitted] : [{ line: time, size: place.size - 3 }, fitted];
  return wordsAt(lengthOf(both) <= place.width ? both : [fitted], place, fill);
};

const beginOf = ({ view }: Sheet, bar: Bar): string | undefined => {
  if (!bar.begins) return undefined;
  const at = Temporal.Instant.fromEpochMilliseconds(bar.start).toZonedDateTimeISO(view.zone);
  return at.equals(at.startOfDay()) ? undefined : timeWords(at);
};

interface Word {
  readonly line: Line;
  readonly size: number;
}

const space = 8;

const lengthOf = (all: readonly Word[]): number =>
  all.reduce((sum, { line, size }) => sum + widthOf(line, size), (all.length - 1) * space);

/** Words beside one another; after the line of now, where it would cross them and there is room. */
const wordsAt = (all: readonly Word[], { x, width, y, height, size, now }: Place, fill: string): readonly Svg[] => {
  const length = lengthOf(all);
  const isCrossed = now !== undefined && now > x - space && now < x + length + space;
  let at = isCrossed && now + space + length <= x + width ? now + space : x;
  return all.map((word) => {
    const drawn = lineAt(word.line, word.size, { x: at, y: baseline(y, height, size), fill });
    at += widthOf(word.line, word.size) + space;
    return drawn;
  });
};
