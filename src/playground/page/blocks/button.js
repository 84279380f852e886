// @ts-check
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../overlay/menu.js";
import { readPlain } from "../text/mrkdwn.js";
import { change, pressButton } from "./dispatch.js";
import { optionsOf, str, textOf } from "./read.js";

/** @import { Field } from "./read.js" */

/** @param {Field} field */
export function renderButton(field) {
  const { element } = field;
  const style = str(element, "style");
  const button = h(
    "button",
    {
      type: "button",
      class: `button ${style === "primary" ? "primary" : style === "danger" ? "danger" : ""}`,
      "aria-label": str(element, "accessibility_label"),
      dataset: { key: field.actionId },
    },
    readPlain(textOf(element, "text")),
  );
  const url = str(element, "url");
  button.addEventListener("click", () => {
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, "_blank", "noreferrer");
    if (button.getAttribute("aria-busy") !== "true") void pressButton(field, button);
  });
  return button;
}

/** @param {Field} field */
export function renderOverflow(field) {
  const label = "More options";
  const button = h(
    "button",
    {
      type: "button",
      class: "button icon-only",
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      dataset: { key: field.actionId },
    },
    icon("more"),
  );
  button.addEventListener("click", () => {
    const items = optionsOf(field.element, "options").map((option) => ({
      label: readPlain(option.text),
      detail: readPlain(option.description),
      run: () => {
        const url = str(/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (option)), "url");
        if (url !== undefined && /^https?:/i.test(url)) window.open(url, "_blank", "noreferrer");
        void change(field, { selected_option: option }, button);
      },
    }));
    openMenu(button, label, items);
  });
  return button;
}
