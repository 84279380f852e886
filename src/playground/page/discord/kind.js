// @ts-check
import { tryAct } from "../hub.js";
import { compareIds } from "./client.js";
import { deedsOf } from "./deeds.js";
import { isSystem, renderMessage, STARTER } from "./message.js";
import { openChannel } from "./navigate.js";

/** @import { DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Kind } from "../message/list.js" */
/** @import { Client } from "./client.js" */

const GROUP_MS = 420_000;

/** How Discord's messages are listed. @param {Client} client @param {{ reveal: (id: string) => void, reply: (message: DiscordMessage) => void }} doings @returns {Kind<DiscordMessage>} */
export const discordKind = (client, { reveal, reply }) => ({
  keyOf: (message) => message.id,
  timeOf: (message) => new Date(message.at),
  zone: client.zone,
  isAfter: (one, other) => compareIds(one, other) > 0,
  isOwn: (message) => message.author.id === client.state.me.id,
  continues,
  countsReplies: false,
  render: (message, { grouped }) => renderMessage(client, message, { grouped, reveal }),
  deedsOf: (message, edit) =>
    isSystem(message) || message.type === STARTER ? null : deedsOf(client, message, { edit, reply }),
  textOf: (message) => decodeTyped(client, message.content),
  save: ({ channel, id }, content) => tryAct(client, { kind: "edit", channel, message: id, content }),
  openChannel: (id) => openChannel(client, id),
});

/** Does it continue what the same person just said? @param {DiscordMessage} before @param {DiscordMessage} message */
function continues(before, message) {
  if (before.author.id !== message.author.id || before.author.name !== message.author.name) return false;
  if (message.type !== 0 || isSystem(before) || before.type === STARTER || before.ephemeral !== message.ephemeral)
    return false;
  if (message.reference !== undefined || message.command !== undefined || message.pinned) return false;
  return Date.parse(message.at) - Date.parse(before.at) < GROUP_MS;
}

/** A message's text as somebody would type it. @param {Client} client @param {string} content */
const decodeTyped = ({ state }, content) =>
  content
    .replace(/<@!?(\d+)>/g, (whole, id) => {
      const person = state.people.find((each) => each.id === id);
      return person === undefined ? whole : `@${person.username}`;
    })
    .replace(/<@&(\d+)>/g, (whole, id) => {
      const role = state.roles.find((each) => each.id === id);
      return role === undefined ? whole : `@${role.name}`;
    })
    .replace(/<#(\d+)>/g, (whole, id) => {
      const channel = state.channels.find((each) => each.id === id);
      return channel === undefined ? whole : `#${channel.name}`;
    });
