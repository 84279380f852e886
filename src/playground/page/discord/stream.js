// @ts-check
import { editLast } from "../edit-last.js";
import { act, keyOf, refreshState } from "../hub.js";
import { createMessageList } from "../message/list.js";
import { createReading } from "../message/reading.js";
import { findChannel } from "./client.js";
import { createDiscordComposer } from "./composer.js";
import { discordKind } from "./kind.js";
import { summarise } from "./message.js";

/** @import { DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */

/** The messages of a channel or thread with their composer. @param {Client} client @param {string} label */
export function createStream(client, label) {
  let opened = "";
  const kind = discordKind(client, {
    reveal: (id) => list.reveal(id),
    reply: (message) => composer.replyTo(message),
  });
  /** @type {ReturnType<typeof createMessageList<DiscordMessage>>} */
  const list = createMessageList(kind, { label, onSeen: () => reading.mark() });
  const composer = createDiscordComposer(client, { onEditLast: () => editLast(list.element) });
  const reading = createReading(list, {
    messages: () => client.messages.get(keyOf(opened)),
    keyOf: (message) => message.id,
    isMine: (message) => message.author.id === client.state.me.id,
    summarise: (message) => summarise(client, message),
    hasUnread: () => (findChannel(client, opened)?.unread ?? 0) > 0,
    markRead: (message) =>
      void act(client, { kind: "read", channel: opened, message }).then(() => refreshState(client)),
  });
  client.on("messages", (key) => {
    if (key === keyOf(opened)) reading.draw();
  });
  return {
    list,
    composer,
    draw: reading.draw,
    opened: () => opened,
    /** @param {string} channel empty: nothing @param {{ list: string, field: string }} labels */
    open(channel, labels) {
      if (channel === opened) return false;
      opened = channel;
      if (channel === "") return false;
      reading.open(labels.list, findChannel(client, channel)?.unread ?? 0);
      composer.open(channel, labels.field);
      return true;
    },
  };
}
