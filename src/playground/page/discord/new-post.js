// @ts-check
import { createAttachments } from "../composer/attachments.js";
import { h, replace } from "../dom.js";
import { act } from "../hub.js";
import { openDialog } from "../overlay/dialog.js";
import { explain } from "../words.js";
import { openFresh } from "./navigate.js";
import { renderTagChoices } from "./tags.js";

/** @import { DiscordChannel } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */

/** A new post in a forum: a title, the first message, tags, files. @param {Client} client @param {DiscordChannel} forum */
export function askPost(client, forum) {
  const name = h("input", { class: "input", "aria-label": "Title", maxlength: 100, autocomplete: "off" });
  const content = h("textarea", { class: "input", "aria-label": "Message", rows: 4 });
  const chips = h("div", { class: "forum-tags", role: "group", "aria-label": "Tags" });
  const files = createAttachments(client);
  const picker = h("input", { type: "file", multiple: true, class: "input", "aria-label": "Files" });
  const wrong = h("p", { class: "input-error", role: "alert" });
  /** @type {Set<string>} */
  const chosen = new Set();
  const tags = (forum.tags ?? []).filter((tag) => !tag.moderated || forum.may.manage);
  const drawTags = () => {
    const toggle = (/** @type {string} */ id) => {
      if (!chosen.delete(id)) chosen.add(id);
      drawTags();
    };
    replace(chips, renderTagChoices(tags, { chosen, toggle }));
  };
  drawTags();
  picker.addEventListener("change", () => {
    files.add(picker.files ?? []);
    picker.value = "";
  });
  const save = async () => {
    if (files.isBusy()) return;
    const outcome = await act(client, {
      kind: "post",
      channel: forum.id,
      name: name.value,
      content: content.value,
      tags: [...chosen],
      files: files.ids(),
    });
    if (outcome.id === undefined) {
      wrong.textContent = explain(outcome.error);
      return;
    }
    opened.remove();
    await openFresh(client, outcome.id);
  };
  const field = (/** @type {string} */ label, /** @type {HTMLElement[]} */ ...parts) =>
    h("div", { class: "block-input" }, h("div", { class: "input-label", "aria-hidden": "true" }, label), ...parts);
  const opened = openDialog({
    title: `New post in ${forum.name}`,
    body: h(
      "div",
      { class: "blocks" },
      field("Title", name),
      field("Message", content),
      tags.length > 0 ? field("Tags", chips) : null,
      field("Files", picker, files.element),
      wrong,
    ),
    actions: h("button", { type: "submit", class: "button primary" }, "Post"),
    kind: "dialog-view",
    onSubmit: () => void save(),
  });
}
