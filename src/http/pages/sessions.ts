import { html } from "hono/html";
import { pages } from "../../domain/page.ts";
import { endOf, type Session } from "../../domain/session.ts";
import type { Visitor } from "../env.ts";
import { type Html, time } from "../render.ts";
import type { Site } from "../site.ts";
import { layout, proofField } from "./layout.ts";

/** The browsers that somebody is in at, each with a button that ends it. */
export const sessionsPage = (site: Site, visitor: Visitor, sessions: readonly Session[]): Html => {
  const reader = { zone: visitor.ctx.zone, now: visitor.ctx.now() };
  const end = (
    which: string,
    label: string,
    about: string,
  ) => html`<form method="post" action="${site.at(pages.sessions)}">
${proofField(visitor)}
<button name="end" value="${which}" aria-label="${label} ${about}">${label}</button>
</form>`;
  return layout(
    { title: "Sessions", site, visitor, here: "sessions" },
    html`<p>Where you are in. A session ends a day after its last use, and after thirty days at the latest.</p>
<ul class="rows">${sessions.map(
      (one) => html`<li class="row">
<div>
<strong>${one.browser}</strong>${one.id === visitor.session.id ? html` <span class="badge">this one</span>` : ""}
<p class="note">since ${time(one.createdAt, "moment", reader)} · used ${time(one.usedAt, "relative", reader)} ·
ends by itself ${time(endOf(one), "relative", reader)}</p>
</div>
${end(one.id, "End", one.browser)}
</li>`,
    )}</ul>
${sessions.length > 1 ? end("others", "End all others", "") : ""}`,
  );
};
