// @ts-check
import { findConversation } from "./client.js";
import { createSlackComposer } from "./composer/slack.js";
import { nameOf } from "./conversation.js";
import { h } from "./dom.js";
import { acceptDrops } from "./drop.js";
import { editLast } from "./edit-last.js";
import { keyOf } from "./hub.js";
import { icon } from "./icons.js";
import { slackKind } from "./message/kind.js";
import { createMessageList } from "./message/list.js";
import { closeThread } from "./navigate.js";

/** @import { Client } from "./client.js" */

/** The pane at the side: one thread with its composer. @param {Client} client */
export function createThread(client) {
  const where = h("span", { class: "thread-where" });
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close thread", title: "Close (Esc)" },
    icon("close"),
  );
  const head = h(
    "header",
    { class: "pane-head" },
    h("h2", { class: "pane-title" }, "Thread"),
    where,
    h("span", { class: "spacer" }),
    close,
  );
  const list = createMessageList(slackKind(client, { inThread: true }), {
    label: "Messages in thread",
    onSeen: () => {},
  });
  const composer = createSlackComposer(client, { inThread: true, onEditLast: () => editLast(list.element) });
  const element = h(
    "aside",
    { class: "thread", "aria-label": "Thread" },
    head,
    list.element,
    h("div", { class: "pane-foot" }, composer.element),
  );
  element.hidden = true;
  acceptDrops(element, (files) => composer.files.add(files));
  close.addEventListener("click", () => closeThread(client));

  let opened = "";
  const open = () => {
    const { channel, thread, view } = client.place;
    const conversation = findConversation(client, channel);
    element.hidden = thread === undefined || view === "home" || conversation === undefined;
    if (thread === undefined || conversation === undefined || element.hidden) {
      opened = "";
      return;
    }
    const key = keyOf(channel, thread);
    const name = nameOf(client, conversation);
    where.textContent = name;
    if (opened !== key) {
      opened = key;
      list.reset("Messages in thread");
      composer.open({ channel, thread }, "Reply in thread", name);
      draw();
      composer.focus();
    }
    composer.element.hidden = conversation.archived || !conversation.members.includes(client.state.me.id);
    draw();
  };
  const draw = () => {
    const messages = client.messages.get(opened);
    if (messages !== undefined) list.show(messages);
  };
  client.on("place", open);
  client.on("state", open);
  client.on("messages", (key) => {
    if (key === opened) draw();
  });
  return { element, composer };
}
