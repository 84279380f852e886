// @ts-check
import { h } from "../dom.js";
import { renderLink } from "../text/inline.js";
import { renderMrkdwn } from "../text/mrkdwn.js";
import { renderBlocks } from "./block.js";
import { listOf, str } from "./read.js";

/** @import { Block, Scope } from "./read.js" */

const COLOURS = /** @type {Record<string, string>} */ ({ good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" });

/** A legacy attachment: blocks or its own few fields behind a bar of colour. @param {Block} attachment @param {Scope} scope */
export function renderAttachment(attachment, scope) {
  const colour = str(attachment, "color") ?? "";
  const bar =
    COLOURS[colour] ?? (/^#?[0-9a-f]{3,8}$/i.test(colour) ? `#${colour.replace("#", "")}` : "var(--line-strong)");
  const blocks = listOf(attachment, "blocks");
  const children = blocks.length > 0 ? [renderBlocks(blocks, scope)] : renderLegacy(attachment, scope);
  return h("div", { class: "attachment", style: { "--bar": bar } }, ...children);
}

/** @param {Block} attachment @param {Scope} scope @returns {(Node | null)[]} */
function renderLegacy(attachment, scope) {
  const text = (/** @type {string} */ key) => str(attachment, key);
  const title = text("title");
  const link = text("title_link");
  const image = text("image_url");
  const fields = listOf(attachment, "fields");
  const body = text("text") ?? (title === undefined && fields.length === 0 ? text("fallback") : undefined);
  return [
    text("pretext") ? renderMrkdwn(text("pretext") ?? "", scope.reader) : null,
    text("author_name") ? h("p", { class: "attachment-author" }, text("author_name")) : null,
    title ? h("p", { class: "attachment-title" }, link ? renderLink(link, title) : title) : null,
    body ? renderMrkdwn(body, scope.reader) : null,
    fields.length > 0
      ? h(
          "div",
          { class: "section-fields" },
          ...fields.map((field) =>
            h("div", {}, h("strong", {}, str(field, "title")), renderMrkdwn(str(field, "value") ?? "", scope.reader)),
          ),
        )
      : null,
    image ? h("img", { class: "attachment-image", src: image, alt: title ?? "", loading: "lazy" }) : null,
    text("footer") ? h("p", { class: "attachment-footer" }, text("footer")) : null,
  ];
}
