import { html } from "hono/html";
import type { Html } from "../render.ts";
import type { Site } from "../site.ts";
import { layout } from "./layout.ts";

const again = html`<p>Type <code>/tocsin connect</code> where Tocsin already works: it makes a new link.</p>`;

/** A team has been let in. */
export const installedPage = (site: Site, team: string): Html =>
  layout(
    { title: `${team} is connected`, site },
    html`<p>Tocsin is in <strong>${team}</strong> now, and people there see what the workspace sees.</p>
<p>Invite it to a channel with <code>/invite @Tocsin</code>, then type <code>/tocsin channel map all</code> there to show incidents in it.</p>`,
  );

export const linkGone = (site: Site): Html =>
  layout(
    { title: "This link is no longer valid", site },
    html`<p>A link lasts ten minutes and works once.</p>${again}`,
  );

/** Slack's answer came in another browser than the one that the link was opened in, or nobody opened any. */
export const startedElsewhere = (site: Site): Html =>
  layout(
    { title: "Tocsin cannot be added from here", site },
    html`<p>Nothing was connected. Adding begins with a link, opened in this very browser.</p>${again}`,
  );

export const notAllowed = (site: Site, link: string, why: string | undefined): Html =>
  layout(
    { title: "Slack did not let Tocsin in", site },
    html`<p>${why === undefined || why === "access_denied" ? "It was not allowed there." : `Slack says: ${why}.`} Nothing was connected.</p>
<p><a href="${link}">Try once more</a></p>`,
  );
