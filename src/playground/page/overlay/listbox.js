// @ts-check
import { h, makeId, replace } from "../dom.js";
import { nextIndex } from "./menu.js";

/** @import { Child } from "../dom.js" */

/**
 * @typedef {object} Choice
 * @property {string} label
 * @property {string | undefined} [detail]
 * @property {string | undefined} [group]
 * @property {boolean} [selected]
 * @property {Child} [picture]
 */

/**
 * A list of options that an input elsewhere moves through.
 * @template {Choice} T
 * @param {string} label
 * @param {(choice: T) => void} onPick
 */
export function createListbox(label, onPick) {
  const id = makeId("listbox");
  const element = h("div", { id, class: "listbox", role: "listbox", "aria-label": label });
  /** @type {readonly T[]} */
  let choices = [];
  /** @type {HTMLElement[]} */
  let rows = [];
  let active = -1;
  /** @type {HTMLElement | null} */
  let field = null;

  const mark = (/** @type {number} */ index) => {
    rows[active]?.classList.remove("active");
    active = index;
    const row = rows[active];
    row?.classList.add("active");
    row?.scrollIntoView({ block: "nearest" });
    if (row === undefined) field?.removeAttribute("aria-activedescendant");
    else field?.setAttribute("aria-activedescendant", row.id);
  };

  return {
    element,
    /** The input that keeps the focus. @param {HTMLElement} input */
    attach(input) {
      field = input;
      input.setAttribute("aria-controls", id);
      input.setAttribute("aria-autocomplete", "list");
    },
    /** @param {readonly T[]} next @param {{ first?: boolean, empty?: string }} [options] `first` marks the first one */
    show(next, { first = true, empty } = {}) {
      choices = next;
      rows = choices.map((choice, i) => renderChoice(choice, `${id}-${i}`, () => onPick(choice)));
      const parts = rows.flatMap((row, i) => {
        const group = choices[i]?.group;
        return group !== undefined && group !== choices[i - 1]?.group
          ? [h("p", { class: "listbox-group", role: "presentation" }, group), row]
          : [row];
      });
      replace(element, parts.length === 0 && empty ? h("p", { class: "listbox-empty" }, empty) : parts);
      mark(
        first && choices.length > 0
          ? Math.max(
              0,
              choices.findIndex((choice) => choice.selected),
            )
          : -1,
      );
    },
    /** Moves by an arrow key; true if it was one. @param {string} key */
    move(key) {
      const next = nextIndex(key, active, choices.length);
      if (next === null) return false;
      mark(next);
      return true;
    },
    active: () => choices[active],
    first: () => choices[0],
    get size() {
      return choices.length;
    },
  };
}

/** Hides suggestions once their field has lost the focus for good: a dialog that closes takes it and gives it back. @param {HTMLElement} field @param {() => void} hide */
export function hideOnLeave(field, hide) {
  field.addEventListener("blur", () =>
    window.setTimeout(() => {
      if (document.activeElement !== field) hide();
    }, 120),
  );
}

/** @param {Choice} choice @param {string} id @param {() => void} pick */
function renderChoice(choice, id, pick) {
  const row = h(
    "div",
    { id, role: "option", class: "option", "aria-selected": choice.selected ? "true" : "false" },
    choice.picture ?? null,
    h("span", { class: "option-label" }, choice.label),
    choice.detail ? h("span", { class: "option-detail" }, choice.detail) : null,
  );
  row.addEventListener("pointerdown", (event) => event.preventDefault());
  row.addEventListener("click", pick);
  return row;
}
