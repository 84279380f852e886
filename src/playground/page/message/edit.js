// @ts-check
import { h } from "../dom.js";

/**
 * Puts an editor in the place of a message's words.
 * @param {HTMLElement} article
 * @param {{ before: string, save: (text: string) => Promise<{ ok: boolean }>, onDone: () => void }} editing
 */
export function startEdit(article, { before, save, onDone }) {
  const content = article.querySelector(".message-content");
  if (!(content instanceof HTMLElement)) return;
  const field = h("textarea", {
    class: "input",
    "aria-label": "Edit message",
    rows: 1,
    value: before,
  });
  const stop = () => {
    form.replaceWith(content);
    article.focus();
    onDone();
  };
  const finish = async () => {
    const text = field.value.trim();
    if (text !== "" && text !== before && !(await save(text)).ok) return;
    stop();
  };
  const form = h(
    "form",
    { class: "edit-form" },
    field,
    h(
      "div",
      { class: "edit-actions" },
      h("button", { type: "button", class: "button small", on: { click: stop } }, "Cancel"),
      h("button", { type: "submit", class: "button small primary" }, "Save"),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void finish();
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && !event.shiftKey && event.target === field) {
      event.preventDefault();
      void finish();
    }
  });
  content.replaceWith(form);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
