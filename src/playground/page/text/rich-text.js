// @ts-check
import { h } from "../dom.js";
import { EMOJI } from "./emoji.js";
import { renderChannel, renderDate, renderLink, renderPerson } from "./inline.js";

/** @import { Reader } from "./inline.js" */
/** @import { Block } from "../blocks/read.js" */

/**
 * Slack's rich_text block.
 * @param {Block} block
 * @param {Reader} reader
 */
export function renderRichText(block, reader) {
  return h(
    "div",
    { class: "mrkdwn rich", dir: "auto" },
    ...list(block.elements).map((part) => renderPart(part, reader)),
  );
}

/** @param {unknown} value @returns {Block[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** @param {Block} part @param {Reader} reader @returns {Node} */
function renderPart(part, reader) {
  const children = () => list(part.elements).map((element) => renderElement(element, reader));
  switch (part.type) {
    case "rich_text_preformatted":
      return h("pre", {}, h("code", {}, ...children()));
    case "rich_text_quote":
      return h("blockquote", {}, ...children());
    case "rich_text_list": {
      const items = list(part.elements).map((element) => h("li", {}, renderPart(element, reader)));
      const indent = `${1.6 + Number(part.indent ?? 0) * 1.4}em`;
      return h(part.style === "ordered" ? "ol" : "ul", { style: { "padding-inline-start": indent } }, ...items);
    }
    default:
      return h("p", {}, ...children());
  }
}

/** @param {Block} element @param {Reader} reader @returns {Node} */
function renderElement(element, reader) {
  return applyStyle(renderBare(element, reader), /** @type {Record<string, boolean>} */ (element.style ?? {}));
}

/** @param {Block} element @param {Reader} reader @returns {Node} */
function renderBare(element, reader) {
  const text = typeof element.text === "string" ? element.text : undefined;
  switch (element.type) {
    case "link":
      return renderLink(String(element.url), text);
    case "user":
      return renderPerson(String(element.user_id), reader);
    case "channel":
      return renderChannel(String(element.channel_id), reader);
    case "broadcast":
      return h("span", { class: "mention mention-all" }, `@${element.range}`);
    case "usergroup":
      return h("span", { class: "mention" }, `@${element.usergroup_id}`);
    case "emoji":
      return document.createTextNode(EMOJI.get(String(element.name)) ?? `:${element.name}:`);
    case "date":
      return renderDate(
        {
          epoch: Number(element.timestamp),
          pattern: String(element.format),
          fallback: String(element.fallback ?? ""),
        },
        reader,
      );
    default:
      return document.createTextNode(text ?? "");
  }
}

/** @param {Node} node @param {Record<string, boolean>} style */
function applyStyle(node, style) {
  let styled = node;
  if (style.code) styled = h("code", {}, styled);
  if (style.strike) styled = h("s", {}, styled);
  if (style.italic) styled = h("em", {}, styled);
  if (style.bold) styled = h("strong", {}, styled);
  return styled;
}
