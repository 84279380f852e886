import { html } from "hono/html";
import type { CalendarInTime } from "../../../domain/oncall/calendar-view.ts";
import type { ScheduleView } from "../../../domain/oncall/schedule-view.ts";
import { pages } from "../../../domain/page.ts";
import { scheduleCard } from "../../../presentation/oncall-schedule.ts";
import type { Visitor } from "../../env.ts";
import { type Html, renderBlocks } from "../../render.ts";
import type { Site } from "../../site.ts";
import { layout, proofField } from "../layout.ts";
import { type Ask, addressWith } from "./ask.ts";
import { leadsOf, schedulePath, viewOf } from "./calendar.ts";
import { type Query, timeControls } from "./controls.ts";
import { calendarWeeks } from "./weeks.ts";

/** One schedule: its calendar with each layer by itself, then all that is defined of it. */
export const schedulePage = (
  site: Site,
  visitor: Visitor,
  { ask, query }: { readonly ask: Ask; readonly query: Query },
  { view, calendar }: { readonly view: ScheduleView; readonly calendar: CalendarInTime },
): Html => {
  const { record } = view;
  const now = visitor.ctx.now();
  const [heading, ...blocks] = scheduleCard(view).blocks;
  const policies = calendar.schedules[0]?.policies ?? [];
  return layout(
    { title: record.name, site, visitor, here: "oncall" },
    html`<p><a href="${site.at(pages.oncall)}">All schedules</a></p>
${timeControls(schedulePath(site, record.key), query, ask)}
${calendarWeeks(viewOf(calendar, { ask, now, title: record.name }), leadsOf(site, query, calendar))}
<h2>How it is set up</h2>
${renderBlocks(heading?.kind === "heading" ? blocks : scheduleCard(view).blocks, { zone: ask.weeks.zone, now })}
${policyList(site, policies)}
<h2>In your calendar</h2>
<p>An address that your calendar application reads, with who is on call by ${record.name}.</p>
<form method="post" action="${site.at(pages.feeds)}">
${proofField(visitor)}
<input type="hidden" name="schedule" value="${record.key}">
<button>Make an address</button>
</form>`,
  );
};

/** The notification policies that reach whoever is on call. */
export const policyList = (site: Site, policies: readonly { readonly key: string; readonly name: string }[]): Html =>
  policies.length === 0
    ? html`<p>No notification policy reaches whoever is on call by it.</p>`
    : html`<p>Reached by ${policies.length === 1 ? "the notification policy" : "the notification policies"}
${policies.map(({ key, name }, i) => html`${i === 0 ? "" : ", "}<a href="${addressWith(site.at(pages.oncall), {}, { policy: key })}">${name}</a> (<code>/tocsin policy show ${key}</code>)`)}.</p>`;
