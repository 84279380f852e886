import { html } from "hono/html";
import type { FeedView } from "../../domain/oncall/feed-view.ts";
import { pages } from "../../domain/page.ts";
import type { Visitor } from "../env.ts";
import { type Html, time } from "../render.ts";
import type { Site } from "../site.ts";
import { layout, proofField } from "./layout.ts";

/** The addresses somebody's calendar applications read. */
export const feedsPage = (site: Site, visitor: Visitor, feeds: readonly FeedView[]): Html => {
  const reader = { zone: visitor.ctx.zone, now: visitor.ctx.now() };
  return layout(
    { title: "Calendars", site, visitor, here: "feeds" },
    html`<p>Addresses that your calendar application reads. Whoever knows one can read it: revoke those you no longer use.</p>
<form method="post" action="${site.at(pages.feeds)}">
${proofField(visitor)}
<button>Make an address of my shifts</button>
</form>
${
  feeds.length === 0
    ? html`<p>You have none yet. One of a schedule is made on its page.</p>`
    : html`<ul class="rows">${feeds.map(
        (one) => html`<li class="row">
<div><strong>${one.schedule?.name ?? "My shifts"}</strong>
<p class="note">made ${time(one.createdAt, "date", reader)} · ${
          one.readAt === undefined ? "never read" : html`read ${time(one.readAt, "relative", reader)}`
        }</p></div>
<form method="post" action="${site.at(pages.feeds)}">
${proofField(visitor)}
<button name="revoke" value="${one.id}" aria-label="Revoke ${one.schedule?.name ?? "my shifts"}">Revoke</button>
</form>
</li>`,
      )}</ul>`
}`,
  );
};

/** An address, told this once. */
export const feedMadePage = (
  site: Site,
  visitor: Visitor,
  { address, of }: { readonly address: string; readonly of: string },
): Html =>
  layout(
    { title: "Your new address", site, visitor, here: "feeds" },
    html`<p>Give this address to your calendar application, as a calendar to subscribe to. It shows ${of}.</p>
<p><input class="address" readonly value="${address}" aria-label="Address" size="90"></p>
<p><a class="button" href="${address.replace(/^https?:/, "webcal:")}">Open in my calendar application</a></p>
<p class="note">It is shown only now. Whoever knows it can read it, without being asked who they are;
<a href="${site.at(pages.feeds)}">revoke it</a> when it is no longer used.</p>`,
  );
