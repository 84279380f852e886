// @ts-check
import { h } from "../dom.js";
import { readPlain, renderMrkdwn, renderText } from "../text/mrkdwn.js";
import { renderRichText } from "../text/rich-text.js";
import { renderButton, renderOverflow } from "./button.js";
import { renderChoices } from "./choices.js";
import { renderFileInput } from "./files.js";
import { isMoment, isText, renderMoment, renderTextInput } from "./inputs.js";
import { renderImage, renderInputBlock, renderSection, renderTable } from "./layout.js";
import { isPicker, renderPicker } from "./pickers.js";
import { fieldAt, listOf, str, textOf } from "./read.js";
import { renderSelect } from "./select.js";

/** @import { Block, Field, Scope } from "./read.js" */

/** @param {readonly Block[]} blocks @param {Scope} scope */
export const renderBlocks = (blocks, scope) =>
  h("div", { class: "blocks" }, ...blocks.map((block) => renderBlock(block, scope)));

/** @param {Block} block @param {Scope} scope @returns {Node} */
function renderBlock(block, scope) {
  switch (block.type) {
    case "header":
      return h("h3", { class: "block-header", dir: "auto" }, readPlain(textOf(block, "text")));
    case "section":
      return renderSection(block, scope, (element, label) =>
        renderElement(fieldAt(scope, block, element, { label, dispatches: true })),
      );
    case "context":
      return h(
        "div",
        { class: "block-context" },
        ...listOf(block, "elements").map((each) => renderContextual(each, scope)),
      );
    case "divider":
      return h("hr", { class: "block-divider" });
    case "actions":
      return h(
        "div",
        { class: "block-actions" },
        ...listOf(block, "elements").map((each) => renderElement(fieldAt(scope, block, each, { dispatches: true }))),
      );
    case "input":
      return renderInputBlock(block, scope, renderElement);
    case "image":
      return renderImage(block);
    case "rich_text":
      return renderRichText(block, scope.reader);
    case "markdown":
      return renderMrkdwn(toMrkdwn(str(block, "text") ?? ""), scope.reader);
    case "table":
      return renderTable(block, scope);
    case "video":
      return renderVideo(block);
    default:
      return h("p", { class: "block-unknown" }, `A ${String(block.type)} block`);
  }
}

/** @param {Field} field @returns {HTMLElement} */
function renderElement(field) {
  if (isPicker(field)) return renderPicker(field);
  if (isMoment(field)) return renderMoment(field);
  if (isText(field)) return renderTextInput(field);
  switch (field.element.type) {
    case "button":
    case "workflow_button":
      return renderButton(field);
    case "overflow":
      return renderOverflow(field);
    case "checkboxes":
    case "radio_buttons":
      return renderChoices(field);
    case "static_select":
    case "multi_static_select":
    case "external_select":
    case "multi_external_select":
      return renderSelect(field);
    case "file_input":
      return renderFileInput(field);
    case "image":
      return h("img", {
        class: "accessory-image",
        src: str(field.element, "image_url"),
        alt: str(field.element, "alt_text") ?? "",
      });
    default:
      return h("span", { class: "block-unknown" }, `A ${String(field.element.type)} element`);
  }
}

/** @param {Block} element @param {Scope} scope */
function renderContextual(element, scope) {
  if (element.type === "image")
    return h("img", { class: "context-image", src: str(element, "image_url"), alt: str(element, "alt_text") ?? "" });
  return renderText(element, scope.reader);
}

/** Markdown's bold, links and headings in Slack's own marks. @param {string} text */
const toMrkdwn = (text) =>
  text
    .replace(/^#{1,6}\s+(.+)$/gm, "*$1*")
    .replace(/\*\*(.+?)\*\*/g, "*$1*")
    .replace(/~~(.+?)~~/g, "~$1~")
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");

/** @param {Block} block */
function renderVideo(block) {
  const title = readPlain(textOf(block, "title")) || "Video";
  const url = str(block, "title_url") ?? str(block, "video_url") ?? "";
  return h(
    "a",
    { class: "file-card", href: /^https?:/i.test(url) ? url : null, target: "_blank", rel: "noreferrer" },
    `▶ ${title}`,
  );
}
