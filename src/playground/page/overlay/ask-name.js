// @ts-check
import { h } from "../dom.js";
import { openDialog } from "./dialog.js";

/** Channel names have no spaces and no capitals. @param {string} typed */
export const tidyChannelName = (typed) => typed.toLowerCase().replace(/^#/, "").replace(/\s+/g, "-");

/**
 * Asks for the name of something to be made; what `save` answers is wrong with it stands under the field.
 * @param {object} question
 * @param {string} question.title
 * @param {string} question.label
 * @param {string} [question.placeholder]
 * @param {string} [question.begun]
 * @param {string} question.confirm
 * @param {string} [question.tick] something to tick beside it
 * @param {(typed: string) => string} [question.tidy]
 * @param {(given: { name: string, ticked: boolean }) => Promise<string | null>} question.save
 */
export function askName({ title, label, placeholder, begun = "", confirm, tick, tidy, save }) {
  const name = h("input", {
    class: "input",
    "aria-label": label,
    placeholder,
    maxlength: tidy === undefined ? 100 : 80,
    autocomplete: "off",
    value: begun,
  });
  const box = h("input", { type: "checkbox" });
  const wrong = h("p", { class: "input-error", role: "alert" });
  if (tidy !== undefined)
    name.addEventListener("input", () => {
      name.value = tidy(name.value);
    });
  const finish = async () => {
    const problem = await save({ name: name.value, ticked: box.checked });
    if (problem === null) opened.remove();
    else wrong.textContent = problem;
  };
  const opened = openDialog({
    title,
    body: [
      h(
        "div",
        { class: "block-input" },
        h("div", { class: "input-label", "aria-hidden": "true" }, "Name"),
        name,
        wrong,
      ),
      tick === undefined ? null : h("label", { class: "choice" }, box, h("span", {}, tick)),
    ],
    actions: h("button", { type: "submit", class: "button primary" }, confirm),
    kind: "dialog-small",
    onSubmit: () => void finish(),
  });
}
