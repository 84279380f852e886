// @ts-check
import { readMessages, readState, sendAct } from "./api.js";
import { explain } from "./words.js";

/** @import { SlackAct, SlackConversation, SlackMessage, SlackOutcome, SlackPerson, SlackState } from "../slack/protocol.ts" */
/** @import { Reader } from "./text/inline.js" */

/** @typedef {{ view: "channel" | "home", channel: string, thread?: string | undefined }} Place */
/** @typedef {"state" | "place" | "messages" | "live" | "failed"} Topic */

/**
 * One person's look at the workspace: what was read, where they are, and who wants to know when it changes.
 * @typedef {object} Client
 * @property {string} as
 * @property {SlackState} state
 * @property {Place} place
 * @property {boolean} live is the page connected to the playground?
 * @property {Map<string, readonly SlackMessage[]>} messages by conversation and thread
 * @property {(topic: Topic, listener: (detail?: string) => void) => void} on
 * @property {(topic: Topic, detail?: string) => void} emit
 */

/** @param {string} as @param {SlackState} state @returns {Client} */
export function createClient(as, state) {
  /** @type {Map<Topic, ((detail?: string) => void)[]>} */
  const listeners = new Map();
  return {
    as,
    state,
    place: { view: "channel", channel: "" },
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

/** @param {Client} client @param {SlackAct} act @returns {Promise<SlackOutcome>} */
export const act = (client, act) => sendAct(client.as, act);

/** Does it, and says so at the foot of the page when Slack would not. @param {Client} client @param {SlackAct} wanted */
export async function tryAct(client, wanted) {
  const outcome = await act(client, wanted);
  if (!outcome.ok) client.emit("failed", explain(outcome.error));
  return outcome;
}

/** @param {Client} client @param {string} id @returns {SlackPerson | undefined} */
export const findPerson = (client, id) => client.state.people.find((person) => person.id === id);

/** @param {Client} client @param {string} id @returns {SlackConversation | undefined} */
export const findConversation = (client, id) => client.state.conversations.find((c) => c.id === id);

/** The other person of a direct message. @param {Client} client @param {SlackConversation} conversation */
export function findPartner(client, conversation) {
  const other = conversation.members.find((id) => id !== client.state.me.id) ?? client.state.me.id;
  return findPerson(client, other) ?? client.state.people.find((person) => person.name === conversation.name);
}

/** @param {Client} client @returns {Reader} */
export const readerOf = (client) => ({
  me: client.state.me,
  people: new Map(client.state.people.map((person) => [person.id, person])),
  conversations: new Map(client.state.conversations.map((conversation) => [conversation.id, conversation])),
});

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

/** @param {Client} client */
export const refreshState = (client) =>
  coalesce(`${client.as} state`, async () => {
    const as = client.as;
    const state = await readState(as).catch(() => null);
    if (state === null || as !== client.as) return;
    client.state = state;
    client.emit("state");
  });

/** @param {Client} client @param {string} channel @param {string} [thread] */
export const refreshMessages = (client, channel, thread) =>
  coalesce(`${client.as} ${keyOf(channel, thread)}`, async () => {
    const as = client.as;
    const messages = await readMessages(as, channel, thread).catch(() => null);
    if (messages === null || as !== client.as) return;
    client.messages.set(keyOf(channel, thread), sortMessages(messages));
    client.emit("messages", keyOf(channel, thread));
  });

/** @param {readonly SlackMessage[]} messages */
const sortMessages = (messages) => [...messages].sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0));
