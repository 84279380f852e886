// @ts-check
import { createApi } from "./api.js";
import { createHub } from "./hub.js";

/** @import { SlackAct, SlackConversation, SlackMessage, SlackNews, SlackOutcome, SlackPerson, SlackState } from "../slack/protocol.ts" */
/** @import { Api } from "./api.js" */
/** @import { Hub } from "./hub.js" */
/** @import { Reader } from "./text/inline.js" */

/** @typedef {{ view: "channel" | "home", channel: string, thread?: string | undefined }} Place */

/** One person's look at the local Slack. @typedef {Hub<SlackState, SlackMessage, Place, SlackAct, SlackNews, SlackOutcome>} Client */

/** @type {Api<SlackState, SlackMessage, SlackAct, SlackNews, SlackOutcome>} */
export const slackApi = createApi("slack", (one, other) => (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0));

/** @param {string} as @param {SlackState} state @returns {Client} */
export const createClient = (as, state) =>
  createHub(slackApi, { as, state, place: /** @type {Place} */ ({ view: "channel", channel: "" }) });

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
