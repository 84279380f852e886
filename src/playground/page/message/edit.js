// @ts-check
import { tryAct } from "../client.js";
import { h } from "../dom.js";
import { decodeTyped } from "../text/typed.js";

/** @import { SlackMessage } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */

/**
 * Puts an editor in the place of a message's words.
 * @param {Client} client
 * @param {SlackMessage} message
 * @param {{ article: HTMLElement, onDone: () => void }} place
 */
export function startEdit(client, message, { article, onDone }) {
  const content = article.querySelector(".message-content");
  if (!(content instanceof HTMLElement)) return;
  const before = decodeTyped(message.text, client.state);
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
  const save = async () => {
    const text = field.value.trim();
    if (text !== "" && text !== before) {
      const outcome = await tryAct(client, { kind: "edit", channel: message.channel, ts: message.ts, text });
      if (!outcome.ok) return;
    }
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
    void save();
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && !event.shiftKey && event.target === field) {
      event.preventDefault();
      void save();
    }
  });
  content.replaceWith(form);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
