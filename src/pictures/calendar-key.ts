import type { CalendarView, Stretch } from "../presentation/oncall-calendar.ts";
import { type Ink, paper } from "./ink.ts";
import { type Box, barPath, hatch, margin, type Part, pageWidth, type Sheet } from "./sheet.ts";
import { node, type Svg } from "./svg.ts";
import { baseline, textAt } from "./text.ts";

/** More people than this are not told by their colour. */
const mostPeople = 24;
const columns = 4;
const rowHeight = 36;
const size = 18;
const swatch = { width: 34, height: 22 };

interface Entry {
  readonly text: string;
  readonly mark: (box: Box) => readonly Svg[];
}

/** Whose colour is whose, and what the other marks mean that the picture has. */
export const drawKey = (sheet: Sheet, top: number): Part => {
  const people = sheet.view.people.slice(0, mostPeople);
  const unnamed = sheet.view.people.length - people.length;
  const entries: readonly Entry[] = [
    ...people.map((person) => ({
      text: sheet.naming(person),
      mark: (box: Box) => personMark(sheet.inks.get(person.key), box),
    })),
    ...(unnamed > 0 ? [{ text: `and ${unnamed} more people`, mark: () => [] }] : []),
    ...marksOf(sheet.view),
  ];
  const width = (pageWidth - 2 * margin) / columns;
  const drawn = entries.flatMap(({ text, mark }, i) => {
    const [x, y] = [margin + (i % columns) * width, top + Math.floor(i / columns) * rowHeight];
    const box = { x, y: y + (rowHeight - swatch.height) / 2, ...swatch };
    return [
      ...mark(box),
      ...textAt(sheet.lettering, text, {
        x: x + swatch.width + 10,
        y: baseline(y, rowHeight, size),
        width: width - swatch.width - 26,
        size,
        weight: 400,
        fill: paper.text,
      }),
    ];
  });
  return { svg: node("g", { class: "key" }, ...drawn), height: Math.ceil(entries.length / columns) * rowHeight };
};

const whole = { begins: true, ends: true };

const personMark = (ink: Ink | undefined, box: Box): readonly Svg[] => [
  node("path", { d: barPath(box, whole), fill: ink?.fill }),
  node("path", { d: barPath({ ...box, width: 6 }, { begins: true, ends: false }), fill: ink?.edge }),
];

const marksOf = (view: CalendarView): readonly Entry[] => {
  const stretches = view.schedules.flatMap((one) => [one, ...one.layers]).flatMap((one) => one.stretches);
  const has = (kind: Stretch["kind"]) => stretches.some((stretch) => stretch.kind === kind);
  const dashed = { fill: paper.ground, stroke: paper.quiet, "stroke-width": 2, "stroke-dasharray": "6 4" };
  const striped = { fill: hatch("gap"), stroke: paper.gapLine, "stroke-width": 1.5 };
  return [
    ...(has("override") ? [{ text: "override", mark: markOf(dashed) }] : []),
    ...(has("gap") ? [{ text: "nobody on call", mark: markOf(striped) }] : []),
    ...(has("muted gap") ? [{ text: "nobody, as meant", mark: markOf({ fill: hatch("off") }) }] : []),
  ];
};

const markOf =
  (look: Readonly<Record<string, string | number>>): Entry["mark"] =>
  (box) => [node("path", { d: barPath(box, whole), ...look })];
