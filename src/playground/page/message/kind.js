// @ts-check
import { tryAct } from "../hub.js";
import { openConversation } from "../navigate.js";
import { readTs } from "../text/time.js";
import { decodeTyped } from "../text/typed.js";
import { deedsOf } from "./deeds.js";
import { isSystem, renderMessage } from "./message.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { Kind } from "./list.js" */

const GROUP_SECONDS = 300;

/** How Slack's messages are listed. @param {Client} client @param {{ inThread: boolean }} setting @returns {Kind<SlackMessage>} */
export const slackKind = (client, { inThread }) => ({
  keyOf: (message) => message.ts,
  timeOf: (message) => readTs(message.ts),
  zone: () => client.state.me.zone,
  isAfter: (one, other) => one > other,
  isOwn: (message) => message.user === client.state.me.id && !message.ephemeral,
  continues,
  countsReplies: inThread,
  render: (message, { grouped }) => renderMessage(client, message, { grouped, inThread }),
  deedsOf: (message, edit) => (isSystem(message) ? null : deedsOf(client, message, { inThread, edit })),
  textOf: (message) => decodeTyped(message.text, client.state),
  save: ({ channel, ts }, text) => tryAct(client, { kind: "edit", channel, ts, text }),
  openChannel: (channel) => openConversation(client, channel),
});

/** Does it continue what the same person just said? @param {SlackMessage} before @param {SlackMessage} message */
function continues(before, message) {
  if (before.user !== message.user || isSystem(before) || isSystem(message)) return false;
  if (Boolean(before.ephemeral) !== Boolean(message.ephemeral) || message.subtype === "thread_broadcast") return false;
  return Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
}
