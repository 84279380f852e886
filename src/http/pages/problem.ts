import { html } from "hono/html";
import type { Html } from "../render.ts";
import type { Site } from "../site.ts";
import { layout } from "./layout.ts";

const way = html`<p>Type <code>/tocsin web</code> in Slack or Discord: the answer is a link that opens your pages.</p>`;

/** Something went otherwise than hoped: the fact, then the next step. */
export const problem = (site: Site, title: string, main: Html): Html => layout({ title, site }, main);

export const notIn = (site: Site): Html => problem(site, "You are not in", way);

export const linkUsed = (site: Site): Html =>
  problem(site, "This link is no longer valid", html`<p>A link lasts ten minutes and works once.</p>${way}`);

export const tooMany = (site: Site): Html =>
  problem(site, "Too many wrong links", html`<p>Wait ten minutes, then ask for a new one.</p>${way}`);

export const strangeForm = (site: Site): Html =>
  problem(
    site,
    "That did not come from one of your pages",
    html`<p>Nothing has changed. Go back, load the page anew and press the button again.</p>`,
  );

export const nothingHere = (site: Site): Html =>
  problem(site, "There is nothing here", html`<p><a href="${site.at("/web")}">Your pages</a></p>`);

export const refused = (site: Site, message: string): Html =>
  problem(site, "That is not possible", html`<p>${message}</p>`);

export const broken = (site: Site): Html =>
  problem(site, "Sorry, that did not work", html`<p>It has been written down. Try once more.</p>`);
