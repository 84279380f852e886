// @ts-check

/** Begins to edit the newest message that is one's own. @param {HTMLElement} list */
export function editLast(list) {
  for (const article of [...list.querySelectorAll("article")].reverse()) {
    article.focus();
    article.dispatchEvent(new KeyboardEvent("keydown", { key: "e", bubbles: true }));
    if (article.querySelector("form") !== null) return;
  }
}
