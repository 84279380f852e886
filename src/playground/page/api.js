// @ts-check

/** @import { Completion, SlackAct, SlackMessage, SlackNews, SlackOutcome, SlackState } from "../slack/protocol.ts" */

const BASE = "/playground/slack";

/** @param {string} path @param {Record<string, string | undefined>} query */
async function get(path, query) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, value);
  const response = await fetch(`${BASE}/${path}?${params}`);
  if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
  return response.json();
}

/** @param {string} path @param {unknown} body */
const post = (path, body) =>
  fetch(`${BASE}/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** @param {string} as @returns {Promise<SlackState>} */
export const readState = (as) => get("state", { as });

/** @param {string} as @param {string} channel @param {string} [thread] @returns {Promise<SlackMessage[]>} */
export const readMessages = (as, channel, thread) => get("messages", { as, channel, thread });

/** @param {string} as @param {{ channel: string, command: string, text: string }} typed @returns {Promise<Completion[]>} */
export const readCompletions = (as, typed) => get("complete", { as, ...typed });

/**
 * Does one thing as a person. Never throws: what went wrong is in the outcome.
 * @param {string} as
 * @param {SlackAct} act
 * @returns {Promise<SlackOutcome>}
 */
export async function sendAct(as, act) {
  try {
    const response = await post("act", { as, act });
    const outcome = await response.json();
    return response.ok ? outcome : { ok: false, error: outcome.error ?? `The playground answered ${response.status}.` };
  } catch {
    return { ok: false, error: "The playground does not answer. Is it still running?" };
  }
}

/** @param {Record<string, unknown>} fault */
export async function causeFault(fault) {
  const response = await post("fault", fault).catch(() => null);
  return response?.ok === true;
}

/**
 * Follows what happens, for as long as the returned function is not called. The browser reconnects by itself.
 * @param {string} as
 * @param {{ onNews: (news: SlackNews) => void, onOpen: () => void, onLost: () => void }} listener
 */
export function followNews(as, { onNews, onOpen, onLost }) {
  let retry = 0;
  /** @type {EventSource} */
  let source;
  const open = () => {
    source = new EventSource(`${BASE}/live?as=${encodeURIComponent(as)}`);
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
