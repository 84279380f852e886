import { html } from "hono/html";
import type { CardView } from "../../domain/card-view.ts";
import type { IncidentId } from "../../domain/ids.ts";
import { incidentName } from "../../domain/incident/incident.ts";
import type { IncidentPage, ListedIncident } from "../../domain/incident/list.ts";
import { pages } from "../../domain/page.ts";
import type { Platform } from "../../domain/place.ts";
import { incidentRow, totalWords } from "../../presentation/incident-list.ts";
import { incidentColour } from "../../presentation/incident-words.ts";
import type { Visitor } from "../env.ts";
import { type Html, type Reader, renderWords } from "../render.ts";
import type { Site } from "../site.ts";
import { layout } from "./layout.ts";

export interface Shown {
  readonly mine: IncidentPage;
  readonly all: IncidentPage;
  readonly cards: ReadonlyMap<IncidentId, readonly CardView[]>;
}

/** What is somebody's, and what is active, each with the way to its cards. */
export const homePage = (site: Site, visitor: Visitor, shown: Shown): Html => {
  const reader = { zone: visitor.ctx.zone, now: visitor.ctx.now() };
  const section = (
    id: string,
    title: string,
    empty: string,
    page: IncidentPage,
  ) => html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${
  page.incidents.length === 0
    ? html`<p>${empty}</p>`
    : html`<ul class="rows">${page.incidents.map((one) => row(site, one, shown.cards.get(one.id) ?? [], reader))}</ul>`
}
${page.total > page.incidents.length ? html`<p class="note">${totalWords(page)} All: <code>/incident list</code></p>` : ""}
</section>`;
  return layout(
    { title: "Incidents", site, visitor, here: "home" },
    html`${section("mine", "Assigned to you", "Nothing is assigned to you.", shown.mine)}
${section("active", "Active", "All is quiet: no incident is active.", shown.all)}`,
  );
};

const platformNames: Readonly<Record<Platform, string>> = { slack: "Slack", discord: "Discord" };

const row = (site: Site, incident: ListedIncident, cards: readonly CardView[], reader: Reader): Html => {
  const block = incidentRow(incident, reader.now);
  const name = incidentName(incident);
  return html`<li class="row">
<svg class="dot" viewBox="0 0 8 8" aria-hidden="true"><circle cx="4" cy="4" r="4" fill="${incidentColour(incident)}"/></svg>
<div>${block.kind === "paragraph" ? renderWords(block.content, reader) : ""}</div>
<p class="ways">${cards.map(({ posting, platform, connection }) => {
    const label = `Open in ${platformNames[platform]}`;
    const several = cards.filter((one) => one.platform === platform).length > 1;
    return html`<a href="${site.at(pages.cards)}/${posting}" aria-label="${name}: ${label}, ${connection}" rel="noreferrer">${label}${several ? html`, ${connection}` : ""}</a> `;
  })}</p>
</li>`;
};
