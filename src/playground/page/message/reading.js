// @ts-check
import { announce } from "../dom.js";

/** @import { createMessageList } from "./list.js" */

/**
 * Shows what is said in a conversation, tells of what is new, and marks it read while somebody is there to see it.
 * @template M
 * @param {ReturnType<typeof createMessageList<M>>} list
 * @param {object} about
 * @param {() => readonly M[] | undefined} about.messages
 * @param {(message: M) => string} about.keyOf
 * @param {(message: M) => boolean} about.isMine
 * @param {(message: M) => string} about.summarise
 * @param {() => boolean} about.hasUnread
 * @param {(key: string) => void} about.markRead
 */
export function createReading(list, { messages, keyOf, isMine, summarise, hasUnread, markRead }) {
  let unread = 0;
  let markedUpTo = "";

  const mark = () => {
    const last = messages()?.at(-1);
    if (last === undefined || document.visibilityState !== "visible" || !hasUnread()) return;
    if (markedUpTo === keyOf(last) || !list.element.checkVisibility()) return;
    markedUpTo = keyOf(last);
    markRead(keyOf(last));
  };
  document.addEventListener("visibilitychange", mark);
  new IntersectionObserver(() => list.scroll.isAtEnd() && mark()).observe(list.element);
  return {
    mark,
    /** Another conversation, or another pair of eyes. @param {string} label @param {number} count of unread messages */
    open(label, count) {
      unread = count;
      markedUpTo = "";
      list.reset(label);
    },
    draw() {
      const all = messages();
      if (all === undefined) return;
      const first = unread > 0 ? all.at(-unread) : undefined;
      const isBegun = list.element.querySelector("article") !== null;
      unread = 0;
      const fresh = list.show(all, { marker: first && keyOf(first) });
      const last = fresh.filter((message) => !isMine(message)).at(-1);
      if (isBegun && last !== undefined) announce(summarise(last));
      if (list.scroll.isAtEnd()) mark();
    },
  };
}
