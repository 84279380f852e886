// @ts-check
import { renderAvatar } from "../avatar.js";
import { renderFile } from "../blocks/files.js";
import { h } from "../dom.js";
import { act, tryAct } from "../hub.js";
import { icon } from "../icons.js";
import { EMOJI } from "../text/emoji.js";
import { formatFull, formatTime } from "../text/time.js";
import { findPerson, readerOf } from "./client.js";
import { renderComponents } from "./components.js";
import { renderEmbed } from "./embed.js";
import { readWords, renderMarkdown } from "./markdown.js";
import { openChannel } from "./navigate.js";

/** @import { DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */

const PINNED = 6;
const THREAD_BEGUN = 18;
export const STARTER = 21;

/** @type {Readonly<Record<number, string>>} */
const SYSTEM = {
  1: "added somebody to the thread.",
  2: "removed somebody from the thread.",
  4: "changed the name of the thread.",
  [PINNED]: "pinned a message to this channel.",
  7: "joined the server.",
  [THREAD_BEGUN]: "started a thread:",
};

/** A line about the channel rather than words of a person. @param {DiscordMessage} message */
export const isSystem = ({ type }) => Object.hasOwn(SYSTEM, type);

/** At the head of a thread the message it hangs on is shown, and pressed, in the place of the line that stands for it. @param {Client} client @param {DiscordMessage} listed @param {{ grouped: boolean, reveal: (id: string) => void }} setting */
export function renderMessage(client, listed, { grouped, reveal }) {
  const message = listed.starter ?? listed;
  const { author } = message;
  const zone = client.zone();
  const at = new Date(message.at);
  const time = h(
    "time",
    { class: "message-time", datetime: at.toISOString(), title: formatFull(at, zone) },
    formatTime(at, zone),
  );
  const classes = [
    "message",
    grouped && "grouped",
    message.ephemeral && "ephemeral",
    message.pings && "pings",
    isSystem(message) && "system",
  ];
  const head = h(
    "header",
    { class: "message-head" },
    h("span", { class: "message-name", style: colourOf(client, author.id) }, author.name),
    author.bot ? h("span", { class: "app-badge" }, "APP") : null,
    time,
    message.pinned ? h("span", { class: "message-pin", title: "Pinned" }, icon("pin", 13)) : null,
    message.edited && isWordless(message) ? h("span", { class: "edited" }, "(edited)") : null,
  );
  return h(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      tabindex: "-1",
      "aria-label": `${author.name} at ${formatTime(at, zone)}`,
      dataset: { ts: listed.id },
    },
    h("div", { class: "message-gutter" }, grouped ? time : renderAvatar(author)),
    h(
      "div",
      { class: "message-main" },
      renderReference(client, message, reveal),
      grouped ? null : head,
      isSystem(message) ? renderSystem(client, message) : renderContent(client, message),
      renderReactions(client, message),
      listed.starter ? null : renderThreadLine(client, message),
      message.ephemeral ? renderDismiss(client, message) : null,
    ),
  );
}

/** The first coloured role somebody has. @param {Client} client @param {string} id @returns {Record<string, string>} */
function colourOf(client, id) {
  const roles = findPerson(client, id)?.roles ?? [];
  const role = client.state.roles.find((each) => each.color > 0 && roles.includes(each.id));
  return role === undefined ? {} : { "--name": `#${role.color.toString(16).padStart(6, "0")}` };
}

/** What it answers: a command somebody used, or a message. @param {Client} client @param {DiscordMessage} message @param {(id: string) => void} reveal */
function renderReference(client, { command, reference, type }, reveal) {
  if (command !== undefined)
    return h(
      "p",
      { class: "answered" },
      renderAvatar(command.user, "micro"),
      h("strong", {}, command.user.name),
      " used ",
      h("span", { class: "mention" }, `/${command.name}`),
    );
  if (reference === undefined || type === PINNED || type === THREAD_BEGUN || type === STARTER) return null;
  const { shown } = reference;
  if (shown === null) return h("p", { class: "answered" }, h("em", {}, "Original message was deleted"));
  return h(
    "button",
    { type: "button", class: "answered", on: { click: () => reveal(reference.message) } },
    renderAvatar(shown.author, "micro"),
    h("strong", {}, shown.author.name),
    h("span", { class: "answered-text" }, readWords(shown.content, readerOf(client)) || "Click to see the message"),
  );
}

