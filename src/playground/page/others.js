// @ts-check
import { readState } from "./api.js";

/** @import { Client } from "./client.js" */

const PAUSE = 1200;
const BEAT = 20_000;

/**
 * Watches, at leisure, who else has unread direct messages: a page to somebody shows on their face.
 * @param {Client} client
 * @param {(waiting: ReadonlyMap<string, number>) => void} show
 */
export function createOthers(client, show) {
  let timer = 0;
  const read = async () => {
    const others = client.state.people.filter((person) => !person.bot && person.handle !== client.as);
    const counts = await Promise.all(
      others.map(async ({ handle }) => {
        const state = await readState(handle).catch(() => null);
        const direct = state?.conversations.filter((c) => c.kind === "dm") ?? [];
        return /** @type {const} */ ([handle, direct.reduce((sum, each) => sum + each.unread, 0)]);
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
