// @ts-check
import { tryAct } from "../client.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openThread } from "../navigate.js";
import { askFirst } from "../overlay/dialog.js";
import { openFloat } from "../overlay/float.js";
import { nextIndex, openMenu } from "../overlay/menu.js";
import { COMMON, EMOJI } from "../text/emoji.js";
import { toggleReaction } from "./message.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { IconName } from "../icons.js" */
/** @import { MenuItem } from "../overlay/menu.js" */

/** @typedef {{ client: Client, message: SlackMessage, inThread: boolean, edit: () => void }} Target */

/** The few things to do with a message, shown over it while it is pointed at or has the focus. @param {Target} target */
export function renderActions(target) {
  const { client, message, inThread } = target;
  const bar = h("div", { class: "message-actions", role: "toolbar", "aria-label": "Message actions" });
  const rail = h("div", { class: "actions-rail" }, bar);
  if (message.ephemeral) return rail;
  const add = (
    /** @type {IconName} */ picture,
    /** @type {string} */ label,
    /** @type {(anchor: HTMLElement) => void} */ run,
    popup = false,
  ) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": label,
        title: label,
        "aria-haspopup": popup ? "menu" : null,
      },
      icon(picture),
    );
    button.addEventListener("click", () => run(button));
    bar.append(button);
  };
  add("check", "Mark as done", () => void toggleReaction(client, message, "white_check_mark"));
  add("emoji", "Add reaction", (anchor) => openReactions(target, anchor), true);
  if (!inThread) add("reply", "Reply in thread", () => openThread(client, message.thread_ts ?? message.ts));
  add("more", "More actions", (anchor) => openMessageMenu(target, anchor), true);
  bar.addEventListener("keydown", (event) => moveWithin(bar, event));
  return rail;
}

/** Left and right walk a row of buttons. @param {HTMLElement} row @param {KeyboardEvent} event */
export function moveWithin(row, event) {
  const turned = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
  if (turned === undefined) return;
  const buttons = [...row.querySelectorAll("button")];
  const next = nextIndex(
    turned,
    buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)),
    buttons.length,
  );
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  buttons[next]?.focus();
}

/** @param {Target} target @param {HTMLElement} anchor */
export function openReactions({ client, message }, anchor) {
  const row = h("div", { class: "emoji-grid", role: "menu", "aria-label": "Reactions" });
  for (const name of COMMON) {
    const pick = () => {
      close();
      void toggleReaction(client, message, name);
    };
    row.append(
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: "emoji-button",
          "aria-label": `:${name}:`,
          title: `:${name}:`,
          on: { click: pick },
        },
        EMOJI.get(name),
      ),
    );
  }
  row.addEventListener("keydown", (event) => moveWithin(row, event));
  const close = openFloat(anchor, row);
  row.querySelector("button")?.focus();
}

/** @param {Target} target @param {HTMLElement} anchor */
export const openMessageMenu = (target, anchor) => openMenu(anchor, "Message", itemsFor(target));

/** @param {Target} target @returns {MenuItem[]} */
function itemsFor({ client, message, inThread, edit }) {
  const { channel, ts } = message;
  const own = message.user === client.state.me.id;
  /** @type {MenuItem[]} */
  const items = [];
  if (!inThread)
    items.push({
      label: "Reply in thread",
      detail: "T",
      icon: "reply",
      run: () => openThread(client, message.thread_ts ?? ts),
    });
  items.push({
    label: message.pinned ? "Unpin from channel" : "Pin to channel",
    detail: "P",
    icon: "pin",
    run: () => void tryAct(client, { kind: message.pinned ? "unpin" : "pin", channel, ts }),
  });
  if (own) items.push({ label: "Edit message", detail: "E", icon: "edit", run: edit });
  const shortcuts = client.state.shortcuts.filter((shortcut) => shortcut.type === "message");
  shortcuts.forEach((shortcut, i) => {
    items.push({
      label: shortcut.name,
      icon: "bolt",
      divided: i === 0,
      run: () => void tryAct(client, { kind: "shortcut", callback_id: shortcut.callback_id, channel, ts }),
    });
  });
  if (own)
    items.push({
      label: "Delete message",
      icon: "trash",
      danger: true,
      divided: true,
      run: () => void remove(client, message),
    });
  return items;
}

/** @param {Client} client @param {SlackMessage} message */
async function remove(client, { channel, ts }) {
  const sure = await askFirst({
    title: "Delete message",
    text: "Are you sure you want to delete this message? This cannot be undone.",
    confirm: "Delete",
    deny: "Cancel",
    danger: true,
  });
  if (sure) await tryAct(client, { kind: "delete", channel, ts });
}
