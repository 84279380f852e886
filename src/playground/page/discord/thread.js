// @ts-check
import { h, replace } from "../dom.js";
import { acceptDrops } from "../drop.js";
import { renderHeadButton } from "../head-button.js";
import { act, refreshState, tryAct } from "../hub.js";
import { icon } from "../icons.js";
import { askName } from "../overlay/ask-name.js";
import { openMenu } from "../overlay/menu.js";
import { explain } from "../words.js";
import { findChannel } from "./client.js";
import { openMembers, openPins } from "./head.js";
import { closeThread } from "./navigate.js";
import { createStream } from "./stream.js";
import { renderTags } from "./tags.js";

/** @import { DiscordAct, DiscordChannel } from "../../discord/protocol.ts" */
/** @import { MenuItem } from "../overlay/menu.js" */
/** @import { Client } from "./client.js" */

/** The pane at the side: one thread or forum post with its composer. @param {Client} client */
export function createThread(client) {
  const title = h("h2", { class: "pane-title" });
  const tags = h("div", { class: "bar tags" });
  const tools = h("div", { class: "head-tools" });
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close thread", title: "Close (Esc)" },
    icon("close"),
  );
  const stream = createStream(client, "Messages in thread");
  const note = h("p", { class: "thread-note" });
  const element = h(
    "aside",
    { class: "thread", "aria-label": "Thread" },
    h("header", { class: "pane-head" }, title, h("span", { class: "spacer" }), tools, close),
    tags,
    stream.list.element,
    h("div", { class: "pane-foot" }, note, stream.composer.element),
  );
  element.hidden = true;
  acceptDrops(element, (files) => stream.composer.files.add(files));
  close.addEventListener("click", () => closeThread(client));

  const draw = () => {
    const channel = findChannel(client, client.place.thread ?? "");
    element.hidden = channel === undefined;
    if (channel === undefined) return void stream.open("", { list: "", field: "" });
    drawHead(channel);
    const labels = { list: "Messages in thread", field: `Message ${channel.name}` };
    const isFresh = stream.open(channel.id, labels);
    stream.composer.element.hidden = !channel.may.send;
    note.textContent = channel.thread?.locked
      ? "This thread is locked."
      : channel.thread?.archived
        ? "This thread is archived. A message opens it again."
        : "";
    note.hidden = note.textContent === "";
    stream.draw();
    if (isFresh) stream.composer.focus();
  };

  let drawn = "";
  /** @param {DiscordChannel} channel */
  function drawHead(channel) {
    const forum = findChannel(client, channel.parent ?? "");
    const signature = JSON.stringify([client.as, channel, forum?.tags]);
    if (signature === drawn) return;
    drawn = signature;
    replace(
      title,
      icon(forum?.kind === "forum" ? "forum" : "thread", 18),
      h("span", { class: "row-name" }, channel.name),
    );
    const worn = renderTags(forum?.tags ?? [], channel.thread?.tags ?? []);
    replace(tags, worn);
    tags.hidden = worn.length === 0;
    replace(
      tools,
      channel.pins.length > 0
        ? renderHeadButton("pin", {
            label: `${channel.pins.length} pinned`,
            title: "Pinned messages",
            count: channel.pins.length,
            run: (anchor) => openPins(client, channel, { anchor, reveal: stream.list.reveal }),
          })
        : null,
      renderHeadButton("people", {
        label: `${channel.members.length} in this thread`,
        title: "In this thread",
        count: channel.members.length,
        run: (anchor) => openMembers(client, channel, anchor),
      }),
      renderHeadButton("more", {
        label: "Thread options",
        title: "Thread options",
        run: (anchor) => openMenu(anchor, "Thread options", optionsOf(client, channel)),
      }),
    );
  }
  client.on("place", draw);
  client.on("state", draw);
  return { element, stream };
}

/** @param {Client} client @param {DiscordChannel} channel @returns {MenuItem[]} */
function optionsOf(client, channel) {
  const { id, members, thread, may } = channel;
  const doAct = (/** @type {DiscordAct} */ wanted) => () =>
    void tryAct(client, wanted).then(() => refreshState(client));
  const isIn = members.includes(client.state.me.id);
  /** @type {MenuItem[]} */
  const items = [
    isIn
      ? { label: "Leave thread", icon: "leave", run: doAct({ kind: "leave", channel: id }) }
      : { label: "Join thread", icon: "add", run: doAct({ kind: "join", channel: id }) },
  ];
  if (may.manage || thread?.owner === client.state.me.id) {
    items.push({ label: "Rename thread", icon: "edit", run: () => rename(client, channel) });
    const archive = thread?.archived ? "unarchive" : "archive";
    const label = thread?.archived ? "Unarchive thread" : "Archive thread";
    items.push({ label, icon: "archive", run: doAct({ kind: archive, channel: id }) });
  }
  if (may.manage) {
    const lock = thread?.locked ? "unlock" : "lock";
    const label = thread?.locked ? "Unlock thread" : "Lock thread";
    items.push({ label, icon: "lock", run: doAct({ kind: lock, channel: id }) });
  }
  return items;
}

/** @param {Client} client @param {DiscordChannel} channel */
function rename(client, channel) {
  askName({
    title: "Rename thread",
    label: "Thread name",
    begun: channel.name,
    confirm: "Rename",
    async save({ name }) {
      const outcome = await act(client, { kind: "rename", channel: channel.id, name });
      if (!outcome.ok) return explain(outcome.error);
      await refreshState(client);
      return null;
    },
  });
}
