// @ts-check
import { firstName, renderAvatar } from "./avatar.js";
import { findPartner, findPerson, readerOf } from "./client.js";
import { h, replace } from "./dom.js";
import { renderHeadButton, renderSidebarButton } from "./head-button.js";
import { keyOf, refreshState, tryAct } from "./hub.js";
import { icon } from "./icons.js";
import { summarise } from "./message/message.js";
import { askFirst } from "./overlay/dialog.js";
import { openFloat } from "./overlay/float.js";
import { openMenu } from "./overlay/menu.js";
import { renderInline } from "./text/inline.js";

/** @import { SlackAct, SlackConversation } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { MenuItem } from "./overlay/menu.js" */

/**
 * @param {Client} client
 * @param {SlackConversation} conversation
 * @param {{ head: HTMLElement, reveal: (ts: string) => void }} parts
 */
export function renderHeader(client, conversation, { head, reveal }) {
  const drawn = JSON.stringify([
    conversation.id,
    conversation.name,
    conversation.topic,
    conversation.members,
    conversation.pins,
    conversation.archived,
  ]);
  if (head.dataset.drawn === drawn && head.dataset.as === client.as) return;
  head.dataset.drawn = drawn;
  head.dataset.as = client.as;
  const partner = conversation.kind === "dm" ? findPartner(client, conversation) : undefined;
  const title = partner
    ? [renderAvatar(partner, "small"), partner.name, partner.bot ? h("span", { class: "app-badge" }, "APP") : null]
    : [icon(conversation.kind === "private" ? "lock" : "hash", 17), conversation.name];
  const people = renderHeadButton("people", {
    label: `${conversation.members.length} members`,
    title: "Members",
    count: conversation.members.length,
    run: (anchor) => openMembers(client, conversation, anchor),
  });
  const pins = renderHeadButton("pin", {
    label: `${conversation.pins.length} pinned`,
    title: "Pinned messages",
    count: conversation.pins.length,
    run: (anchor) => openPins(client, conversation, anchor, reveal),
  });
  replace(
    head,
    renderSidebarButton(),
    h("h1", { class: "pane-title" }, title),
    h("p", { class: "topic", title: conversation.topic }, ...renderInline(conversation.topic, readerOf(client))),
    conversation.pins.length > 0 ? pins : null,
    conversation.kind === "dm" ? null : people,
  );
}

/** @param {Client} client @param {SlackConversation} conversation @param {HTMLElement} anchor */
function openMembers(client, conversation, anchor) {
  const { id, members, archived } = conversation;
  const doAct = (/** @type {SlackAct} */ wanted) => () => void tryAct(client, wanted).then(() => refreshState(client));
  const archive = async () => {
    const sure = await askFirst({
      title: `Archive #${conversation.name}?`,
      text: "Nobody can write there until it is unarchived.",
      confirm: "Archive",
      deny: "Cancel",
      danger: true,
    });
    if (sure) doAct({ kind: "archive", channel: id })();
  };
  const outside = client.state.people.filter((person) => !members.includes(person.id));
  /** @type {MenuItem[]} */
  const items = outside.map((person) => ({
    label: `Add ${firstName(person)}`,
    icon: "add",
    run: doAct({ kind: "invite", channel: id, person: person.id }),
  }));
  if (members.includes(client.state.me.id))
    items.push({
      label: "Leave channel",
      icon: "leave",
      divided: items.length > 0,
      run: doAct({ kind: "leave", channel: id }),
    });
  items.push({
    label: archived ? "Unarchive channel" : "Archive channel",
    icon: "archive",
    danger: !archived,
    run: archived ? doAct({ kind: "unarchive", channel: id }) : () => void archive(),
  });
  const heading = members.map((member) => findPerson(client, member)?.name ?? member).join(", ");
  openMenu(anchor, "Members", items, { heading });
}

/** @param {Client} client @param {SlackConversation} conversation @param {HTMLElement} anchor @param {(ts: string) => void} reveal */
function openPins(client, conversation, anchor, reveal) {
  const messages = (client.messages.get(keyOf(conversation.id)) ?? []).filter((message) =>
    conversation.pins.includes(message.ts),
  );
  const items = messages.map((message) => ({ label: summarise(client, message), run: () => reveal(message.ts) }));
  if (items.length > 0) openMenu(anchor, "Pinned messages", items, { heading: "Pinned" });
  else openFloat(anchor, h("p", { class: "menu menu-heading" }, "Pinned in a thread of this conversation."));
}
