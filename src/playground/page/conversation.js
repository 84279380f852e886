// @ts-check
import { findConversation, findPartner } from "./client.js";
import { createSlackComposer } from "./composer/slack.js";
import { renderHeader } from "./conversation-header.js";
import { h, replace } from "./dom.js";
import { acceptDrops } from "./drop.js";
import { editLast } from "./edit-last.js";
import { act, keyOf, refreshState, tryAct } from "./hub.js";
import { slackKind } from "./message/kind.js";
import { createMessageList } from "./message/list.js";
import { summarise } from "./message/message.js";
import { createReading } from "./message/reading.js";

/** @import { SlackConversation } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */

/** How a conversation is called where one writes to it. @param {Client} client @param {SlackConversation} conversation */
export const nameOf = (client, conversation) =>
  conversation.kind === "dm" ? (findPartner(client, conversation)?.name ?? conversation.name) : `#${conversation.name}`;

/** The middle of the page: a channel or direct message with its composer. @param {Client} client */
export function createConversation(client) {
  const head = h("header", { class: "pane-head" });
  const intro = h("div", { class: "bar" });
  const list = createMessageList(slackKind(client, { inThread: false }), {
    label: "Messages",
    onSeen: () => reading.mark(),
  });
  const composer = createSlackComposer(client, { inThread: false, onEditLast: () => editLast(list.element) });
  const foot = h("div", { class: "pane-foot" }, composer.element);
  const element = h("main", { class: "conversation", "aria-label": "Conversation" }, head, intro, list.element, foot);
  acceptDrops(element, (files) => composer.files.add(files));

  let opened = "";
  const reading = createReading(list, {
    messages: () => client.messages.get(keyOf(opened)),
    keyOf: (message) => message.ts,
    isMine: (message) => message.user === client.state.me.id,
    summarise: (message) => summarise(client, message),
    hasUnread: () => (findConversation(client, opened)?.unread ?? 0) > 0,
    markRead: (ts) => void act(client, { kind: "read", channel: opened, ts }).then(() => refreshState(client)),
  });

  const open = () => {
    const conversation = findConversation(client, client.place.channel);
    element.hidden = client.place.view === "home";
    if (conversation === undefined || client.place.view === "home") {
      opened = "";
      return;
    }
    const name = nameOf(client, conversation);
    if (opened !== conversation.id) {
      opened = conversation.id;
      reading.open(`Messages in ${name}`, conversation.unread);
      composer.open({ channel: conversation.id }, `Message ${name}`, name);
    }
    element.setAttribute("aria-label", name);
    drawHead(conversation, name);
    reading.draw();
  };

  /** @param {SlackConversation} conversation @param {string} name */
  function drawHead(conversation, name) {
    renderHeader(client, conversation, { head, reveal: list.reveal });
    const member = conversation.members.includes(client.state.me.id);
    const join = async () => {
      await tryAct(client, { kind: "join", channel: conversation.id });
      await refreshState(client);
    };
    const closed = conversation.archived || !member;
    composer.element.hidden = closed;
    if (!closed) foot.querySelector(".join")?.remove();
    else if (
      foot.querySelector(".join")?.getAttribute("data-state") !== `${conversation.id} ${conversation.archived}`
    ) {
      foot.querySelector(".join")?.remove();
      foot.append(
        conversation.archived
          ? h("p", { class: "join", dataset: { state: `${conversation.id} true` } }, `${name} is archived.`)
          : h(
              "p",
              { class: "join", dataset: { state: `${conversation.id} false` } },
              `You are looking at ${name}`,
              h(
                "button",
                { type: "button", class: "button primary", on: { click: () => void join() } },
                "Join channel",
              ),
            ),
      );
    }
    replace(
      intro,
      conversation.bookmarks
        .filter((bookmark) => /^https?:/i.test(bookmark.link))
        .map((bookmark) =>
          h("a", { href: bookmark.link, target: "_blank", rel: "noreferrer" }, `🔖 ${bookmark.title}`),
        ),
    );
    intro.hidden = conversation.bookmarks.length === 0;
  }

  client.on("place", open);
  client.on("state", open);
  client.on("messages", (key) => {
    if (key === keyOf(opened)) reading.draw();
  });
  return { element, composer, list };
}
