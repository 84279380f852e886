// @ts-check
import { tryAct } from "../client.js";
import { openConversation, openThread } from "../navigate.js";
import { openMessageMenu, openReactions, renderActions } from "./actions.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */

/**
 * @typedef {object} Steering
 * @property {Client} client
 * @property {boolean} inThread
 * @property {(ts: string) => SlackMessage | undefined} find
 * @property {(message: SlackMessage, article: HTMLElement) => void} edit
 */

/**
 * Pointer and keyboard over a list of messages: arrows walk, T replies, R reacts, E edits, P pins, M opens the menu.
 * @param {HTMLElement} content
 * @param {Steering} steering
 */
export function steerMessages(content, { client, inThread, find, edit }) {
  /** @type {HTMLElement | null} */
  let bar = null;

  const targetOf = (/** @type {HTMLElement} */ article) => {
    const message = find(article.dataset.ts ?? "");
    return message && { client, message, inThread, edit: () => edit(message, article) };
  };
  const showActions = (/** @type {HTMLElement} */ article) => {
    if (bar?.parentElement === article || article.classList.contains("system")) return;
    const target = targetOf(article);
    if (target === undefined || bar?.querySelector("[aria-expanded=true]")) return;
    bar?.remove();
    bar = renderActions(target);
    article.append(bar);
  };
  const articleOf = (/** @type {EventTarget | null} */ target) =>
    target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("article")) : null;

  content.addEventListener("pointerover", (event) => {
    const article = articleOf(event.target);
    if (article !== null) showActions(article);
  });
  content.addEventListener("focusin", (event) => {
    const article = articleOf(event.target);
    if (article === null) return;
    content.querySelector("article[tabindex='0']")?.setAttribute("tabindex", "-1");
    article.setAttribute("tabindex", "0");
    showActions(article);
  });
  content.addEventListener("click", (event) => {
    const mention = event.target instanceof Element ? event.target.closest("button[data-channel]") : null;
    if (mention instanceof HTMLElement && mention.dataset.channel) openConversation(client, mention.dataset.channel);
  });
  content.addEventListener("keydown", (event) => {
    const article = articleOf(event.target);
    if (article === null || event.target !== article || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(article);
    if (target === undefined) return;
    if (run(event.key, article, target)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  /** @param {string} key @param {HTMLElement} article @param {NonNullable<ReturnType<typeof targetOf>>} target */
  function run(key, article, target) {
    const { message } = target;
    const articles = () => [...content.querySelectorAll("article")];
    const walk = (/** @type {number} */ step) => {
      const all = articles();
      const next =
        step === Number.POSITIVE_INFINITY
          ? all.at(-1)
          : step === Number.NEGATIVE_INFINITY
            ? all[0]
            : all[all.indexOf(article) + step];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
      return true;
    };
    switch (key) {
      case "ArrowUp":
        return walk(-1);
      case "ArrowDown":
        return walk(1);
      case "Home":
        return walk(Number.NEGATIVE_INFINITY);
      case "End":
        return walk(Number.POSITIVE_INFINITY);
      case "t":
        if (inThread || message.ephemeral) return false;
        openThread(client, message.thread_ts ?? message.ts);
        return true;
      case "r":
        openReactions(target, article.querySelector("[aria-label='Add reaction']") ?? article);
        return true;
      case "e":
        if (message.user !== client.state.me.id) return false;
        target.edit();
        return true;
      case "p":
        void tryAct(client, { kind: message.pinned ? "unpin" : "pin", channel: message.channel, ts: message.ts });
        return true;
      case "m":
      case "ContextMenu":
        openMessageMenu(target, article.querySelector("[aria-label='More actions']") ?? article);
        return true;
      default:
        return false;
    }
  }
}
