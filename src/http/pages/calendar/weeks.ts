import { html } from "hono/html";
import type { Bar, CalendarView, Row, Week } from "../../../presentation/oncall-calendar.ts";
import { calendarPeriod, stretchWhen, stretchWho } from "../../../presentation/oncall-calendar-words.ts";
import { daysWords, monthWord, weekdayWord } from "../../../presentation/wall-words.ts";
import type { Html } from "../../render.ts";
import { type Drawing, drawingOf, marks, track } from "./track.ts";

/** Where what is shown leads. */
export interface Leads {
  bar(row: Row, bar: Bar): string;
  /** Undefined for a row that leads nowhere. */
  row(row: Row): string | undefined;
  person(key: string): string;
}

/** The weeks as tracks, whose colour is whose, and the same as a list. */
export const calendarWeeks = (view: CalendarView, leads: Leads): Html => {
  const drawing = drawingOf(view, leads.bar);
  return html`${marks}
<p class="note">${calendarPeriod(view)}</p>
${view.weeks.map((week) => weekOf(drawing, week, leads))}
${key(drawing, leads)}
${asList(view, leads)}`;
};

const weekOf = (drawing: Drawing, week: Week, leads: Leads): Html => {
  const dates = week.days.map(({ date }) => Temporal.PlainDate.from(date));
  const [first, last] = [dates[0], dates.at(-1)];
  const title = first === undefined || last === undefined ? "" : daysWords(first, last);
  return html`<section class="week" aria-label="${title}">
<div class="head"></div>
<ol class="days" aria-hidden="true">${week.days.map(
    ({ date, hours }) =>
      html`<li>${dayOf(Temporal.PlainDate.from(date))}${hours === 24 ? "" : html` <small>${hours} h</small>`}</li>`,
  )}</ol>
${week.rows.map((row) => {
  const address = leads.row(row);
  return html`<div class="label ${row.kind}">${address === undefined ? row.name : html`<a href="${address}">${row.name}</a>`}</div>
${track(drawing, week, row)}`;
})}
</section>`;
};

/** "Mon 5 Jan"; a narrow screen has no room for the month. */
const dayOf = (date: Temporal.PlainDate): Html =>
  html`${weekdayWord(date)} ${date.day}<span class="month"> ${monthWord(date)}</span>`;

const key = ({ view, inks }: Drawing, leads: Leads): Html => {
  const kinds = new Set(
    view.schedules.flatMap((one) => [one, ...one.layers]).flatMap(({ stretches }) => stretches.map(({ kind }) => kind)),
  );
  const swatch = (look: Html) =>
    html`<svg class="swatch" viewBox="0 0 34 22" aria-hidden="true"><rect x="1" y="1" width="32" height="20" rx="4" ${look}/></svg>`;
  return html`<ul class="key" aria-label="Whose colour is whose">
${view.people.map((person) => {
  const ink = inks.get(person.key);
  return html`<li>${swatch(html`fill="${ink?.fill}" stroke="${ink?.edge}" stroke-width="2"`)}<a href="${leads.person(person.key)}">${person.name}</a></li>`;
})}
${kinds.has("override") ? html`<li>${swatch(html`class="override-mark"`)}dashed: an override</li>` : ""}
${kinds.has("gap") ? html`<li>${swatch(html`class="gap" fill="url(#gap)"`)}nobody on call</li>` : ""}
${kinds.has("muted gap") ? html`<li>${swatch(html`fill="url(#meant)"`)}nobody, as meant</li>` : ""}
</ul>`;
};

const asList = (view: CalendarView, leads: Leads): Html => html`<details>
<summary>The same as a list</summary>
${view.schedules.map((schedule) => {
  const row: Row = { kind: "schedule", schedule: schedule.key, name: schedule.name, bars: [] };
  return html`<table>
<caption>${schedule.name}</caption>
<thead><tr><th scope="col">When</th><th scope="col">Who</th></tr></thead>
<tbody>${schedule.stretches.map((stretch) => {
    const bar = { stretch, start: Math.max(stretch.start, view.start), end: stretch.end, begins: true, ends: true };
    const when = stretchWhen(view, stretch);
    const isNow = stretch.start <= view.now && view.now < stretch.end;
    return html`<tr><td>${stretch.kind === "muted gap" ? when : html`<a href="${leads.bar(row, bar)}">${when}</a>`}${isNow ? html` <span class="badge">now</span>` : ""}</td><td>${stretchWho(stretch)}</td></tr>`;
  })}</tbody>
</table>`;
})}
</details>`;
