// @ts-check
import { h, makeId } from "../dom.js";
import { renderText } from "../text/mrkdwn.js";
import { change } from "./dispatch.js";
import { chosenOptions, optionsOf } from "./read.js";

/** @import { Field, Option } from "./read.js" */

/** Checkboxes and radio buttons. @param {Field} field */
export function renderChoices(field) {
  const many = field.element.type === "checkboxes";
  const name = makeId("choice");
  const options = optionsOf(field.element, "options");
  const chosen = new Set(chosenOptions(field).map((option) => option.value));
  const group = h("div", { class: "choices", role: many ? "group" : "radiogroup", "aria-label": field.label });
  const inputs = options.map((option) => {
    const input = h("input", {
      type: many ? "checkbox" : "radio",
      name,
      dataset: { key: `${field.actionId} ${option.value}` },
    });
    input.checked = chosen.has(option.value);
    group.append(renderRow(input, option, field));
    return input;
  });
  const read = () => {
    const picked = options.filter((_, i) => inputs[i]?.checked);
    return many ? { selected_options: picked } : { selected_option: picked[0] ?? null };
  };
  group.addEventListener("change", async () => {
    if (await change(field, read(), group)) return;
    inputs.forEach((input, i) => {
      input.checked = chosen.has(options[i]?.value ?? "");
    });
  });
  return group;
}

/** @param {HTMLInputElement} input @param {Option} option @param {Field} field */
function renderRow(input, option, field) {
  const text = h("span", { class: "choice-text" }, renderText(option.text, field.scope.reader));
  if (option.description) text.append(h("small", {}, renderText(option.description, field.scope.reader)));
  return h("label", { class: "choice" }, input, text);
}
