// @ts-check
import { renderAvatar } from "../avatar.js";
import { h, replace } from "../dom.js";
import { renderHeadButton, renderSidebarButton } from "../head-button.js";
import { keyOf, refreshState, tryAct } from "../hub.js";
import { icon } from "../icons.js";
import { openFloat } from "../overlay/float.js";
import { openMenu } from "../overlay/menu.js";
import { findPartner, findPerson, isThread, readerOf } from "./client.js";
import { renderInline } from "./inline.js";
import { summarise } from "./message.js";
import { openChannel, openDirect } from "./navigate.js";
import { askThread } from "./new-thread.js";

/** @import { DiscordAct, DiscordChannel } from "../../discord/protocol.ts" */
/** @import { MenuItem } from "../overlay/menu.js" */
/** @import { Client } from "./client.js" */

/**
 * @param {Client} client
 * @param {DiscordChannel} channel
 * @param {{ head: HTMLElement, reveal: (id: string) => void }} parts
 */
export function renderHead(client, channel, { head, reveal }) {
  const threads = client.state.channels.filter((each) => each.parent === channel.id && isThread(each));
  const drawn = JSON.stringify([
    client.as,
    channel.id,
    channel.name,
    channel.topic,
    channel.members,
    channel.pins,
    threads,
  ]);
  if (head.dataset.drawn === drawn) return;
  head.dataset.drawn = drawn;
  const partner = channel.kind === "dm" ? findPartner(client, channel) : undefined;
  const title = partner
    ? [renderAvatar(partner, "small"), partner.name, partner.bot ? h("span", { class: "app-badge" }, "APP") : null]
    : [icon(channel.kind === "forum" ? "forum" : channel.private ? "lock" : "hash", 18), channel.name];
  const { pins, members } = channel;
  replace(
    head,
    renderSidebarButton(),
    h("h1", { class: "pane-title" }, title),
    h("p", { class: "topic", title: channel.topic }, ...renderInline(channel.topic, readerOf(client))),
    channel.kind === "text" && (threads.length > 0 || channel.may.thread)
      ? renderHeadButton("thread", {
          label: `${threads.length} threads`,
          title: "Threads",
          count: threads.length,
          run: (anchor) => openThreads(client, { channel, threads, anchor }),
        })
      : null,
    pins.length > 0
      ? renderHeadButton("pin", {
          label: `${pins.length} pinned`,
          title: "Pinned messages",
          count: pins.length,
          run: (anchor) => openPins(client, channel, { anchor, reveal }),
        })
      : null,
    partner
      ? null
      : renderHeadButton("people", {
          label: `${members.length} members`,
          title: "Members",
          count: members.length,
          run: (anchor) => openMembers(client, channel, anchor),
        }),
  );
}

/** @param {Client} client @param {{ channel: DiscordChannel, threads: readonly DiscordChannel[], anchor: HTMLElement }} where */
function openThreads(client, { channel, threads, anchor }) {
  /** @type {MenuItem[]} */
  const items = threads.map((each) => ({
    label: each.name,
    ...(each.thread?.archived ? { detail: "archived" } : {}),
    run: () => openChannel(client, each.id),
  }));
  if (channel.may.thread)
    items.push({
      label: "Create thread",
      icon: "add",
      divided: items.length > 0,
      run: () => askThread(client, { channel: channel.id }),
    });
  openMenu(anchor, "Threads", items, { heading: "Threads" });
}

/** @param {Client} client @param {DiscordChannel} channel @param {{ anchor: HTMLElement, reveal: (id: string) => void }} where */
export function openPins(client, channel, { anchor, reveal }) {
  const messages = client.messages.get(keyOf(channel.id)) ?? [];
  const items = messages
    .filter((message) => channel.pins.includes(message.id))
    .map((message) => ({ label: summarise(client, message), run: () => reveal(message.id) }));
  if (items.length > 0) openMenu(anchor, "Pinned messages", items, { heading: "Pinned" });
  else openFloat(anchor, h("p", { class: "menu menu-heading" }, "The pinned messages are further up."));
}

/** Who is here, a message to each, and what can be done to the channel. @param {Client} client @param {DiscordChannel} channel @param {HTMLElement} anchor */
export function openMembers(client, channel, anchor) {
  const doAct = (/** @type {DiscordAct} */ wanted) => () =>
    void tryAct(client, wanted).then(() => refreshState(client));
  const inside = channel.members.flatMap((id) => findPerson(client, id) ?? []);
  const outside = client.state.people.filter((person) => !channel.members.includes(person.id));
  /** @type {MenuItem[]} */
  const items = inside
    .filter((person) => person.id !== client.state.me.id)
    .map((person) => ({
      label: `Message ${person.name}`,
      icon: "reply",
      run: () => void openDirect(client, person.id),
    }));
  if (channel.may.manage || isThread(channel))
    outside.forEach((person, i) => {
      items.push({
        label: `Add ${person.name}`,
        icon: "add",
        divided: i === 0,
        run: doAct({ kind: "invite", channel: channel.id, person: person.id }),
      });
    });
  const heading = inside.map((person) => person.name).join(", ") || "Nobody";
  openMenu(anchor, "Members", items, { heading });
}
