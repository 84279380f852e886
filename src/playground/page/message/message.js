// @ts-check
import { renderAvatar } from "../avatar.js";
import { renderAttachment } from "../blocks/attachment.js";
import { renderBlocks } from "../blocks/block.js";
import { renderFile } from "../blocks/files.js";
import { findPerson, readerOf } from "../client.js";
import { h } from "../dom.js";
import { act, tryAct } from "../hub.js";
import { icon } from "../icons.js";
import { openThread } from "../navigate.js";
import { EMOJI } from "../text/emoji.js";
import { readWords, renderMrkdwn } from "../text/mrkdwn.js";
import { formatAgo, formatFull, formatTime, readTs } from "../text/time.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { Scope } from "../blocks/read.js" */

/** @typedef {{ grouped: boolean, inThread: boolean }} Setting */

/** Lines about the channel itself rather than words of a person. */
const SYSTEM = new Set([
  "channel_join",
  "channel_leave",
  "channel_topic",
  "channel_purpose",
  "channel_name",
  "channel_archive",
  "channel_unarchive",
  "pinned_item",
  "bot_add",
]);

/** @param {SlackMessage} message */
export const isSystem = (message) => message.subtype !== undefined && SYSTEM.has(message.subtype);

/**
 * @param {Client} client
 * @param {SlackMessage} message
 * @param {Setting} setting
 */
export function renderMessage(client, message, { grouped, inThread }) {
  const person = findPerson(client, message.user);
  const name = person?.name ?? "Somebody";
  const zone = client.state.me.zone;
  const at = readTs(message.ts);
  const time = h(
    "time",
    { class: "message-time", datetime: at.toISOString(), title: formatFull(at, zone) },
    formatTime(at, zone),
  );
  const classes = [
    "message",
    grouped && "grouped",
    message.ephemeral && "ephemeral",
    message.pinned && "pinned",
    isSystem(message) && "system",
  ];
  return h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      tabindex: "-1",
      "aria-label": `${name} at ${formatTime(at, zone)}`,
      dataset: { ts: message.ts },
    },
    h("div", { class: "message-gutter" }, grouped ? time : renderAvatar(person)),
    h(
      "div",
      { class: "message-main" },
      message.ephemeral ? h("p", { class: "message-note" }, icon("eye", 14), "Only visible to you") : null,
      message.pinned ? h("p", { class: "message-note" }, icon("pin", 14), "Pinned") : null,
      message.subtype === "thread_broadcast"
        ? h("p", { class: "message-note" }, icon("reply", 14), "Also sent to the channel")
        : null,
      grouped
        ? null
        : h(
            "header",
            { class: "message-head" },
            h("span", { class: "message-name" }, name),
            person?.bot ? h("span", { class: "app-badge" }, "APP") : null,
            time,
          ),
      renderContent(client, message),
      renderReactions(client, message),
      inThread ? null : renderThreadLine(client, message),
    ),
  );
}

/** @param {Client} client @param {SlackMessage} message */
function renderContent(client, message) {
  const reader = readerOf(client);
  const attachments = message.attachments ?? [];
  const blocks = message.blocks ?? [];
  /** @type {Scope} */
  const scope = {
    client,
    reader,
    origin: { channel: message.channel, ts: message.ts },
    values: new Map(),
    errors: {},
  };
  const words =
    blocks.length > 0 ? renderBlocks(blocks, scope) : message.text === "" ? null : renderMrkdwn(message.text, reader);
  const content = h("div", { class: "message-content" }, words);
  if (message.edited)
    (words?.lastElementChild?.matches("p") ? words.lastElementChild : content).append(
      h("span", { class: "edited" }, " (edited)"),
    );
  for (const attachment of attachments) content.append(renderAttachment(attachment, scope));
  if (message.files?.length) content.append(h("div", { class: "files" }, ...message.files.map(renderFile)));
  if (message.subtype === "file_share" && !message.files?.length && words === null)
    content.append(h("em", { class: "tombstone" }, "This file was deleted."));
  return content;
}

/** @param {Client} client @param {SlackMessage} message */
function renderReactions(client, message) {
  const reactions = (message.reactions ?? []).filter((reaction) => reaction.users.length > 0);
  if (reactions.length === 0) return null;
  const chips = reactions.map(({ name, users }) => {
    const mine = users.includes(client.state.me.id);
    const who = users.map((id) => findPerson(client, id)?.name ?? id).join(", ");
    const toggle = () =>
      void tryAct(client, { kind: mine ? "unreact" : "react", channel: message.channel, ts: message.ts, name });
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(mine),
        "aria-label": `:${name}: ${users.length}`,
        title: `${who} reacted with :${name}:`,
        dataset: { key: `reaction ${name}` },
        on: { click: toggle },
      },
      h("span", {}, EMOJI.get(name) ?? `:${name}:`),
      h("span", { class: "reaction-count" }, users.length),
    );
  });
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, ...chips);
}

/** @param {Client} client @param {SlackMessage} message */
function renderThreadLine(client, message) {
  const thread = message.thread_ts;
  if (message.subtype === "thread_broadcast" && thread !== undefined)
    return h(
      "button",
      { type: "button", class: "thread-line", on: { click: () => openThread(client, thread) } },
      "View thread",
    );
  const count = message.reply_count ?? 0;
  if (count === 0) return null;
  const latest = message.latest_reply;
  return h(
    "button",
    {
      type: "button",
      class: "thread-line",
      dataset: { key: "thread" },
      on: { click: () => openThread(client, message.ts) },
    },
    icon("reply", 15),
    h("span", { class: "thread-count" }, count === 1 ? "1 reply" : `${count} replies`),
    latest === undefined ? null : h("span", { class: "thread-latest" }, "last ", renderAgo(latest)),
  );
}

/** A relative time that the clock keeps current. @param {string} ts */
function renderAgo(ts) {
  const at = readTs(ts);
  return h("time", { datetime: at.toISOString(), dataset: { ago: String(at.getTime()) } }, formatAgo(at));
}

/** Brings the relative times on the page up to date. */
export function refreshAgo() {
  for (const time of document.querySelectorAll("time[data-ago]"))
    time.textContent = formatAgo(new Date(Number(/** @type {HTMLElement} */ (time).dataset.ago)));
}

/** The first words of a message, for announcing and listing. @param {Client} client @param {SlackMessage} message */
export function summarise(client, message) {
  const name = findPerson(client, message.user)?.name ?? "Somebody";
  return `${name}: ${readWords(message.text, readerOf(client)).slice(0, 140)}`;
}

/** @param {Client} client @param {SlackMessage} message @param {string} name */
export function toggleReaction(client, message, name) {
  const mine = message.reactions?.some((r) => r.name === name && r.users.includes(client.state.me.id)) ?? false;
  return act(client, { kind: mine ? "unreact" : "react", channel: message.channel, ts: message.ts, name });
}