/** @param {Client} client @param {DiscordMessage} message */
function renderSystem(client, message) {
  const begun = message.type === THREAD_BEGUN ? message.content : "";
  const thread = message.thread?.id ?? client.state.channels.find((each) => each.name === begun)?.id;
  return h(
    "div",
    { class: "message-content" },
    SYSTEM[message.type] ?? "",
    begun && thread
      ? h("button", { type: "button", class: "mention", on: { click: () => openChannel(client, thread) } }, begun)
      : null,
  );
}

/** Nothing but embeds and components, which leave no line to say that they were edited. @param {DiscordMessage} message */
const isWordless = ({ content, thinking }) => content === "" && !thinking;

/** @param {Client} client @param {DiscordMessage} message */
function renderContent(client, message) {
  const reader = readerOf(client);
  if (message.type === STARTER)
    return h("div", { class: "message-content" }, h("em", {}, "The message this thread began with was deleted."));
  const words = message.thinking
    ? h("p", { class: "thinking" }, `${message.author.name} is thinking…`)
    : message.content === ""
      ? null
      : renderMarkdown(message.content, reader);
  const content = h("div", { class: "message-content" }, words);
  if (message.edited && !isWordless(message))
    (words?.lastElementChild?.matches("p") ? words.lastElementChild : content).append(
      h("span", { class: "edited" }, " (edited)"),
    );
  for (const embed of message.embeds) content.append(renderEmbed(embed, reader));
  if (message.attachments.length > 0)
    content.append(
      h(
        "div",
        { class: "files" },
        ...message.attachments.map(({ name, mediaType, size, description, url }) =>
          renderFile({
            name,
            mimetype: mediaType,
            size,
            url_private: url,
            ...(description ? { alt_txt: description } : {}),
          }),
        ),
      ),
    );
  content.append(...renderComponents({ client, message }, message.components));
  return content;
}

/** @param {Client} client @param {DiscordMessage} message */
function renderReactions(client, message) {
  const reactions = message.reactions.filter((reaction) => reaction.users.length > 0);
  if (reactions.length === 0) return null;
  const chips = reactions.map(({ emoji, users }) => {
    const who = users.map((id) => findPerson(client, id)?.name ?? id).join(", ");
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(users.includes(client.state.me.id)),
        "aria-label": `${emoji} ${users.length}`,
        title: `${who} reacted with ${emoji}`,
        dataset: { key: `reaction ${emoji}` },
        on: { click: () => void toggleReaction(client, message, emoji) },
      },
      h("span", {}, emoji),
      h("span", { class: "reaction-count" }, users.length),
    );
  });
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, ...chips);
}

/** @param {Client} client @param {DiscordMessage} message @param {string} emoji */
export function toggleReaction(client, message, emoji) {
  const mine = message.reactions.some((each) => each.emoji === emoji && each.users.includes(client.state.me.id));
  const { channel, id } = message;
  return tryAct(client, { kind: mine ? "unreact" : "react", channel, message: id, emoji });
}

/** Slack's name of an emoji as the character that Discord takes. @param {string} name */
export const emojiOf = (name) => EMOJI.get(name) ?? name;

/** @param {Client} client @param {DiscordMessage} message */
function renderThreadLine(client, { thread, type }) {
  if (thread === undefined || type === THREAD_BEGUN) return null;
  return h(
    "button",
    {
      type: "button",
      class: "thread-line thread-card",
      dataset: { key: "thread" },
      on: { click: () => openChannel(client, thread.id) },
    },
    icon("thread", 16),
    h("span", { class: "thread-name" }, thread.name),
    h("span", { class: "thread-count" }, thread.messages === 1 ? "1 message" : `${thread.messages} messages`),
    thread.archived ? h("span", { class: "thread-latest" }, "archived") : null,
  );
}

/** @param {Client} client @param {DiscordMessage} message */
function renderDismiss(client, { channel, id }) {
  const dismiss = () => void act(client, { kind: "delete", channel, message: id });
  return h(
    "p",
    { class: "message-note" },
    icon("eye", 14),
    "Only you can see this ·",
    h("button", { type: "button", class: "link-button", on: { click: dismiss } }, "Dismiss message"),
  );
}

/** The first words of a message, for announcing and listing. @param {Client} client @param {DiscordMessage} message */
export function summarise(client, message) {
  const embed = message.embeds.map((each) => String(each.title ?? each.description ?? "")).join(" ");
  return `${message.author.name}: ${readWords(message.content || embed, readerOf(client)).slice(0, 140)}`;
}
