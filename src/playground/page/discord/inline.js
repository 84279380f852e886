// @ts-check
import { h } from "../dom.js";
import { replaceEmoji } from "../text/emoji.js";
import { renderLink } from "../text/inline.js";
import { renderMoment } from "./moment.js";

/** @import { Reader } from "./client.js" */

/** @typedef {{ nodes: readonly Node[], end: number } | null} Found */

/** Longer marks first. */
const STYLES = /** @type {const} */ ([
  ["***", ["strong", "em"]],
  ["**", ["strong"]],
  ["__", ["u"]],
  ["~~", ["s"]],
  ["*", ["em"]],
  ["_", ["em"]],
]);
const WORD = /[\p{L}\p{N}]/u;
const ADDRESS = /^https?:\/\/[^\s<>]+[^\s<>.,:;!?)\]'"*_~|]/;
const PLAIN = /^[\p{L}\p{N} ]+/u;

/**
 * One line of Discord's markdown as nodes.
 * @param {string} text
 * @param {Reader} reader
 * @returns {Node[]}
 */
export function renderInline(text, reader) {
  /** @type {Node[]} */
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push(document.createTextNode(replaceEmoji(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const escaped = /^\\([^\p{L}\p{N}\s])/u.exec(text.slice(at, at + 3))?.[1];
    const found = escaped === undefined ? readMarked(text, at, reader) : null;
    if (found !== null) {
      flush();
      nodes.push(...found.nodes);
      at = found.end;
      continue;
    }
    const words = escaped ?? PLAIN.exec(readUntilAddress(text, at))?.[0] ?? text[at] ?? "";
    plain += words;
    at += words.length + (escaped === undefined ? 0 : 1);
  }
  flush();
  return nodes;
}

/** @param {string} text @param {number} at */
function readUntilAddress(text, at) {
  const next = text.indexOf("http", at + 1);
  return next < 0 ? text.slice(at) : text.slice(at, next);
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
const readMarked = (text, at, reader) =>
  readCode(text, at) ??
  readAngle(text, at, reader) ??
  readMasked(text, at, reader) ??
  readAddress(text, at) ??
  readEveryone(text, at) ??
  readSpoiler(text, at, reader) ??
  readStyled(text, at, reader);

/** @param {string} text @param {number} at @returns {Found} */
function readCode(text, at) {
  const match = /^(`{1,2})([\s\S]*?[^`])\1(?!`)/.exec(text.slice(at));
  if (match === null) return null;
  return { nodes: [h("code", {}, match[2]?.replace(/^ (.*) $/, "$1"))], end: at + match[0].length };
}

/** Mentions, times, and addresses that shall not unfurl. @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readAngle(text, at, reader) {
  if (text[at] !== "<") return null;
  const match = /^<([^<>\s]+)>/.exec(text.slice(at));
  if (match?.[1] === undefined) return null;
  const node = renderAngle(match[1], reader);
  return node === null ? null : { nodes: [node], end: at + match[0].length };
}

/** @param {string} body @param {Reader} reader @returns {Node | null} */
function renderAngle(body, reader) {
  const [, sign = "", id = ""] = /^(@!?|@&|#)(\d+)$/.exec(body) ?? [];
  if (sign === "#") {
    const name = reader.channels.get(id)?.name;
    if (name === undefined) return h("span", { class: "mention" }, "# No Access");
    return h("button", { type: "button", class: "mention", dataset: { channel: id } }, `#${name}`);
  }
  if (sign === "@&") {
    const role = reader.roles.get(id);
    const mine = reader.me.roles.includes(id);
    return h("span", { class: mine ? "mention mention-me" : "mention" }, `@${role?.name ?? "deleted-role"}`);
  }
  if (sign !== "") {
    const own = id === reader.me.id;
    const name = reader.people.get(id)?.name ?? "unknown-user";
    return h("span", { class: own ? "mention mention-me" : "mention" }, `@${name}`);
  }
  const time = /^t:(-?\d{1,13})(?::([tTdDfFR]))?$/.exec(body);
  if (time !== null) return renderMoment(Number(time[1]), time[2] ?? "f", reader.zone);
  if (/^https?:\/\//i.test(body)) return renderLink(body);
  const command = /^\/([^:]+):\d+$/.exec(body);
  if (command !== null) return h("span", { class: "mention" }, `/${command[1]}`);
  const emoji = /^a?:(\w+):\d+$/.exec(body);
  return emoji === null ? null : document.createTextNode(`:${emoji[1]}:`);
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readMasked(text, at, reader) {
  if (text[at] !== "[") return null;
  const match = /^\[((?:[^[\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/.exec(
    text.slice(at),
  );
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const link = renderLink(match[2], "");
  link.title = match[2];
  link.append(...renderInline(match[1], reader));
  return { nodes: [link], end: at + match[0].length };
}

/** @param {string} text @param {number} at @returns {Found} */
function readAddress(text, at) {
  if (text[at] !== "h") return null;
  const match = ADDRESS.exec(text.slice(at));
  return match === null ? null : { nodes: [renderLink(match[0])], end: at + match[0].length };
}

/** @param {string} text @param {number} at @returns {Found} */
function readEveryone(text, at) {
  const match = /^@(everyone|here)\b/.exec(text.slice(at, at + 10));
  return match === null
    ? null
    : { nodes: [h("span", { class: "mention mention-all" }, match[0])], end: at + match[0].length };
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readSpoiler(text, at, reader) {
  const match = /^\|\|([\s\S]+?)\|\|/.exec(text.slice(at));
  if (match?.[1] === undefined) return null;
  const inner = h("span", { class: "spoiler-text" }, ...renderInline(match[1], reader));
  const spoiler = h(
    "button",
    { type: "button", class: "spoiler", "aria-label": "Spoiler", "aria-expanded": "false" },
    inner,
  );
  spoiler.addEventListener("click", () => {
    spoiler.setAttribute("aria-expanded", "true");
    spoiler.removeAttribute("aria-label");
  });
  return { nodes: [spoiler], end: at + match[0].length };
}

/** @param {string} text @param {number} at @param {Reader} reader @returns {Found} */
function readStyled(text, at, reader) {
  for (const [mark, tags] of STYLES) {
    if (!text.startsWith(mark, at)) continue;
    const start = at + mark.length;
    if (mark === "_" && WORD.test(text[at - 1] ?? "")) return null;
    if (mark === "*" && /\s/.test(text[start] ?? " ")) return null;
    const end = findEnd(text, start, mark);
    if (end < 0) continue;
    const [outer, inner] = tags;
    const words = renderInline(text.slice(start, end), reader);
    const node = inner === undefined ? h(outer, {}, ...words) : h(outer, {}, h(inner, {}, ...words));
    return { nodes: [node], end: end + mark.length };
  }
  return null;
}

/** @param {string} text @param {number} start @param {string} mark */
function findEnd(text, start, mark) {
  for (let end = text.indexOf(mark, start); end >= 0; end = text.indexOf(mark, end + 1)) {
    if (end === start || text[end - 1] === "\\") continue;
    if (mark === "_" && WORD.test(text[end + 1] ?? "")) continue;
    if (mark === "*" && (/\s/.test(text[end - 1] ?? "") || text[end + 1] === "*")) continue;
    return end;
  }
  return -1;
}
