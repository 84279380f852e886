import type { CalendarView } from "../presentation/oncall-calendar.ts";
import { calendarAlt, calendarPeriod } from "../presentation/oncall-calendar-words.ts";
import { drawKey } from "./calendar-key.ts";
import { drawWeek } from "./calendar-week.ts";
import { inksOf, paper } from "./ink.ts";
import type { Lettering } from "./lettering.ts";
import { namingOf } from "./names.ts";
import { hatches, margin, pageWidth, type Sheet } from "./sheet.ts";
import { node, type Svg } from "./svg.ts";
import { shapesOf, textAt } from "./text.ts";

const labelWidth = 184;

/** The whole picture of a calendar: who is on call when, a row for each schedule in every week. */
export const drawSheet = (view: CalendarView, lettering: Lettering): string => {
  const sheet: Sheet = {
    view,
    lettering,
    naming: namingOf(view, lettering),
    inks: inksOf(
      view.people.map(({ key }) => key),
      view.everybody,
    ),
    left: needsLabels(view) ? margin + labelWidth : margin,
    right: pageWidth - margin,
  };
  const parts: Svg[] = drawTitle(sheet);
  let y = 132;
  for (const week of view.weeks) {
    const { svg, height } = drawWeek(sheet, week, y);
    parts.push(svg);
    y += height + 14;
  }
  const key = drawKey(sheet, y + 14);
  y += 14 + key.height;
  parts.push(key.svg);
  for (const text of notesOf(sheet)) {
    y += 34;
    parts.push(...textAt(lettering, text, { ...line, y: y - 6, size: 18, weight: 400, fill: paper.quiet }));
  }
  return page(view, y + margin - 6, [shapesOf(parts, lettering), ...parts]);
};

const page = (view: CalendarView, height: number, parts: readonly Svg[]): string => {
  const box = { width: pageWidth, height, viewBox: `0 0 ${pageWidth} ${height}` };
  return node(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...box, role: "img" },
    node("title", {}, view.title),
    node("desc", {}, calendarAlt(view)),
    hatches(),
    node("rect", { width: pageWidth, height, fill: paper.ground }),
    ...parts,
  ).markup;
};

const needsLabels = ({ schedules }: CalendarView): boolean =>
  schedules.length > 1 || schedules.some(({ layers }) => layers.length > 0);

const line = { x: margin, width: pageWidth - 2 * margin };

const drawTitle = ({ view, lettering }: Sheet): Svg[] => [
  ...textAt(lettering, view.title, { ...line, y: 72, size: 36, weight: 600, fill: paper.text }),
  ...textAt(lettering, calendarPeriod(view), { ...line, y: 108, size: 20, weight: 400, fill: paper.quiet }),
];

/** What the picture lacks, and the text with it has. */
const notesOf = ({ view, lettering, naming }: Sheet): readonly string[] => {
  const unnamed = view.people.filter(({ name }) => lettering.legible(name) === undefined).map(naming);
  return [
    ...(view.left > 0 ? [`${view.left} more schedules are not shown.`] : []),
    ...(unnamed.length > 0 ? [`No font here has the letters of ${unnamed.join(", ")}. The text has the name.`] : []),
  ];
};

/** Every text that may be drawn, for the letters it needs. */
export const textsOf = (view: CalendarView): readonly string[] => [
  view.title,
  ...view.people.map(({ name }) => name),
  ...view.schedules.flatMap(({ name, layers }) => [name, ...layers.map((layer) => layer.name)]),
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 :.,+-–…/_",
];
