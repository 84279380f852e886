import { html } from "hono/html";
import { type Ink, inksOf } from "../../../pictures/ink.ts";
import type { Bar, CalendarView, Named, Row, Week } from "../../../presentation/oncall-calendar.ts";
import { stretchWhen, stretchWho } from "../../../presentation/oncall-calendar-words.ts";
import { timeWords } from "../../../presentation/wall-words.ts";
import type { Html } from "../../render.ts";

/** More people at once than this are counted. */
const mostLanes = 4;
const laneHeight = 28;

export interface Drawing {
  readonly view: CalendarView;
  readonly inks: ReadonlyMap<string, Ink>;
  /** Where a bar of a row leads. */
  readonly address: (row: Row, bar: Bar) => string;
}

export const drawingOf = (view: CalendarView, address: Drawing["address"]): Drawing => ({
  view,
  inks: inksOf(
    view.people.map(({ key }) => key),
    view.everybody,
  ),
  address,
});

/** What the tracks of a page refer to; once a page. */
export const marks = html`<svg class="marks" aria-hidden="true"><defs>
<pattern id="gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" class="gap-ground"/><rect width="3" height="8" class="gap-line"/></pattern>
<pattern id="meant" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="8" class="meant-line"/></pattern>
</defs></svg>`;

/** One row of a week: who is on call when. Its width is the week's, whatever the screen's. */
export const track = (drawing: Drawing, week: Week, row: Row): Html => {
  const lanes = Math.max(1, ...row.bars.map(lanesOf));
  const height = lanes * laneHeight + 8;
  const { now } = drawing.view;
  return html`<svg class="track" width="100%" height="${height}" role="group" aria-label="${row.name}">
${days(week, now)}
${row.bars.map((bar) => drawBar(drawing, week, row, { bar, height }))}
${now >= week.start && now < week.end ? html`<line class="now" x1="${part(week, now)}" x2="${part(week, now)}" y1="0" y2="100%"/>` : ""}
</svg>`;
};

const lanesOf = ({ stretch }: Bar): number => Math.min(Math.max(stretch.people.length, 1), mostLanes);

/** Where in a week an instant lies. */
const part = ({ start, end }: Week, at: number): string => `${(((at - start) / (end - start)) * 100).toFixed(3)}%`;

const days = (week: Week, now: number): readonly Html[] =>
  week.days
    .filter(({ hours }) => hours > 0)
    .map(({ date, start, end }) => {
      const kind =
        start <= now && now < end ? "today" : Temporal.PlainDate.from(date).dayOfWeek > 5 ? "weekend" : "day";
      return html`<rect class="${kind}" x="${part(week, start)}" width="${part(week, week.start + end - start)}" height="100%"/>`;
    });

interface Placed {
  readonly bar: Bar;
  readonly height: number;
}

const drawBar = (drawing: Drawing, week: Week, row: Row, { bar, height }: Placed): Html => {
  const { stretch } = bar;
  const said = `${row.name}: ${stretchWho(stretch)}, ${stretchWhen(drawing.view, stretch)}`;
  const box = html`x="${part(week, bar.start)}" width="${part(week, week.start + bar.end - bar.start)}" y="4" height="${height - 8}"`;
  if (stretch.kind === "muted gap") {
    return html`<svg ${box} role="img" aria-label="${row.name}: nobody, as meant"><rect width="100%" height="100%" fill="url(#meant)"/></svg>`;
  }
  const { people } = stretch;
  const lanes = lanesOf(bar);
  const laneOf = (i: number) => html`y="${(i * 100) / lanes}%" height="${100 / lanes}%"`;
  const shown = people.slice(0, people.length > lanes ? lanes - 1 : lanes);
  return html`<a href="${drawing.address(row, bar)}" aria-label="${said}"><svg ${box}><title>${said}</title>
${people.length === 0 ? html`<rect class="gap" width="100%" height="100%" rx="4" fill="url(#gap)"/><text class="gap-text" x="10" y="50%">nobody</text>` : ""}
${shown.map((person, i) => html`<svg ${laneOf(i)}>${lane(drawing, bar, person)}</svg>`)}
${people.length > shown.length && people.length > 0 ? html`<svg ${laneOf(lanes - 1)}><text class="more" x="10" y="50%">and ${people.length - shown.length} more</text></svg>` : ""}
</svg></a>`;
};

const lane = ({ view, inks }: Drawing, bar: Bar, person: Named): Html => {
  const ink = inks.get(person.key);
  const looks =
    bar.stretch.kind === "override" ? html`stroke="${ink?.edge}" stroke-width="2" stroke-dasharray="6 4"` : "";
  return html`<rect x="1" y="1" width="100%" height="94%" rx="4" fill="${ink?.fill}" ${looks}/>${
    bar.begins ? html`<rect x="1" y="1" width="5" height="94%" fill="${ink?.edge}"/>` : ""
  }<text x="12" y="50%">${person.name}${beginning(view, bar)}</text>`;
};

/** " 09:00", where it begins here and not at midnight. */
const beginning = ({ zone }: CalendarView, { start, begins }: Bar): Html | "" => {
  const at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  return !begins || at.equals(at.startOfDay()) ? "" : html`<tspan class="when" dx="6">${timeWords(at)}</tspan>`;
};
