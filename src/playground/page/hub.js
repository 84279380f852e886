// @ts-check
import { explain } from "./words.js";

/** @import { Api } from "./api.js" */

/** @typedef {"state" | "place" | "messages" | "live" | "failed"} Topic */

/**
 * One person's look at a workspace: what was read, where they are, and who wants to know when it changes. S is its state, M a message, P a place, A an act, N news and O an outcome.
 * @template S, M, P, A, N, O
 * @typedef {object} Hub
 * @property {Api<S, M, A, N, O>} api
 * @property {string} as
 * @property {S} state
 * @property {P} place
 * @property {boolean} live is the page connected to the playground?
 * @property {Map<string, readonly M[]>} messages by conversation and thread
 * @property {(topic: Topic, listener: (detail?: string) => void) => void} on
 * @property {(topic: Topic, detail?: string) => void} emit
 */

/** What is common to every workspace's outcomes. @typedef {{ ok: boolean, error?: string, id?: string }} Outcome */

/**
 * Somewhere to act: all that shared parts know of a hub.
 * @template A
 * @typedef {object} Stage
 * @property {string} as
 * @property {{ sendAct(as: string, act: A): Promise<Outcome> }} api
 */

/** @template S, M, P, A, N, O @param {Api<S, M, A, N, O>} api @param {{ as: string, state: S, place: P }} begun @returns {Hub<S, M, P, A, N, O>} */
export function createHub(api, begun) {
  /** @type {Map<Topic, ((detail?: string) => void)[]>} */
  const listeners = new Map();
  return {
    ...begun,
    api,
    live: true,
    messages: new Map(),
    on(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
    },
    emit(topic, detail) {
      for (const listener of listeners.get(topic) ?? []) listener(detail);
    },
  };
}

/** @param {string} channel @param {string} [thread] */
export const keyOf = (channel, thread) => `${channel}/${thread ?? ""}`;

/** @template S, M, P, A, N, O @param {Hub<S, M, P, A, N, O>} hub @param {A} act */
export const act = (hub, act) => hub.api.sendAct(hub.as, act);

/** Does it, and says so at the foot of the page when the platform would not. @template S, M, P, A, N @template {Outcome} O @param {Hub<S, M, P, A, N, O>} hub @param {A} wanted */
export async function tryAct(hub, wanted) {
  const outcome = await act(hub, wanted);
  if (!outcome.ok) hub.emit("failed", explain(outcome.error));
  return outcome;
}

/** @type {Map<string, { again: boolean, done: Promise<void> }>} */
const running = new Map();

/**
 * Runs a reading at most once at a time; asked again meanwhile, once more afterwards.
 * @param {string} key
 * @param {() => Promise<void>} read
 * @returns {Promise<void>}
 */
function coalesce(key, read) {
  const current = running.get(key);
  if (current !== undefined) {
    current.again = true;
    return current.done;
  }
  const entry = { again: true, done: Promise.resolve() };
  running.set(key, entry);
  entry.done = (async () => {
    try {
      while (entry.again) {
        entry.again = false;
        await read();
      }
    } finally {
      running.delete(key);
    }
  })();
  return entry.done;
}

/** @template S, M, P, A, N, O @param {Hub<S, M, P, A, N, O>} hub */
export const refreshState = (hub) =>
  coalesce(`${hub.api.platform} ${hub.as} state`, async () => {
    const as = hub.as;
    const state = await hub.api.readState(as).catch(() => null);
    if (state === null || as !== hub.as) return;
    hub.state = state;
    hub.emit("state");
  });

/** @template S, M, P, A, N, O @param {Hub<S, M, P, A, N, O>} hub @param {string} channel @param {string} [thread] */
export const refreshMessages = (hub, channel, thread) =>
  coalesce(`${hub.api.platform} ${hub.as} ${keyOf(channel, thread)}`, async () => {
    const as = hub.as;
    const messages = await hub.api.readMessages(as, channel, thread).catch(() => null);
    if (messages === null || as !== hub.as) return;
    hub.messages.set(keyOf(channel, thread), messages);
    hub.emit("messages", keyOf(channel, thread));
  });

/**
 * Hears the news for whoever looks; what was missed while the line was down is for `catchUp`.
 * @template S, M, P, A, N, O
 * @param {Hub<S, M, P, A, N, O>} hub
 * @param {{ hear: (news: N) => void, catchUp: () => void }} listener
 */
export function followHub(hub, { hear, catchUp }) {
  let lost = false;
  const setLive = (/** @type {boolean} */ live) => {
    hub.live = live;
    hub.emit("live");
  };
  return hub.api.followNews(hub.as, {
    onNews: hear,
    onOpen() {
      setLive(true);
      if (!lost) return;
      lost = false;
      catchUp();
    },
    onLost() {
      lost = true;
      setLive(false);
    },
  });
}
