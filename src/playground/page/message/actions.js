// @ts-check
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { askFirst } from "../overlay/dialog.js";
import { openFloat } from "../overlay/float.js";
import { nextIndex, openMenu } from "../overlay/menu.js";
import { COMMON, EMOJI } from "../text/emoji.js";

/** @import { IconName } from "../icons.js" */
/** @import { MenuItem } from "../overlay/menu.js" */

/** @typedef {{ icon: IconName, label: string, run: () => void }} BarButton */

/**
 * What somebody can do with a message; what is absent they cannot.
 * @typedef {object} Deeds
 * @property {readonly BarButton[]} quick before the reactions
 * @property {readonly BarButton[]} more behind them
 * @property {() => readonly MenuItem[]} menu
 * @property {(() => void) | undefined} [thread]
 * @property {((emoji: string) => void) | undefined} [react] by its name
 * @property {(() => void) | undefined} [edit]
 * @property {(() => void) | undefined} [pin]
 */

/** The few things to do with a message, shown over it while it is pointed at or has the focus. @param {Deeds} deeds */
export function renderActions(deeds) {
  const bar = h("div", { class: "message-actions", role: "toolbar", "aria-label": "Message actions" });
  const rail = h("div", { class: "actions-rail" }, bar);
  const add = (
    /** @type {IconName} */ picture,
    /** @type {string} */ label,
    /** @type {(anchor: HTMLElement) => void} */ run,
    popup = false,
  ) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": label,
        title: label,
        "aria-haspopup": popup ? "menu" : null,
      },
      icon(picture),
    );
    button.addEventListener("click", () => run(button));
    bar.append(button);
  };
  for (const each of deeds.quick) add(each.icon, each.label, each.run);
  if (deeds.react) add("emoji", "Add reaction", (anchor) => openReactions(deeds, anchor), true);
  for (const each of deeds.more) add(each.icon, each.label, each.run);
  if (deeds.menu().length > 0) add("more", "More actions", (anchor) => openMessageMenu(deeds, anchor), true);
  bar.addEventListener("keydown", (event) => moveWithin(bar, event));
  return rail;
}

/** Left and right walk a row of buttons. @param {HTMLElement} row @param {KeyboardEvent} event */
export function moveWithin(row, event) {
  const turned = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
  if (turned === undefined) return;
  const buttons = [...row.querySelectorAll("button")];
  const next = nextIndex(
    turned,
    buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)),
    buttons.length,
  );
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[next]?.focus();
}

/** @param {Deeds} deeds @param {Element} anchor */
export function openReactions({ react }, anchor) {
  const row = h("div", { class: "emoji-grid", role: "menu", "aria-label": "Reactions" });
  for (const name of COMMON) {
    const pick = () => {
      close();
      react?.(name);
    };
    row.append(
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: "emoji-button",
          "aria-label": `:${name}:`,
          title: `:${name}:`,
          on: { click: pick },
        },
        EMOJI.get(name),
      ),
    );
  }
  row.addEventListener("keydown", (event) => moveWithin(row, event));
  const close = openFloat(anchor, row);
  row.querySelector("button")?.focus();
}

/** @param {Deeds} deeds @param {HTMLElement} anchor */
export const openMessageMenu = (deeds, anchor) => openMenu(anchor, "Message", deeds.menu());

/** Asks before a message is gone. @param {() => unknown} remove */
export async function removeAfterAsking(remove) {
  const sure = await askFirst({
    title: "Delete message",
    text: "Are you sure you want to delete this message? This cannot be undone.",
    confirm: "Delete",
    deny: "Cancel",
    danger: true,
  });
  if (sure) remove();
}
