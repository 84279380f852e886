import { html } from "hono/html";
import type { Block, Control, Inline } from "../presentation/message.ts";
import { briefly } from "../presentation/say.ts";

export type Html = ReturnType<typeof html>;

/** Who reads it, and when. */
export interface Reader {
  /** IANA */
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/** Blocks of a message; what would be a press in chat is left out, and says so in words where it matters. */
export const renderBlocks = (blocks: readonly Block[], reader: Reader): readonly Html[] =>
  blocks.map((block) => renderBlock(block, reader));

const renderBlock = (block: Block, reader: Reader): Html => {
  switch (block.kind) {
    case "heading":
      return html`<h2>${block.text}</h2>`;
    case "paragraph":
      return html`<p>${renderWords(block.content, reader)}</p>${linksOf(block.control === undefined ? [] : [block.control])}`;
    case "quote":
      return html`<blockquote>${renderWords(block.content, reader)}</blockquote>`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${renderWords(item, reader)}</li>`)}</ul>`;
    case "fields":
      return html`<dl>${block.fields.map(({ label, value }) => html`<dt>${label}</dt><dd>${renderWords(value, reader)}</dd>`)}</dl>`;
    case "note":
      return html`<p class="note">${renderWords(block.content, reader)}</p>`;
    case "preformatted":
      return html`<pre>${block.text}</pre>`;
    case "controls":
      return linksOf(block.controls);
    case "divider":
      return html`<hr>`;
  }
};

const linksOf = (controls: readonly Control[]): Html =>
  html`${controls.map((control) =>
    control.kind === "link-button" && isWeb(control.url)
      ? html`<a class="button" href="${control.url}" rel="noreferrer">${control.label}</a>`
      : "",
  )}`;

export const renderWords = (parts: readonly Inline[], reader: Reader): readonly Html[] =>
  parts.map((part) => renderInline(part, reader));

const renderInline = (part: Inline, reader: Reader): Html => {
  switch (part.kind) {
    case "text":
      return styled(part);
    case "code":
      return html`<code>${part.text}</code>`;
    case "person":
      return html`<span class="person">${part.name}</span>`;
    case "chat":
      return html`#${part.name}`;
    case "group":
      return html`@${part.name}`;
    case "time":
      return time(part.at, part.as, reader);
    case "duration":
      return html`${briefly(part.of)}`;
    case "link":
      return isWeb(part.url) ? html`<a href="${part.url}" rel="noreferrer">${part.text}</a>` : html`${part.text}`;
    case "break":
      return html`<br>`;
  }
};

const styled = ({ text, style }: Extract<Inline, { kind: "text" }>): Html => {
  switch (style) {
    case "bold":
      return html`<strong>${text}</strong>`;
    case "italic":
      return html`<em>${text}</em>`;
    case "strike":
      return html`<s>${text}</s>`;
    default:
      return html`${text}`;
  }
};

const isWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

type As = Extract<Inline, { kind: "time" }>["as"];

const shapes = {
  moment: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  date: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<Exclude<As, "relative">, Intl.DateTimeFormatOptions>;

/** An instant in the reader's zone; the instant itself is in its attribute. */
export const time = (at: Temporal.Instant, as: As, { zone, now }: Reader): Html => {
  const said = (shape: Intl.DateTimeFormatOptions) => at.toLocaleString("en-GB", { ...shape, timeZone: zone });
  const text = as === "relative" ? relative(at, now) : said(shapes[as]);
  return html`<time datetime="${at.toString({ smallestUnit: "second" })}" title="${said({ ...shapes.moment, year: "numeric", timeZoneName: "short" })}">${text}</time>`;
};

const relative = (at: Temporal.Instant, now: Temporal.Instant): string => {
  const passed = at.until(now, { largestUnit: "hours" });
  if (Math.abs(passed.total("minutes")) < 1) return "just now";
  return passed.sign < 0 ? `in ${briefly(passed.negated())}` : `${briefly(passed)} ago`;
};
