import { html } from "hono/html";
import type { CalendarInTime } from "../../../domain/oncall/calendar-view.ts";
import type { OnCall } from "../../../domain/oncall/on-call.ts";
import type { MemberNames, StandingView, WhyView } from "../../../domain/oncall/schedule-view.ts";
import { pages } from "../../../domain/page.ts";
import { namingOf } from "../../../presentation/oncall-members.ts";
import { oncallExplained } from "../../../presentation/oncall-why.ts";
import type { Visitor } from "../../env.ts";
import { type Html, type Reader, renderBlocks, time } from "../../render.ts";
import type { Site } from "../../site.ts";
import { layout } from "../layout.ts";
import { addressWith } from "./ask.ts";
import { nameIn, schedulePath } from "./calendar.ts";
import { policyList } from "./schedule.ts";

export interface ShownShift {
  readonly at: Temporal.Instant;
  readonly standing: StandingView;
  readonly why: WhyView;
  readonly calendar: CalendarInTime;
}

/** What is behind an entry of the calendar: who, until when, by which layer or override and why, and whom it reaches. */
export const shiftPage = (
  site: Site,
  visitor: Visitor,
  reader: Reader,
  { at, standing, why, calendar }: ShownShift,
): Html => {
  const { record, explanation } = why;
  const [one] = standing.standing;
  const from = at.toZonedDateTimeISO(reader.zone).toPlainDate().toString();
  const path = addressWith(schedulePath(site, record.key), {}, { from, zone: reader.zone });
  return layout(
    { title: `${record.name}: who is on call`, site, visitor, here: "oncall" },
    html`<dl>
<dt>Who</dt><dd>${peopleOf(site, one, standing)}</dd>
${one === undefined || one.members.length === 0 ? html`<dt>At</dt><dd>${time(at, "moment", reader)}</dd>` : spanOf(one, reader)}
<dt>Schedule</dt><dd><a href="${path}">${record.name}</a></dd>
<dt>Decided by</dt><dd>${decider(one, path)}</dd>
</dl>
${policyList(site, calendar.schedules[0]?.policies ?? [])}
<h2>Why</h2>
${renderBlocks(oncallExplained(explanation, namingOf(why.names)).blocks, reader)}`,
  );
};

const peopleOf = (site: Site, one: OnCall | undefined, { names, behind }: StandingView): Html =>
  one === undefined || one.members.length === 0
    ? html`nobody`
    : html`${one.members.map((key, i) => {
        const people = behind.get(key) ?? [];
        const through = key.startsWith("team:") && people.length > 0;
        return html`${i === 0 ? "" : ", "}<a href="${addressWith(site.at(pages.oncall), {}, { member: key })}">${nameOf(names, key)}</a>${
          through ? html` (${people.map(({ name }) => name).join(", ")})` : ""
        }`;
      })}`;

const nameOf = (names: MemberNames, key: string): string => nameIn(names)(key);

const spanOf = ({ since, until }: OnCall, reader: Reader): Html => html`<dt>From</dt><dd>${
  since === undefined ? "more than 40 days before" : time(since, "moment", reader)
}</dd>
<dt>Until</dt><dd>${until === undefined ? "further notice" : time(until, "moment", reader)}</dd>`;

const decider = (one: OnCall | undefined, path: string): Html => {
  if (one === undefined || one.members.length === 0) return html`no layer and no override`;
  return one.layer === null ? html`an override` : html`layer <a href="${path}">${one.layer}</a>`;
};
