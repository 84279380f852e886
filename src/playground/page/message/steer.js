// @ts-check
import { openMessageMenu, openReactions, renderActions } from "./actions.js";

/** @import { Deeds } from "./actions.js" */

/**
 * Pointer and keyboard over a list of messages: arrows walk, T replies, R reacts, E edits, P pins, M opens the menu.
 * @param {HTMLElement} content
 * @param {{ deedsOf: (article: HTMLElement) => Deeds | null, openChannel: (id: string) => void }} steering
 */
export function steerMessages(content, { deedsOf, openChannel }) {
  /** @type {HTMLElement | null} */
  let bar = null;

  const showActions = (/** @type {HTMLElement} */ article) => {
    if (bar?.parentElement === article || bar?.querySelector("[aria-expanded=true]")) return;
    const deeds = deedsOf(article);
    bar?.remove();
    bar = deeds === null ? null : renderActions(deeds);
    if (bar !== null) article.append(bar);
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
    if (mention instanceof HTMLElement && mention.dataset.channel) openChannel(mention.dataset.channel);
  });
  content.addEventListener("keydown", (event) => {
    const article = articleOf(event.target);
    if (article === null || event.target !== article || event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = deedsOf(article);
    if (!walk(event.key, article) && (deeds === null || !doByKey(event.key, article, deeds))) return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** @param {string} key @param {HTMLElement} article */
  function walk(key, article) {
    const all = [...content.querySelectorAll("article")];
    const at = all.indexOf(article);
    const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) };
    if (!Object.hasOwn(next, key)) return false;
    const target = next[/** @type {keyof typeof next} */ (key)];
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
    return true;
  }
}

/** @param {string} key @param {HTMLElement} article @param {Deeds} deeds */
function doByKey(key, article, deeds) {
  /** @param {string} label */
  const anchor = (label) => /** @type {HTMLElement} */ (article.querySelector(`[aria-label='${label}']`) ?? article);
  switch (key) {
    case "t":
      deeds.thread?.();
      return deeds.thread !== undefined;
    case "r":
      if (deeds.react !== undefined) openReactions(deeds, anchor("Add reaction"));
      return deeds.react !== undefined;
    case "e":
      deeds.edit?.();
      return deeds.edit !== undefined;
    case "p":
      deeds.pin?.();
      return deeds.pin !== undefined;
    case "m":
    case "ContextMenu":
      openMessageMenu(deeds, anchor("More actions"));
      return true;
    default:
      return false;
  }
}
