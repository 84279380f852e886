// @ts-check
import { tryAct } from "../hub.js";
import { removeAfterAsking } from "../message/actions.js";
import { findChannel, readerOf } from "./client.js";
import { readWords } from "./markdown.js";
import { emojiOf, toggleReaction } from "./message.js";
import { openChannel } from "./navigate.js";
import { askThread } from "./new-thread.js";

/** @import { DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Deeds } from "../message/actions.js" */
/** @import { MenuItem } from "../overlay/menu.js" */
/** @import { Client } from "./client.js" */

/** @typedef {{ edit: () => void, reply: (message: DiscordMessage) => void }} Setting */

/**
 * What Discord lets somebody do with a message.
 * @param {Client} client
 * @param {DiscordMessage} message
 * @param {Setting} setting
 * @returns {Deeds | null}
 */
export function deedsOf(client, message, { edit, reply }) {
  if (message.ephemeral) return null;
  const channel = findChannel(client, message.channel);
  const own = message.author.id === client.state.me.id && [0, 19].includes(message.type);
  const answer = () => reply(message);
  const spot = { channel: message.channel, message: message.id };
  const pin = channel?.may.pin
    ? () => void tryAct(client, { kind: message.pinned ? "unpin" : "pin", ...spot })
    : undefined;
  const known = message.thread;
  const mayBegin = channel?.kind === "text" && channel.may.thread;
  const thread = known
    ? () => openChannel(client, known.id)
    : mayBegin
      ? () => askThread(client, { ...spot, begun: readWords(message.content, readerOf(client)).slice(0, 40) })
      : undefined;
  const threadLabel = known ? "Open thread" : "Create thread";
  /** @type {Deeds["more"]} */
  const begin = thread === undefined ? [] : [{ icon: "thread", label: threadLabel, run: thread }];
  return {
    quick: [],
    more: channel?.may.send ? [{ icon: "reply", label: "Reply", run: answer }, ...begin] : begin,
    react: (name) => void toggleReaction(client, message, emojiOf(name)),
    thread,
    pin,
    edit: own ? edit : undefined,
    menu() {
      /** @type {MenuItem[]} */
      const items = [];
      if (channel?.may.send) items.push({ label: "Reply", icon: "reply", run: answer });
      if (thread) items.push({ label: threadLabel, detail: "T", icon: "thread", run: thread });
      if (pin)
        items.push({ label: message.pinned ? "Unpin message" : "Pin message", detail: "P", icon: "pin", run: pin });
      if (own) items.push({ label: "Edit message", detail: "E", icon: "edit", run: edit });
      items.push(...appItems(client, message));
      if (own || channel?.may.manage)
        items.push({
          label: "Delete message",
          icon: "trash",
          danger: true,
          divided: true,
          run: () => void removeAfterAsking(() => tryAct(client, { kind: "delete", ...spot })),
        });
      return items;
    },
  };
}

/** The apps' own commands for a message. @param {Client} client @param {DiscordMessage} message @returns {MenuItem[]} */
const appItems = (client, { channel, id }) =>
  client.state.commands
    .filter((command) => command.type === "message")
    .map((command, i) => ({
      label: command.name,
      icon: "bolt",
      divided: i === 0,
      run: () => void tryAct(client, { kind: "context", channel, name: command.name, message: id }),
    }));
