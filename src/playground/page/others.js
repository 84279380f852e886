// @ts-check

/** @import { Pane } from "./pane.js" */

const PAUSE = 1200;
const BEAT = 20_000;

/**
 * Watches, at leisure, who else has unread direct messages: a page to somebody shows on their face.
 * @param {readonly Pane[]} panes
 * @param {() => readonly string[]} handles of the others
 * @param {(waiting: ReadonlyMap<string, number>) => void} show
 */
export function createOthers(panes, handles, show) {
  let timer = 0;
  const read = async () => {
    const counts = await Promise.all(
      handles().map(async (handle) => {
        const each = await Promise.all(panes.map((pane) => pane.waitingFor(handle).catch(() => 0)));
        return /** @type {const} */ ([handle, each.reduce((sum, count) => sum + count, 0)]);
      }),
    );
    show(new Map(counts));
  };
  const refresh = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void read(), PAUSE);
  };
  window.setInterval(() => document.visibilityState === "visible" && refresh(), BEAT);
  return { refresh };
}
