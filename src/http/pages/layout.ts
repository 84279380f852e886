import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { html } from "hono/html";
import { pages } from "../../domain/page.ts";
import type { Visitor } from "../env.ts";
import type { Html } from "../render.ts";
import type { Site } from "../site.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

/** What every page is dressed in; its address changes with it, so that browsers may keep it. */
export const style = read("style.css");
export const icon = read("icon.svg");
const edition = createHash("sha256").update(style).digest("hex").slice(0, 12);

export interface Around {
  readonly title: string;
  readonly site: Site;
  /** Absent = nobody is in. */
  readonly visitor?: Visitor;
  /** Where in the menu it stands. */
  readonly here?: keyof typeof pages;
}

const menu = [
  ["home", "Incidents"],
  ["oncall", "On call"],
  ["feeds", "Calendars"],
  ["sessions", "Sessions"],
] as const;

/** A whole page around what is particular to it. */
export const layout = ({ title, site, visitor, here }: Around, main: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Tocsin</title>
<link rel="stylesheet" href="${site.at(pages.style)}?${edition}">
<link rel="icon" href="${site.at(pages.icon)}" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="brand">Tocsin</p>
${
  visitor &&
  html`<nav aria-label="Pages"><ul>${menu.map(
    ([key, label]) =>
      html`<li><a href="${site.at(pages[key])}"${key === here ? html` aria-current="page"` : ""}>${label}</a></li>`,
  )}</ul></nav>
<form class="leave" method="post" action="${site.at(pages.leave)}">
${proofField(visitor)}
<span class="whose">${visitor.guest.name}, ${visitor.guest.workspaceName}</span>
<button>Leave</button>
</form>`
}
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
</body>
</html>`;

/** What shows that a form is one of this session's own. */
export const proofField = ({ proof }: Visitor): Html => html`<input type="hidden" name="proof" value="${proof}">`;
