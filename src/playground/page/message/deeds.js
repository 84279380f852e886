// @ts-check
import { tryAct } from "../hub.js";
import { openThread } from "../navigate.js";
import { removeAfterAsking } from "./actions.js";
import { toggleReaction } from "./message.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { MenuItem } from "../overlay/menu.js" */
/** @import { Deeds } from "./actions.js" */

/**
 * What Slack lets somebody do with a message.
 * @param {Client} client
 * @param {SlackMessage} message
 * @param {{ inThread: boolean, edit: () => void }} setting
 * @returns {Deeds | null}
 */
export function deedsOf(client, message, { inThread, edit }) {
  if (message.ephemeral) return null;
  const { channel, ts, pinned } = message;
  const own = message.user === client.state.me.id;
  const thread = inThread ? undefined : () => openThread(client, message.thread_ts ?? ts);
  const pin = () => void tryAct(client, { kind: pinned ? "unpin" : "pin", channel, ts });
  const done = () => void toggleReaction(client, message, "white_check_mark");
  return {
    quick: [{ icon: "check", label: "Mark as done", run: done }],
    more: thread ? [{ icon: "reply", label: "Reply in thread", run: thread }] : [],
    react: (name) => void toggleReaction(client, message, name),
    thread,
    pin,
    edit: own ? edit : undefined,
    menu: () => itemsFor(client, message, { thread, pin, edit: own ? edit : undefined }),
  };
}

/**
 * @param {Client} client
 * @param {SlackMessage} message
 * @param {{ thread: (() => void) | undefined, pin: () => void, edit: (() => void) | undefined }} deeds
 * @returns {MenuItem[]}
 */
function itemsFor(client, { channel, ts, pinned }, { thread, pin, edit }) {
  /** @type {MenuItem[]} */
  const items = [];
  if (thread) items.push({ label: "Reply in thread", detail: "T", icon: "reply", run: thread });
  items.push({ label: pinned ? "Unpin from channel" : "Pin to channel", detail: "P", icon: "pin", run: pin });
  if (edit) items.push({ label: "Edit message", detail: "E", icon: "edit", run: edit });
  const shortcuts = client.state.shortcuts.filter((shortcut) => shortcut.type === "message");
  shortcuts.forEach((shortcut, i) => {
    items.push({
      label: shortcut.name,
      icon: "bolt",
      divided: i === 0,
      run: () => void tryAct(client, { kind: "shortcut", callback_id: shortcut.callback_id, channel, ts }),
    });
  });
  if (edit)
    items.push({
      label: "Delete message",
      icon: "trash",
      danger: true,
      divided: true,
      run: () => void removeAfterAsking(() => tryAct(client, { kind: "delete", channel, ts })),
    });
  return items;
}
