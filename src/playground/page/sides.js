// @ts-check
import { h } from "./dom.js";

/** @import { Pane } from "./pane.js" */

const KEY = "tocsin side";

/** The workspaces side by side; where there is room for one, a switch between them. @param {readonly Pane[]} panes */
export function createSides(panes) {
  const element = h(
    "div",
    { class: "workspaces" },
    panes.map((pane) => pane.element),
  );
  const buttons = panes.map(({ platform, label }) =>
    h("button", { type: "button", class: "side", on: { click: () => turnTo(platform) } }, label),
  );
  const switcher =
    panes.length < 2 ? null : h("div", { class: "sides", role: "group", "aria-label": "Workspace" }, buttons);
  let side = /** @type {string | null} */ (sessionStorage.getItem(KEY)) ?? "slack";

  const draw = () => {
    element.dataset.side = side;
    panes.forEach((pane, i) => {
      const unread = pane.unread();
      const button = buttons[i];
      button?.setAttribute("aria-pressed", String(pane.platform === side));
      button?.setAttribute("aria-label", unread > 0 ? `${pane.label}, ${unread} unread` : pane.label);
      button?.classList.toggle("unread", unread > 0 && pane.platform !== side);
    });
  };
  /** @param {string} platform */
  function turnTo(platform) {
    side = panes.some((pane) => pane.platform === platform) ? platform : "slack";
    sessionStorage.setItem(KEY, side);
    draw();
  }
  element.addEventListener("focusin", (event) => {
    const at = event.target instanceof Element ? event.target.closest("[data-side]") : null;
    const found = at instanceof HTMLElement && at !== element ? at.dataset.side : undefined;
    if (found !== undefined && found !== side) turnTo(found);
  });
  if (panes.length > 1) element.classList.add("beside");
  for (const pane of panes) pane.on("state", draw);
  turnTo(side);
  return {
    element,
    switcher,
    turnTo,
    /** The one somebody works in. */
    current: () => panes.find((pane) => pane.platform === side) ?? /** @type {Pane} */ (panes[0]),
  };
}
