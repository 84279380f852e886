// @ts-check
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @import { IconName } from "./icons.js" */

/** A button of a pane's head that opens a menu, perhaps with a number. @param {IconName} picture @param {{ label: string, title: string, count?: number, run: (anchor: HTMLElement) => void }} about */
export function renderHeadButton(picture, { label, title, count, run }) {
  const button = h(
    "button",
    { type: "button", class: "head-button", "aria-haspopup": "menu", "aria-label": label, title },
    icon(picture, 17),
    count,
  );
  button.addEventListener("click", () => run(button));
  return button;
}

/** Brings out the sidebar where it has no room of its own. */
export const renderSidebarButton = () =>
  h(
    "button",
    {
      type: "button",
      class: "icon-button only-narrow",
      "aria-label": "Show conversations",
      dataset: { action: "sidebar" },
    },
    icon("menu"),
  );
