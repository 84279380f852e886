// @ts-check
import { h } from "../dom.js";
import { openFloat } from "./float.js";
import { createListbox } from "./listbox.js";

/** @import { Choice } from "./listbox.js" */

/**
 * A list to search and choose from, under the box that shows what is chosen.
 * @template {Choice} T
 * @param {HTMLElement} button
 * @param {object} list
 * @param {string} list.label
 * @param {boolean} list.many stays open for another
 * @param {(typed: string) => readonly T[] | Promise<readonly T[]>} list.find
 * @param {(typed: string) => string} [list.empty] what to say of no rows
 * @param {(row: T) => boolean} list.isChosen
 * @param {(row: T) => void} list.pick
 * @param {() => void} [list.onClose]
 */
export function openPicker(button, { label, many, find, empty = () => "No matches", isChosen, pick, onClose }) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const input = h("input", {
    class: "select-search",
    type: "text",
    role: "searchbox",
    "aria-label": `Search ${label}`,
    placeholder: "Search",
    autocomplete: "off",
    spellcheck: "false",
  });
  const listbox = createListbox(label, (/** @type {T} */ row) => {
    if (!many) close();
    pick(row);
    if (many) void fill();
  });
  listbox.attach(input);
  let asked = 0;
  const fill = async () => {
    asked += 1;
    const own = asked;
    const found = await find(input.value);
    if (own !== asked) return;
    listbox.show(
      found.map((row) => ({ ...row, selected: isChosen(row) })),
      { empty: empty(input.value) },
    );
  };
  input.addEventListener("input", () => void fill());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab") close();
    else if (event.key === "Enter") {
      if (listbox.active() !== undefined)
        /** @type {HTMLElement | null} */ (listbox.element.querySelector(".option.active"))?.click();
    } else if (!listbox.move(event.key)) return;
    if (event.key !== "Tab") event.preventDefault();
  });
  button.setAttribute("aria-expanded", "true");
  const close = openFloat(button, h("div", { class: "select-list" }, input, listbox.element), {
    wide: true,
    onClose() {
      button.setAttribute("aria-expanded", "false");
      onClose?.();
    },
  });
  void fill();
  input.focus();
}

/** What is chosen, in a box that opens the list. @param {{ label: string, key: string, disabled?: boolean }} box */
export const renderSelectBox = ({ label, key, disabled = false }) =>
  h("button", {
    type: "button",
    class: "select",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-label": label,
    disabled,
    dataset: { key },
  });
