// @ts-check

/** @import { Completion } from "../slack/protocol.ts" */
/** @import { Outcome } from "./hub.js" */

/** @template N @typedef {{ onNews: (news: N) => void, onOpen: () => void, onLost: () => void }} Listener */

/**
 * What one workspace's server is asked. S is its state, M a message, A an act, N news and O an outcome.
 * @template S, M, A, N, O
 * @typedef {object} Api
 * @property {string} platform
 * @property {(as: string) => Promise<S>} readState
 * @property {(as: string, channel: string, thread?: string) => Promise<M[]>} readMessages
 * @property {(as: string, typed: Record<string, string>) => Promise<Completion[]>} readCompletions
 * @property {(as: string, act: A) => Promise<O>} sendAct does one thing as a person; never throws: what went wrong is in the outcome
 * @property {(fault: Record<string, unknown>) => Promise<boolean>} causeFault
 * @property {(as: string, listener: Listener<N>) => () => void} followNews until the returned function is called; the browser reconnects by itself
 */

/** The workspaces there are. @returns {Promise<readonly string[]>} */
export async function readWorkspaces() {
  const response = await fetch("/playground/workspaces").catch(() => null);
  return response?.ok ? response.json() : ["slack"];
}

/**
 * @template S, M, A, N
 * @template {Outcome} O
 * @param {string} platform
 * @param {(one: M, other: M) => number} order
 * @returns {Api<S, M, A, N, O>}
 */
export function createApi(platform, order) {
  const base = `/playground/${platform}`;
  const get = async (/** @type {string} */ path, /** @type {Record<string, string | undefined>} */ query) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, value);
    const response = await fetch(`${base}/${path}?${params}`);
    if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
    return response.json();
  };
  const post = (/** @type {string} */ path, /** @type {unknown} */ body) =>
    fetch(`${base}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const failed = (/** @type {string} */ error) => /** @type {O} */ ({ ok: false, error });

  return {
    platform,
    readState: (as) => get("state", { as }),
    readMessages: async (as, channel, thread) => (await get("messages", { as, channel, thread })).sort(order),
    readCompletions: (as, typed) => get("complete", { as, ...typed }),
    async sendAct(as, act) {
      try {
        const response = await post("act", { as, act });
        const outcome = await response.json();
        return response.ok ? outcome : failed(outcome.error ?? `The playground answered ${response.status}.`);
      } catch {
        return failed("The playground does not answer. Is it still running?");
      }
    },
    async causeFault(fault) {
      const response = await post("fault", fault).catch(() => null);
      return response?.ok === true;
    },
    followNews: (as, listener) => listen(`${base}/live?as=${encodeURIComponent(as)}`, listener),
  };
}

/** @template N @param {string} address @param {Listener<N>} listener */
function listen(address, { onNews, onOpen, onLost }) {
  let retry = 0;
  /** @type {EventSource} */
  let source;
  const open = () => {
    source = new EventSource(address);
    source.onopen = onOpen;
    source.onmessage = (event) => onNews(JSON.parse(event.data));
    source.onerror = () => {
      onLost();
      if (source.readyState === EventSource.CLOSED) retry = window.setTimeout(open, 1500);
    };
  };
  open();
  return () => {
    window.clearTimeout(retry);
    source.close();
  };
}
