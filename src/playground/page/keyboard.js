// @ts-check

/** @import { Pane } from "./pane.js" */

/**
 * Keys that work everywhere.
 * @param {{ people: () => readonly { handle: string, bot: boolean }[], become: (handle: string) => void, jump: () => void, pane: () => Pane }} doings `pane` is the one somebody works in
 */
export function listenKeys({ people, become, jump, pane }) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      jump();
      return;
    }
    const digit = event.altKey && !event.ctrlKey && !event.metaKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
    if (digit !== undefined) {
      const person = people().filter((each) => !each.bot)[Number(digit) - 1];
      if (person === undefined) return;
      event.preventDefault();
      become(person.handle);
      return;
    }
    if (document.querySelector("dialog[open]") !== null || event.defaultPrevented) return;
    if (event.key === "Escape") stepBack(event);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") enterMessages(event);
  });

  /** @param {KeyboardEvent} event */
  function stepBack(event) {
    const { element, closeThread, focusComposer } = pane();
    element.classList.remove("sidebar-open");
    const inFeed = event.target instanceof Element && event.target.closest("article") !== null;
    if (closeThread() || inFeed) focusComposer();
  }

  /** An arrow with nothing else to move goes into the messages. @param {KeyboardEvent} event */
  function enterMessages(event) {
    if (event.target !== document.body) return;
    const articles = pane().element.querySelectorAll("main:not([hidden]) article");
    const last = articles[articles.length - 1];
    if (!(last instanceof HTMLElement)) return;
    event.preventDefault();
    last.focus();
  }
}
