// @ts-check
import { append, h } from "../dom.js";
import { icon } from "../icons.js";
import { openFloat } from "./float.js";

/** @import { IconName } from "../icons.js" */

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {string} [detail]
 * @property {IconName} [icon]
 * @property {boolean} [danger]
 * @property {boolean} [divided] stands under a line
 * @property {() => void} run
 */

/**
 * A menu under a button: arrows move, Enter runs, Escape closes.
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {readonly MenuItem[]} items
 * @param {{ above?: boolean, heading?: string }} [options]
 */
export function openMenu(anchor, label, items, { above = false, heading } = {}) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  if (heading !== undefined) menu.append(h("p", { class: "menu-heading" }, heading));
  const buttons = items.map((item) => {
    const run = () => {
      close();
      item.run();
    };
    const button = h(
      "button",
      { type: "button", role: "menuitem", class: item.danger ? "menu-item danger" : "menu-item", on: { click: run } },
      item.icon ? icon(item.icon) : null,
      h("span", { class: "menu-text" }, h("span", {}, item.label), item.detail ? h("small", {}, item.detail) : null),
    );
    if (item.divided) append(menu, h("hr"));
    append(menu, button);
    return button;
  });
  menu.addEventListener("keydown", (event) => {
    const next = nextIndex(
      event.key,
      buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)),
      buttons.length,
    );
    if (event.key === "Tab") close();
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[next]?.focus();
  });
  anchor.setAttribute("aria-expanded", "true");
  const close = openFloat(anchor, menu, { above, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  buttons[0]?.focus();
  return close;
}

/** Where an arrow, Home or End leads in a list that wraps around. @param {string} key @param {number} at @param {number} length */
export function nextIndex(key, at, length) {
  if (length === 0) return null;
  if (key === "ArrowDown") return (at + 1) % length;
  if (key === "ArrowUp") return at <= 0 ? length - 1 : at - 1;
  if (key === "Home") return 0;
  return key === "End" ? length - 1 : null;
}
