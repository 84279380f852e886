// @ts-check
import { h } from "../dom.js";
import { renderInline } from "./inline.js";

/** @import { Reader } from "./client.js" */

const HEADING = /^(#{1,3})\s+(.+)$/;
const SUBTEXT = /^-#\s+(.+)$/;
const ITEM = /^(\s*)([-*]|\d{1,3}\.)\s+(.*)$/;

/**
 * Discord's markdown as nodes: code blocks, headings, quotes and lists here, the rest by the line.
 * @param {string} text
 * @param {Reader} reader
 */
export function renderMarkdown(text, reader) {
  const root = h("div", { class: "mrkdwn markdown", dir: "auto" });
  const parts = text.split(/```(?:[\w+-]*\n)?([\s\S]+?)\n?```/);
  parts.forEach((part, i) => {
    if (i % 2 === 1) root.append(h("pre", {}, h("code", {}, part)));
    else renderLines(root, trimAround(part, i > 0, i < parts.length - 1), reader);
  });
  return root;
}

/** A line break beside a code block is already a break. @param {string} text @param {boolean} before @param {boolean} after */
function trimAround(text, before, after) {
  const start = before ? text.replace(/^\n/, "") : text;
  return after ? start.replace(/\n$/, "") : start;
}

/** @param {Element} root @param {string} text @param {Reader} reader */
function renderLines(root, text, reader) {
  if (text === "") return;
  /** @type {HTMLElement | null} */
  let open = null;
  let kind = "";
  const into = (/** @type {string} */ next, /** @type {() => HTMLElement} */ make) => {
    const fresh = open === null || kind !== next;
    if (fresh) {
      open = make();
      root.append(open);
      kind = next;
    }
    return { target: /** @type {HTMLElement} */ (open), fresh };
  };
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (line.startsWith(">>> ")) {
      const rest = [line.slice(4), ...lines.slice(at + 1)].join("\n");
      const quote = h("blockquote");
      renderLines(quote, rest, reader);
      root.append(quote);
      return;
    }
    const heading = HEADING.exec(line);
    const subtext = SUBTEXT.exec(line);
    const item = ITEM.exec(line);
    if (heading !== null) {
      const level = /** @type {"h3" | "h4" | "h5"} */ (`h${(heading[1] ?? "#").length + 2}`);
      root.append(h(level, {}, ...renderInline(heading[2] ?? "", reader)));
      kind = "";
    } else if (subtext !== null) {
      root.append(h("p", { class: "subtext" }, ...renderInline(subtext[1] ?? "", reader)));
      kind = "";
    } else if (item !== null) {
      into("list", () => h("div", { class: "list", role: "list" })).target.append(renderItem(item, reader));
    } else {
      const quoted = /^> ?(.*)$/.exec(line);
      const { target, fresh } = quoted === null ? into("text", () => h("p")) : into("quote", () => h("blockquote"));
      if (!fresh) target.append(h("br"));
      target.append(...renderInline(quoted?.[1] ?? line, reader));
    }
  }
}

/** @param {RegExpExecArray} match @param {Reader} reader */
function renderItem([, indent = "", mark = "", rest = ""], reader) {
  const bullet = /\d/.test(mark) ? mark : indent.length > 1 ? "◦" : "•";
  const item = h("div", { class: "item", role: "listitem" }, h("span", { class: "bullet" }, bullet));
  item.append(h("span", {}, ...renderInline(rest, reader)));
  item.style.paddingInlineStart = `${indent.length * 0.5}em`;
  return item;
}

/** The words of a text without their marks, in one line. @param {string} text @param {Reader} reader */
export const readWords = (text, reader) =>
  [...renderMarkdown(text, reader).querySelectorAll("p, h3, h4, h5, blockquote, .item, pre")]
    .map((block) => block.textContent)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
