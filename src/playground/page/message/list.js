// @ts-check
import { arrange, h } from "../dom.js";
import { icon } from "../icons.js";
import { dayOf, formatDay } from "../text/time.js";
import { startEdit } from "./edit.js";
import { keepScroll } from "./scroll.js";
import { steerMessages } from "./steer.js";

/** @import { Deeds } from "./actions.js" */

/**
 * What a list needs to know of a platform's messages.
 * @template M
 * @typedef {object} Kind
 * @property {(message: M) => string} keyOf
 * @property {(message: M) => Date} timeOf
 * @property {() => string} zone of whoever reads
 * @property {(key: string, other: string) => boolean} isAfter
 * @property {(message: M) => boolean} isOwn
 * @property {(before: M, message: M) => boolean} continues what the same person just said
 * @property {boolean} countsReplies under the first message
 * @property {(message: M, setting: { grouped: boolean }) => HTMLElement} render
 * @property {(message: M, edit: () => void) => Deeds | null} deedsOf null: nothing can be done with it
 * @property {(message: M) => string} textOf as somebody would type it
 * @property {(message: M, text: string) => Promise<{ ok: boolean }>} save
 * @property {(id: string) => void} openChannel
 */

const FIRST = 120;
const MORE = 240;

/**
 * Messages under one another, only as many as somebody looks at; what did not change stays in the page as it is.
 * @template M
 * @param {Kind<M>} kind
 * @param {{ label: string, onSeen: () => void }} options
 */
export function createMessageList(kind, { label, onSeen }) {
  const { keyOf } = kind;
  const earlier = h("button", { type: "button", class: "earlier" }, "Show earlier messages");
  const content = h("div", { class: "messages", role: "feed", "aria-label": label });
  const scroller = h("div", { class: "scroller" }, earlier, content);
  const pill = h("button", { type: "button", class: "new-pill", hidden: true }, icon("down", 15), h("span"));
  const element = h("div", { class: "message-list" }, scroller, pill);
  /** @type {Map<string, { signature: string, node: HTMLElement }>} */
  const cache = new Map();
  /** @type {readonly M[]} */
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

  const edit = (/** @type {M} */ message, /** @type {HTMLElement} */ article) => {
    editing = keyOf(message);
    startEdit(article, {
      before: kind.textOf(message),
      save: (text) => kind.save(message, text),
      onDone() {
        editing = null;
        draw();
      },
    });
  };
  steerMessages(content, {
    openChannel: kind.openChannel,
    deedsOf(article) {
      const message = messages.find((each) => keyOf(each) === article.dataset.ts);
      return message === undefined ? null : kind.deedsOf(message, () => edit(message, article));
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

  /** @param {readonly M[]} shown */
  function drawRows(shown) {
    const zone = kind.zone();
    /** @type {Node[]} */
    const rows = [];
    const seen = new Set();
    let before = /** @type {M | undefined} */ (undefined);
    for (const message of shown) {
      const key = keyOf(message);
      const day = dayOf(kind.timeOf(message), zone);
      const newDay = before === undefined || dayOf(kind.timeOf(before), zone) !== day;
      if (newDay && !(kind.countsReplies && before === undefined))
        rows.push(keep(`day ${day}`, formatDay(kind.timeOf(message), zone), renderDivider, seen));
      if (marker === key) rows.push(keep("new", "New", renderMarker, seen));
      const grouped = !newDay && key !== marker && before !== undefined && kind.continues(before, message);
      const signature = `${grouped}${zone}${JSON.stringify(message)}`;
      const old = cache.get(key);
      if (old !== undefined && editing === key) rows.push(old.node);
      else rows.push(keep(key, signature, () => kind.render(message, { grouped }), seen));
      seen.add(key);
      if (kind.countsReplies && before === undefined && messages.length > 1)
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
    /** @param {readonly M[]} next @param {{ marker?: string | undefined }} [options] `marker` is the first unread message */
    show(next, options = {}) {
      const last = messages.at(-1);
      const fresh = last === undefined ? [] : next.filter((message) => kind.isAfter(keyOf(message), keyOf(last)));
      limit += messages.length === 0 ? 0 : fresh.length;
      marker = options.marker ?? marker;
      messages = next;
      const away = !scroll.isAtEnd();
      if (fresh.some(kind.isOwn)) scroll.toEnd();
      else if (away) missed += fresh.length;
      draw();
      const word = pill.querySelector("span");
      if (word !== null) word.textContent = missed === 1 ? "1 new message" : `${missed} new messages`;
      pill.hidden = missed === 0;
      return fresh;
    },
    draw,
    /** @param {string} key */
    reveal(key) {
      const index = messages.findIndex((message) => keyOf(message) === key);
      if (index < 0) return;
      limit = Math.max(limit, messages.length - index + 10);
      draw();
      const node = cache.get(key)?.node;
      if (node === undefined) return;
      scroll.toNode(node);
      node.focus({ preventScroll: true });
    },
  };
}

/** @param {string} text */
const renderDivider = (text) =>
  h("div", { class: "divider", role: "separator", "aria-label": text }, h("span", {}, text));

/** @param {string} text */
const renderMarker = (text) =>
  h("div", { class: "divider divider-new", role: "separator", "aria-label": "New messages" }, h("span", {}, text));
