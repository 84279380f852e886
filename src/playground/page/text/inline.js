// @ts-check
import { h } from "../dom.js";
import { replaceEmoji } from "./emoji.js";
import { formatFull, formatTokens } from "./time.js";

/** @import { SlackConversation, SlackPerson } from "../../slack/protocol.ts" */

/**
 * What text needs to know about whoever reads it.
 * @typedef {object} Reader
 * @property {SlackPerson} me
 * @property {ReadonlyMap<string, SlackPerson>} people
 * @property {ReadonlyMap<string, SlackConversation>} conversations
 */

const STYLES = /** @type {const} */ ({ "*": "strong", _: "em", "~": "s" });
const WORD = /[\p{L}\p{N}]/u;
const URL_START = /\bhttps?:\/\/[^\s<>|]+[^\s<>|.,:;!?)\]'"]/u;

/** Slack escapes three characters and no others. @param {string} text */
export const unescapeText = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * One line of mrkdwn as nodes.
 * @param {string} text
 * @param {Reader} reader
 * @returns {Node[]}
 */
export function renderInline(text, reader) {
  /** @type {Node[]} */
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push(...renderPlain(plain));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = readCode(text, at) ?? readAngle(text, at, reader) ?? readStyled(text, at, reader);
    if (found === null) {
      plain += text[at];
      at += 1;
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
  }
  flush();
  return nodes;
}

/** @typedef {{ node: Node, end: number } | null} Found */

/** @param {string} text @param {number} at @returns {Found} */
function readCode(text, at) {
  if (text[at] !== "`") return null;
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: h("code", {}, unescapeText(text.slice(at + 1, end))), end: end + 1 };
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readAngle(text, at, reader) {
  if (text[at] !== "<") return null;
  const end = text.indexOf(">", at);
  if (end < 0) return null;
  return { node: renderAngle(text.slice(at + 1, end), reader), end: end + 1 };
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readStyled(text, at, reader) {
  const mark = text[at];
  if (mark !== "*" && mark !== "_" && mark !== "~") return null;
  if (WORD.test(text[at - 1] ?? "") || /\s|^$/.test(text[at + 1] ?? "") || text[at + 1] === mark) return null;
  for (let end = text.indexOf(mark, at + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    if (/\s/.test(text[end - 1] ?? "") || WORD.test(text[end + 1] ?? "")) continue;
    return { node: h(STYLES[mark], {}, ...renderInline(text.slice(at + 1, end), reader)), end: end + 1 };
  }
  return null;
}

/** Text with bare addresses made links and emoji shown. @param {string} text @returns {Node[]} */
function renderPlain(text) {
  const match = URL_START.exec(text);
  if (match === null) return [document.createTextNode(replaceEmoji(unescapeText(text)))];
  return [
    ...(match.index > 0 ? renderPlain(text.slice(0, match.index)) : []),
    renderLink(unescapeText(match[0])),
    ...(match.index + match[0].length < text.length ? renderPlain(text.slice(match.index + match[0].length)) : []),
  ];
}

/** A link only where the address is one that a browser should follow. @param {string} url @param {string} [label] */
export function renderLink(url, label) {
  if (!/^(https?|mailto|tel):/i.test(url)) return h("span", {}, label ?? url);
  return h("a", { href: url, target: "_blank", rel: "noreferrer" }, label ?? url.replace(/^mailto:/, ""));
}

/** What stands between < and >. @param {string} body @param {Reader} reader */
function renderAngle(body, reader) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : replaceEmoji(unescapeText(body.slice(bar + 1)));
  if (target.startsWith("@")) return renderPerson(target.slice(1), reader, label);
  if (target.startsWith("#")) return renderChannel(target.slice(1), reader, label);
  if (target.startsWith("!")) return renderSpecial(target.slice(1), reader, label);
  return renderLink(unescapeText(target), label);
}

/** @param {string} id @param {Reader} reader @param {string} [label] */
export function renderPerson(id, reader, label) {
  const person = reader.people.get(id);
  const own = id === reader.me.id;
  return h("span", { class: own ? "mention mention-me" : "mention" }, `@${person?.name ?? label ?? id}`);
}

/** @param {string} id @param {Reader} reader @param {string} [label] */
export function renderChannel(id, reader, label) {
  const name = reader.conversations.get(id)?.name ?? label;
  if (name === undefined || name === "") return h("span", { class: "mention" }, "#private-channel");
  return h("button", { type: "button", class: "mention", dataset: { channel: id } }, `#${name}`);
}

/** @param {string} body @param {Reader} reader @param {string} [label] */
function renderSpecial(body, reader, label) {
  const [name = "", first = "", second = "", third] = body.split("^");
  if (name === "date")
    return renderDate({ epoch: Number(first), pattern: second, link: third, fallback: label }, reader);
  if (name === "subteam") return h("span", { class: "mention" }, label ?? `@${first}`);
  return h("span", { class: "mention mention-all" }, `@${label?.replace(/^@/, "") ?? name}`);
}

/**
 * @param {{ epoch: number, pattern: string, link?: string | undefined, fallback?: string | undefined }} date
 * @param {Reader} reader
 */
export function renderDate({ epoch, pattern, link, fallback }, reader) {
  if (!Number.isFinite(epoch) || epoch === 0) return document.createTextNode(fallback ?? "");
  const date = new Date(epoch * 1000);
  const text = formatTokens(epoch, pattern, reader.me.zone);
  const time = h("time", { datetime: date.toISOString(), title: formatFull(date, reader.me.zone) }, text);
  if (link === undefined || !/^https?:/i.test(link)) return time;
  return h("a", { href: unescapeText(link), target: "_blank", rel: "noreferrer" }, time);
}
