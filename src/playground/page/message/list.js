// @ts-check
import { arrange, h } from "../dom.js";
import { icon } from "../icons.js";
import { dayOf, formatDay, readTs } from "../text/time.js";
import { startEdit } from "./edit.js";
import { isSystem, renderMessage } from "./message.js";
import { keepScroll } from "./scroll.js";
import { steerMessages } from "./steer.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */

const FIRST = 120;
const MORE = 240;
const GROUP_SECONDS = 300;

/**
 * Messages under one another, only as many as somebody looks at; what did not change stays in the page as it is.
 * @param {Client} client
 * @param {{ label: string, inThread: boolean, onSeen: () => void }} options
 */
export function createMessageList(client, { label, inThread, onSeen }) {
  const earlier = h("button", { type: "button", class: "earlier" }, "Show earlier messages");
  const content = h("div", { class: "messages", role: "feed", "aria-label": label });
  const scroller = h("div", { class: "scroller" }, earlier, content);
  const pill = h("button", { type: "button", class: "new-pill", hidden: true }, icon("down", 15), h("span"));
  const element = h("div", { class: "message-list" }, scroller, pill);
  /** @type {Map<string, { signature: string, node: HTMLElement }>} */
  const cache = new Map();
  /** @type {readonly SlackMessage[]} */
  let messages = [];
  /** @type {string | undefined} */
  let marker;
  let limit = FIRST;
  let missed = 0;
  /** @type {string | null} */
  let editing = null;

  const scroll = keepScroll(scroller, content, (atEnd) => {
    if (atEnd && missed > 0) missed = 0;
    pill.hidden = missed === 0;
    if (atEnd) onSeen();
  });
  pill.addEventListener("click", () => scroll.toEnd());
  const showMore = () => {
    if (limit >= messages.length) return;
    limit += MORE;
    draw();
  };
  earlier.addEventListener("click", showMore);
  new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && showMore(), {
    root: scroller,
    rootMargin: "600px 0px 0px 0px",
  }).observe(earlier);

  steerMessages(content, {
    client,
    inThread,
    find: (ts) => messages.find((message) => message.ts === ts),
    edit(message, article) {
      editing = message.ts;
      startEdit(client, message, {
        article,
        onDone() {
          editing = null;
          draw();
        },
      });
    },
  });

  function draw() {
    const held =
      document.activeElement instanceof HTMLElement && content.contains(document.activeElement)
        ? document.activeElement
        : null;
    const heldTs = held?.closest("article")?.dataset.ts;
    const heldKey = held?.dataset.key;
    const shown = messages.slice(-limit);
    earlier.hidden = shown.length === messages.length;
    arrange(content, drawRows(shown));
    if (content.querySelector("article[tabindex='0']") === null)
      content.querySelector("article:last-of-type")?.setAttribute("tabindex", "0");
    scroll.hold();
    if (held !== null && !held.isConnected && heldTs !== undefined) {
      const article = cache.get(heldTs)?.node;
      const twin = heldKey === undefined ? null : article?.querySelector(`[data-key="${CSS.escape(heldKey)}"]`);
      (twin instanceof HTMLElement ? twin : article)?.focus({ preventScroll: true });
    }
  }

  /** @param {readonly SlackMessage[]} shown */
  function drawRows(shown) {
    const zone = client.state.me.zone;
    /** @type {Node[]} */
    const rows = [];
    const seen = new Set();
    let before = /** @type {SlackMessage | undefined} */ (undefined);
    for (const message of shown) {
      const day = dayOf(readTs(message.ts), zone);
      const newDay = before === undefined || dayOf(readTs(before.ts), zone) !== day;
      if (newDay && !(inThread && before === undefined))
        rows.push(keep(`day ${day}`, formatDay(readTs(message.ts), zone), renderDivider, seen));
      if (marker !== undefined && marker === message.ts) rows.push(keep("new", "New", renderMarker, seen));
      const grouped = !newDay && message.ts !== marker && isGrouped(before, message);
      const signature = `${grouped}${zone}${JSON.stringify(message)}`;
      const old = cache.get(message.ts);
      if (old !== undefined && editing === message.ts) rows.push(old.node);
      else rows.push(keep(message.ts, signature, () => renderMessage(client, message, { grouped, inThread }), seen));
      seen.add(message.ts);
      if (inThread && before === undefined && messages.length > 1)
        rows.push(
          keep("replies", messages.length === 2 ? "1 reply" : `${messages.length - 1} replies`, renderDivider, seen),
        );
      before = message;
    }
    for (const key of cache.keys()) if (!seen.has(key)) cache.delete(key);
    return rows;
  }

  /** @param {string} key @param {string} signature @param {(signature: string) => HTMLElement} render @param {Set<unknown>} seen */
  function keep(key, signature, render, seen) {
    seen.add(key);
    const old = cache.get(key);
    if (old?.signature === signature) return old.node;
    const node = render(signature);
    if (old?.node.getAttribute("tabindex") === "0") node.setAttribute("tabindex", "0");
    cache.set(key, { signature, node });
    return node;
  }

  return {
    element,
    scroll,
    /** Forgets what was shown, for another conversation. @param {string} name */
    reset(name) {
      content.setAttribute("aria-label", name);
      cache.clear();
      messages = [];
      content.replaceChildren();
      limit = FIRST;
      missed = 0;
      marker = undefined;
      editing = null;
      pill.hidden = true;
      scroll.toEnd();
    },
    /** @param {readonly SlackMessage[]} next @param {{ marker?: string | undefined }} [options] `marker` is the first unread message */
    show(next, options = {}) {
      const fresh = messages.length === 0 ? [] : next.filter((message) => message.ts > (messages.at(-1)?.ts ?? ""));
      limit += messages.length === 0 ? 0 : fresh.length;
      marker = options.marker ?? marker;
      messages = next;
      const away = !scroll.isAtEnd();
      if (fresh.some((message) => message.user === client.state.me.id && !message.ephemeral)) scroll.toEnd();
      else if (away) missed += fresh.length;
      draw();
      const word = pill.querySelector("span");
      if (word !== null) word.textContent = missed === 1 ? "1 new message" : `${missed} new messages`;
      pill.hidden = missed === 0;
      return fresh;
    },
    draw,
    /** @param {string} ts */
    reveal(ts) {
      const index = messages.findIndex((message) => message.ts === ts);
      if (index < 0) return;
      limit = Math.max(limit, messages.length - index + 10);
      draw();
      const node = cache.get(ts)?.node;
      if (node === undefined) return;
      scroll.toNode(node);
      node.focus({ preventScroll: true });
    },
  };
}

/** Does it continue what the same person just said? @param {SlackMessage | undefined} before @param {SlackMessage} message */
function isGrouped(before, message) {
  if (before === undefined || before.user !== message.user || isSystem(before) || isSystem(message)) return false;
  if (Boolean(before.ephemeral) !== Boolean(message.ephemeral) || message.subtype === "thread_broadcast") return false;
  return Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
}

/** @param {string} text */
const renderDivider = (text) =>
  h("div", { class: "divider", role: "separator", "aria-label": text }, h("span", {}, text));

/** @param {string} text */
const renderMarker = (text) =>
  h("div", { class: "divider divider-new", role: "separator", "aria-label": "New messages" }, h("span", {}, text));
