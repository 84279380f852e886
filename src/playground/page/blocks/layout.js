// @ts-check
import { h, makeId } from "../dom.js";
import { readPlain, renderText } from "../text/mrkdwn.js";
import { renderRichText } from "../text/rich-text.js";
import { fieldAt, listOf, objectOf, str, textOf } from "./read.js";

/** @import { Block, Field, Scope } from "./read.js" */

/**
 * @param {Block} block
 * @param {Scope} scope
 * @param {(element: Block, label: string) => HTMLElement} renderAccessory
 */
export function renderSection(block, scope, renderAccessory) {
  const main = h("div", { class: "section-main" });
  const text = textOf(block, "text");
  if (text !== undefined) main.append(renderText(text, scope.reader));
  const fields = listOf(block, "fields");
  if (fields.length > 0)
    main.append(
      h("div", { class: "section-fields" }, ...fields.map((field) => h("div", {}, renderText(field, scope.reader)))),
    );
  const accessory = objectOf(block, "accessory");
  if (accessory === undefined) return h("div", { class: "block-section" }, main);
  const label = readPlain(textOf(accessory, "placeholder")) || (main.textContent ?? "").slice(0, 80);
  return h(
    "div",
    { class: "block-section with-accessory" },
    main,
    h("div", { class: "accessory" }, renderAccessory(accessory, label)),
  );
}

/**
 * A labelled field of a form, with its hint and what the app found wrong with it.
 * @param {Block} block
 * @param {Scope} scope
 * @param {(field: Field) => HTMLElement} renderElement
 */
export function renderInputBlock(block, scope, renderElement) {
  const element = objectOf(block, "element") ?? {};
  const label = readPlain(textOf(block, "label"));
  const control = renderElement(fieldAt(scope, block, element, { label, dispatches: block.dispatch_action === true }));
  const error = scope.errors[str(block, "block_id") ?? ""];
  const hint = readPlain(textOf(block, "hint"));
  const hintId = makeId("hint");
  const target = control.matches("input, textarea, button")
    ? control
    : (control.querySelector("input, textarea, button") ?? control);
  if (hint !== "" || error !== undefined) target.setAttribute("aria-describedby", hintId);
  if (error !== undefined) target.setAttribute("aria-invalid", "true");
  const root = h(
    "div",
    {
      class: error === undefined ? "block-input" : "block-input invalid",
      dataset: { block: str(block, "block_id") ?? "" },
    },
    h(
      "div",
      { class: "input-label", "aria-hidden": "true" },
      label,
      block.optional === true ? h("span", { class: "optional" }, "(optional)") : null,
    ),
    control,
    h(
      "div",
      { id: hintId },
      error === undefined ? null : h("p", { class: "input-error", role: "alert" }, error),
      hint === "" ? null : h("p", { class: "input-hint" }, hint),
    ),
  );
  const forgive = () => {
    root.classList.remove("invalid");
    root.querySelector(".input-error")?.remove();
    target.removeAttribute("aria-invalid");
  };
  root.addEventListener("input", forgive);
  root.addEventListener("change", forgive);
  return root;
}

/** @param {Block} block */
export function renderImage(block) {
  const file = objectOf(block, "slack_file");
  const src =
    str(block, "image_url") ?? (file ? (str(file, "url") ?? `/playground/slack/files/${str(file, "id")}`) : "");
  const alt = str(block, "alt_text") ?? "";
  const image = h("img", { src, alt, loading: "lazy" });
  const figure = h("figure", { class: "block-image" }, image);
  const title = readPlain(textOf(block, "title"));
  if (title !== "") figure.prepend(h("figcaption", {}, title));
  image.addEventListener("error", () => {
    const shown = h(
      "a",
      { class: "image-fallback", href: /^https?:/i.test(src) ? src : null, target: "_blank", rel: "noreferrer" },
      alt || src,
    );
    image.replaceWith(shown);
  });
  return figure;
}

/** @param {Block} block @param {Scope} scope */
export function renderTable(block, scope) {
  const rows = /** @type {readonly (readonly Block[])[]} */ (/** @type {unknown} */ (listOf(block, "rows")));
  const cell = (/** @type {Block} */ each) =>
    each.type === "rich_text" ? renderRichText(each, scope.reader) : document.createTextNode(str(each, "text") ?? "");
  return h(
    "div",
    { class: "table-scroll" },
    h(
      "table",
      { class: "block-table" },
      ...rows.map((row, i) => h("tr", {}, ...row.map((each) => h(i === 0 ? "th" : "td", {}, cell(each))))),
    ),
  );
}
