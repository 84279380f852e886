// @ts-check
import { h } from "./dom.js";

/** @import { Path } from "./address.js" */
/** @import { Topic } from "./hub.js" */
/** @import { Target } from "./switcher.js" */
/** @import { Fault } from "./trouble.js" */

/**
 * One workspace on the page, whatever its platform.
 * @typedef {object} Pane
 * @property {"slack" | "discord"} platform
 * @property {string} label
 * @property {HTMLElement} element
 * @property {(topic: Topic, listener: (detail?: string) => void) => void} on
 * @property {(handle: string) => Promise<(() => void) | null>} prepare reads what somebody else sees; calling what it gives looks through their eyes, at the same place if they may see it
 * @property {(path: Path) => void} begin at a place; where there is none, at the usual one
 * @property {(path: Path) => void} show goes there without a trace in the history
 * @property {() => boolean} closeThread true if one was open
 * @property {() => void} focusComposer
 * @property {() => readonly Target[]} targets to jump to
 * @property {() => number} unread
 * @property {(handle: string) => Promise<number>} waitingFor somebody: unread direct messages
 * @property {() => { live: boolean, connected: boolean }} health
 * @property {readonly Fault[]} faults
 * @property {(fault: Record<string, unknown>) => Promise<boolean>} causeFault
 */

/** The frame of a workspace: a sidebar that narrow ones slide in, and what is beside it. @param {string} label @param {readonly HTMLElement[]} parts */
export function renderPane(label, parts) {
  const element = h(
    "section",
    { class: `workspace ${label.toLowerCase()}`, "aria-label": label, dataset: { side: label.toLowerCase() } },
    ...parts,
  );
  element.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const toggles = target?.closest("[data-action=sidebar]");
    element.classList.toggle(
      "sidebar-open",
      toggles !== null && toggles !== undefined && !element.classList.contains("sidebar-open"),
    );
  });
  return element;
}
