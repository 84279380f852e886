import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { Bar, Row, Week } from "../presentation/oncall-calendar.ts";
import type { Day } from "../presentation/oncall-weeks.ts";
import { dateWords, monthWord, timeWords, weekdayWord } from "../presentation/wall-words.ts";
import { type Drawn, drawBar, lanesOf } from "./calendar-bar.ts";
import { paper } from "./ink.ts";
import { hatch, margin, type Part, type Sheet } from "./sheet.ts";
import { node, type Svg } from "./svg.ts";
import { baseline, lineAt, textAt, widthOf } from "./text.ts";

const headHeight = 38;
const nowHeight = 30;
/** Above the first row and below the last. */
const air = 10;

/** How rows of a kind look. */
const rows = {
  schedule: { height: 46, lane: 30, above: 8, size: 21, label: { size: 19, weight: 600, fill: paper.text } },
  layer: { height: 28, lane: 24, above: 4, size: 16, label: { size: 16, weight: 400, fill: paper.quiet } },
} as const;

/** Where instants of a week lie: days are equally wide, and in a day of 23 or 25 hours each hour takes its part of it. */
const scaleOf = ({ left, right }: Pick<Sheet, "left" | "right">, week: Week): ScaleLinear<number, number> =>
  scaleLinear()
    .domain([...week.days.map(({ start }) => start), week.end])
    .range(Array.from({ length: week.days.length + 1 }, (_, i) => left + ((right - left) * i) / week.days.length))
    .clamp(true);

export const drawWeek = (sheet: Sheet, week: Week, top: number): Part => {
  const x = scaleOf(sheet, week);
  const hasNow = week.start <= sheet.view.now && sheet.view.now < week.end;
  const now = hasNow ? x(sheet.view.now) : undefined;
  let y = top + headHeight + (hasNow ? nowHeight : air);
  const drawn = week.rows.map((row, i) => {
    const { height, lane, above } = rows[row.kind];
    if (i > 0) y += above;
    const most = Math.max(1, ...row.bars.map(({ stretch }) => lanesOf(stretch)));
    const used = Math.max(height, most * lane);
    const part = drawRow(sheet, row, { x, y, height: used, ...(now === undefined ? {} : { now }) });
    y += used;
    return part;
  });
  const ground = { x, top, bottom: y + air };
  const svg = node(
    "g",
    { class: "week" },
    ...drawDays(sheet, week, ground),
    ...drawn.flatMap(({ shapes }) => shapes),
    ...drawMidnights(ground),
    ...(now === undefined ? [] : drawNow(sheet, now, ground)),
    ...drawn.flatMap(({ labels }) => labels),
  );
  return { svg, height: ground.bottom - top };
};

interface Ground {
  readonly x: ScaleLinear<number, number>;
  readonly top: number;
  readonly bottom: number;
}

const drawDays = (sheet: Sheet, week: Week, { x, top, bottom }: Ground): readonly Svg[] => {
  const under = top + headHeight;
  const columns = x.range();
  const days = week.days.flatMap((day, i): readonly Svg[] => {
    const [from = 0, to = 0] = [columns[i], columns[i + 1]];
    const date = Temporal.PlainDate.from(day.date);
    const fill = day.hours === 0 ? hatch("off") : date.dayOfWeek > 5 ? paper.weekend : undefined;
    const box = { x: from, y: under, width: to - from, height: bottom - under };
    return [
      ...(fill === undefined ? [] : [node("rect", { ...box, fill })]),
      ...drawDayName(sheet, day, { first: i === 0, from, to, top }),
    ];
  });
  return [
    ...days,
    node("path", { d: `M${sheet.left} ${under}H${sheet.right}`, stroke: paper.line, "stroke-width": 2 }),
  ];
};

/** Where days begin, also where somebody is on call over midnight. */
const drawMidnights = ({ x, top, bottom }: Ground): readonly Svg[] =>
  x
    .range()
    .slice(1, -1)
    .map((at) => node("path", { d: `M${at.toFixed(2)} ${top + headHeight}V${bottom}`, stroke: paper.midnight }));

