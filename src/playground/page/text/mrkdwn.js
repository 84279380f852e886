// @ts-check
import { h } from "../dom.js";
import { replaceEmoji } from "./emoji.js";
import { renderInline, unescapeText } from "./inline.js";

/** @import { Reader } from "./inline.js" */

const BULLET = /^(\s*)([•◦▪-]|\d{1,3}[.)])\s+(.*)$/u;

/**
 * Slack's mrkdwn as nodes: preformatted text, quotes and lists here, the rest by the line.
 * @param {string} text
 * @param {Reader} reader
 */
export function renderMrkdwn(text, reader) {
  const root = h("div", { class: "mrkdwn", dir: "auto" });
  const parts = text.split(/```\n?([\s\S]+?)\n?```/);
  parts.forEach((part, i) => {
    if (i % 2 === 1) root.append(h("pre", {}, h("code", {}, readPre(part))));
    else renderLines(root, trimAround(part, i > 0, i < parts.length - 1), reader);
  });
  return root;
}

/** Links stay readable inside preformatted text. @param {string} text */
const readPre = (text) =>
  unescapeText(text.replace(/<(https?:[^>|]+)(?:\|([^>]+))?>/g, (_, url, label) => label ?? url));

/** A line break beside preformatted text is already a break. @param {string} text @param {boolean} before @param {boolean} after */
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
  let toEnd = false;
  for (const line of text.split("\n")) {
    const quoted = toEnd ? line : readQuote(line);
    if (/^(&gt;|>){3}/.test(line)) toEnd = true;
    const item = quoted === null ? BULLET.exec(line) : null;
    const next = quoted !== null ? "quote" : item !== null ? "list" : "text";
    const fresh = open === null || next !== kind;
    if (fresh) {
      open = next === "quote" ? h("blockquote") : next === "list" ? h("div", { class: "list", role: "list" }) : h("p");
      root.append(open);
      kind = next;
    }
    if (open === null) continue;
    if (item !== null) open.append(renderItem(item, reader));
    else {
      if (!fresh) open.append(h("br"));
      open.append(...renderInline(quoted ?? line, reader));
    }
  }
}

/** @param {string} line */
function readQuote(line) {
  const match = /^(?:(?:&gt;|>){3}|(?:&gt;|>))\s?(.*)$/.exec(line);
  return match === null ? null : (match[1] ?? "");
}

/** @param {RegExpExecArray} match @param {Reader} reader */
function renderItem([, indent = "", mark = "", rest = ""], reader) {
  const item = h("div", { class: "item", role: "listitem" }, h("span", { class: "bullet" }, mark === "-" ? "•" : mark));
  item.append(h("span", {}, ...renderInline(rest, reader)));
  item.style.paddingInlineStart = `${indent.length * 0.5}em`;
  return item;
}

/**
 * A text object: mrkdwn, or plain text with emoji.
 * @param {{ type?: string, text?: string, emoji?: boolean } | undefined} object
 * @param {Reader} reader
 */
export function renderText(object, reader) {
  if (object === undefined) return h("span");
  if (object.type === "mrkdwn") return renderMrkdwn(object.text ?? "", reader);
  return h("span", { class: "plain", dir: "auto" }, readPlain(object));
}

/** @param {{ text?: string, emoji?: boolean } | undefined} object */
export const readPlain = (object) => {
  const text = unescapeText(object?.text ?? "");
  return object?.emoji === false ? text : replaceEmoji(text);
};

/** The words of a message without their marks, for a list, a label or an announcement. @param {string} text @param {Reader} reader */
export const readWords = (text, reader) => (renderMrkdwn(text, reader).textContent ?? "").replace(/\s+/g, " ").trim();
