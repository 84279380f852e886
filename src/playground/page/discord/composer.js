// @ts-check
import { renderAvatar } from "../avatar.js";
import { createComposer } from "../composer/composer.js";
import { findSpoken, proposeMarked, proposeWords } from "../composer/sources.js";
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../overlay/menu.js";
import { guildOf } from "./client.js";
import { invocationsIn } from "./invocations.js";
import { createOptionForm } from "./option-form.js";
import { commandAct, readTyped } from "./typed.js";

/** @import { DiscordAct, DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Plan, Written } from "../composer/composer.js" */
/** @import { Proposal } from "../composer/sources.js" */
/** @import { Client } from "./client.js" */
/** @import { Invocation } from "./invocations.js" */

const MOST = 25;

/** Where people write in Discord: plain words, an answer to a message, or a command with fields. @param {Client} client @param {{ onEditLast: () => void }} options */
export function createDiscordComposer(client, { onEditLast }) {
  let channel = "";
  /** @type {DiscordMessage | null} */
  let answered = null;
  const reply = h("div", { class: "replying", hidden: true });
  const composer = createComposer(client, {
    onEditLast,
    plan,
    propose,
    openShortcuts: (anchor) => openCommands(anchor),
  });
  const form = createOptionForm(client, {
    channel: () => channel,
    onOpen() {
      composer.setText("");
      composer.element.hidden = true;
    },
    onClose() {
      composer.element.hidden = false;
      composer.focus();
    },
  });
  const element = h("div", { class: "discord-composer" }, reply, form.element, composer.element);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || answered === null || event.defaultPrevented) return;
    event.preventDefault();
    replyTo(null);
  });

  /** @param {DiscordMessage | null} message */
  function replyTo(message) {
    answered = message;
    reply.hidden = message === null;
    const cancel = h(
      "button",
      { type: "button", class: "icon-button small", "aria-label": "Cancel reply", on: { click: () => replyTo(null) } },
      icon("close", 14),
    );
    if (message !== null)
      replace(
        reply,
        "Replying to ",
        renderAvatar(message.author, "micro"),
        h("strong", {}, message.author.name),
        h("span", { class: "spacer" }),
        cancel,
      );
    if (message !== null) composer.focus();
  }

  /** @param {{ text: string, caret: number }} typed @returns {Proposal[] | Promise<Proposal[]>} */
  function propose({ text, caret }) {
    const before = text.slice(0, caret);
    if (/^\/[\w \p{L}-]*$/u.test(before)) {
      const found = proposeCommands(before);
      if (found.length > 0) return found;
    }
    const start = findSpoken(client.state.people, text);
    if (start !== null && caret === text.length && !/\s[@#]\S*$/.test(before))
      return proposeWords(client, { channel }, { text, start });
    return proposeMarked(before, {
      people: client.state.people,
      channels: client.state.channels.filter(
        (each) => (each.kind === "text" || each.kind === "forum") && each.guild === guildOf(client).id,
      ),
      everybody: ["everyone", "here"],
    });
  }

  /** @param {string} before @returns {Proposal[]} */
  const proposeCommands = (before) => {
    const typed = before.replace(/\s+/g, " ").toLowerCase();
    const all = invocationsIn(client.state);
    const starts = all.filter(({ title }) => title.startsWith(typed) || `${title} ` === typed);
    const holds = all.filter(
      (each) =>
        !starts.includes(each) && typed.length > 2 && !typed.includes(" ") && each.title.includes(typed.slice(1)),
    );
    return [...starts, ...holds].slice(0, MOST).map((each) => ({
      label: each.title,
      detail: each.description,
      insert: `${each.title} `,
      from: 0,
      to: before.length,
      // One that is typed out and needs nothing is used as it stands; its fields are a Tab away.
      sure: each.title !== typed.trim() || each.options.some(({ required }) => required),
      ...(each.options.length > 0 ? { run: () => form.open(each) } : {}),
    }));
  };

  /** @param {Written} written @returns {Promise<Plan<DiscordAct>>} */
  async function plan({ text, files }) {
    if (text.startsWith("/")) {
      const read = await readTyped(client, channel, text);
      if ("error" in read) {
        if (read.offered.length > 0) offer(composer.element, read.error, read.offered);
        return { error: read.error };
      }
      if (read.clear) return { act: commandAct(channel, read.invocation, read.options), takesFiles: false };
      form.open(read.invocation, read.options);
      return null;
    }
    const answer = answered === null ? {} : { reply: answered.id };
    replyTo(null);
    return {
      act: { kind: "say", channel, content: text, ...answer, ...(files.length === 0 ? {} : { files }) },
      takesFiles: true,
    };
  }

  /** @param {HTMLElement} anchor */
  const openCommands = (anchor) => offer(anchor, "Shortcuts and commands", invocationsIn(client.state));

  /** @param {HTMLElement} anchor @param {string} label @param {readonly Invocation[]} offered */
  function offer(anchor, label, offered) {
    const items = offered.map((each) => ({
      label: each.title,
      detail: each.description,
      run: () => (each.options.length > 0 ? form.open(each) : composer.begin(each.title)),
    }));
    openMenu(anchor, label, items, { above: true });
  }

  return {
    element,
    files: composer.files,
    replyTo,
    focus: () => (form.isOpen() ? undefined : composer.focus()),
    /** @param {string} next @param {string} label */
    open(next, label) {
      channel = next;
      form.close();
      replyTo(null);
      composer.open({ channel: next }, label, "");
    },
  };
}