const drawDayName = (
  sheet: Sheet,
  day: Day,
  {
    first,
    from,
    to,
    top,
  }: { readonly first: boolean; readonly from: number; readonly to: number; readonly top: number },
): readonly Svg[] => {
  const date = Temporal.PlainDate.from(day.date);
  const isToday = day.start <= sheet.view.now && sheet.view.now < day.end;
  const fill = isToday ? paper.now : date.dayOfWeek > 5 ? paper.quiet : paper.text;
  const style = { size: 19, weight: isToday ? 600 : 400 } as const;
  const y = baseline(top, headHeight, style.size);
  const note = day.hours === 24 ? undefined : sheet.lettering.line(`${day.hours.toLocaleString("en")} h`, 600);
  const noted = note === undefined ? 0 : widthOf(note, 16) + 14;
  const short = `${weekdayWord(date)} ${date.day}`;
  const names = first || date.day === 1 ? [dateWords(date), `${date.day} ${monthWord(date)}`, short] : [short];
  const line = sheet.lettering.fit([...names, `${date.day}`], style, to - from - 12 - noted);
  return [
    ...(line === undefined ? [] : [lineAt(line, style.size, { x: from + 6, y, fill })]),
    ...(note === undefined ? [] : drawDayNote(note, to, top)),
  ];
};

/** How many hours a day has that has not 24. */
const drawDayNote = (line: Parameters<typeof lineAt>[0], right: number, top: number): readonly Svg[] => {
  const width = widthOf(line, 16) + 12;
  const box = { x: right - width - 4, y: top + 6, width, height: headHeight - 12 };
  const y = baseline(box.y, box.height, 16);
  return [
    node("rect", { ...box, rx: 6, fill: paper.text }),
    lineAt(line, 16, { x: box.x + width / 2, y, fill: paper.ground, anchor: "middle" }),
  ];
};

interface RowPlace {
  readonly x: ScaleLinear<number, number>;
  readonly y: number;
  readonly height: number;
  readonly now?: number;
}

const drawRow = (sheet: Sheet, row: Row, { x, y, height, ...crossed }: RowPlace): Drawn => {
  const { label, size } = rows[row.kind];
  const spot = { x: margin, y: baseline(y, height, label.size), width: sheet.left - margin - 16 };
  const name = sheet.left === margin ? [] : textAt(sheet.lettering, row.name, { ...label, ...spot });
  const bars = row.bars
    .map((bar) => ({ bar, box: boxOf(x, bar) }))
    .filter(({ box }) => box.width > 0)
    .map(({ bar, box }) => drawBar(sheet, bar, { ...box, y, height, size, ...crossed }));
  return {
    shapes: [node("g", { class: row.kind, "data-schedule": row.schedule }, ...bars.flatMap(({ shapes }) => shapes))],
    labels: [...name, ...bars.flatMap(({ labels }) => labels)],
  };
};

/** Neighbours are a little apart, as far as they are wide enough. */
const boxOf = (x: ScaleLinear<number, number>, bar: Bar): { readonly x: number; readonly width: number } => {
  const [from, to] = [x(bar.start), x(bar.end)];
  const apart = Math.min(2, (to - from) / 6);
  const start = from + (bar.begins ? apart : 0);
  return { x: start, width: to - (bar.ends ? apart : 0) - start };
};

const drawNow = (sheet: Sheet, x: number, { top, bottom }: Ground): readonly Svg[] => {
  const now = Temporal.Instant.fromEpochMilliseconds(sheet.view.now).toZonedDateTimeISO(sheet.view.zone);
  const line = sheet.lettering.line(`now ${timeWords(now)}`, 600);
  if (line === undefined) return [];
  const width = widthOf(line, 16) + 16;
  const left = Math.min(Math.max(x - width / 2, sheet.left), sheet.right - width);
  const box = { x: left, y: top + headHeight + 4, width, height: 23 };
  const d = `M${x.toFixed(2)} ${box.y + box.height}V${bottom}`;
  const y = baseline(box.y, box.height, 16);
  return [
    node("path", { class: "now", d, stroke: paper.now, "stroke-width": 3 }),
    node("rect", { ...box, rx: 6, fill: paper.now }),
    lineAt(line, 16, { x: left + width / 2, y, fill: paper.ground, anchor: "middle" }),
  ];
};
