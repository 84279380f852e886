import { html } from "hono/html";
import type { CalendarInTime } from "../../../domain/oncall/calendar-view.ts";
import type { MemberNames, ScheduleList } from "../../../domain/oncall/schedule-view.ts";
import { pages } from "../../../domain/page.ts";
import { type CalendarView, calendarView } from "../../../presentation/oncall-calendar.ts";
import { namingOf } from "../../../presentation/oncall-members.ts";
import { noSchedules } from "../../../presentation/oncall-now.ts";
import { plain, words } from "../../../presentation/say.ts";
import type { Visitor } from "../../env.ts";
import { type Html, renderBlocks } from "../../render.ts";
import type { Site } from "../../site.ts";
import { layout } from "../layout.ts";
import { type Ask, addressWith } from "./ask.ts";
import { type Choices, type Query, scheduleControls, timeControls } from "./controls.ts";
import { calendarWeeks, type Leads } from "./weeks.ts";

export interface Shown {
  readonly list: ScheduleList;
  readonly calendar: CalendarInTime;
  readonly policies: Choices["policies"];
}

/** Who is on call, by all schedules or those that are looked for (features.md G59, G60). */
export const calendarPage = (
  site: Site,
  visitor: Visitor,
  asked: { readonly ask: Ask; readonly query: Query },
  { list, calendar, policies }: Shown,
): Html => {
  const { ask, query } = asked;
  const now = visitor.ctx.now();
  const path = site.at(pages.oncall);
  const name = nameIn(calendar.names);
  const view = viewOf(calendar, { ask, now, title: "On call" });
  const choices = { counts: list.counts, policies, ...(ask.member === "" ? {} : { member: name(ask.member) }) };
  const found = html`${scheduleControls(site, query, ask, choices)}
${timeControls(path, query, ask)}
${
  list.found === 0
    ? html`<p>No schedule is like that. <a href="${path}">All of them</a></p>`
    : calendarWeeks(view, leadsOf(site, query, calendar))
}
${list.found > view.schedules.length ? html`<p class="note">The first ${view.schedules.length} of ${list.found} schedules. Find others by a part of their name.</p>` : ""}`;
  return layout(
    { title: "On call", site, visitor, here: "oncall" },
    list.counts.all === 0 ? html`${renderBlocks(noSchedules().blocks, { zone: ask.weeks.zone, now })}` : found,
  );
};

/** What members are called, in plain words. */
export const nameIn =
  (names: MemberNames) =>
  (key: string): string =>
    plain(words(namingOf(names)(key)));

export const viewOf = (
  { schedules, names, everybody }: CalendarInTime,
  { ask, now, title }: { readonly ask: Ask; readonly now: Temporal.Instant; readonly title: string },
): CalendarView =>
  calendarView({
    title,
    weeks: ask.weeks,
    now,
    everybody,
    name: nameIn(names),
    schedules: schedules.map(({ record, shifts, gaps, layers }) => ({
      key: record.key,
      name: record.name,
      shifts,
      gaps,
      layers,
    })),
  });

/** A bar leads to what is behind it, a row to its schedule, a person to the schedules they are in. */
export const leadsOf = (site: Site, query: Query, { schedules }: CalendarInTime): Leads => {
  const { zone } = query;
  const clocks = { ...(zone === undefined ? {} : { zone }) };
  return {
    bar: (row, bar) => addressWith(shiftPath(site, row.schedule, Math.max(bar.start, bar.stretch.start)), clocks, {}),
    row: (row) =>
      row.kind === "layer" || schedules.length === 1
        ? undefined
        : addressWith(schedulePath(site, row.schedule), keptIn(query), {}),
    person: (key) => addressWith(site.at(pages.oncall), keptIn(query), { member: key }),
  };
};

export const schedulePath = (site: Site, key: string): string => `${site.at(pages.oncall)}/${encodeURIComponent(key)}`;

const shiftPath = (site: Site, key: string, at: number): string =>
  `${schedulePath(site, key)}/at/${Temporal.Instant.fromEpochMilliseconds(at).toString()}`;

/** The time that is looked at stays the same from page to page. */
const keptIn = ({ from = "", weeks = "", zone = "" }: Query): Query => ({ from, weeks, zone });
