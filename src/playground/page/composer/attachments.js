// @ts-check
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { formatSize, uploadFile } from "../upload.js";
import { explain } from "../words.js";

/** @import { Stage } from "../hub.js" */
/** @import { Upload } from "../upload.js" */

/** @typedef {{ file: File, id: string | null, error: string | null }} Item */

/** Files that wait to be sent: uploaded at once, shown as cards that can be taken away. @param {Stage<Upload>} stage */
export function createAttachments(stage) {
  const element = h("div", { class: "attachments", role: "list", "aria-label": "Attached files" });
  element.hidden = true;
  /** @type {Item[]} */
  let items = [];
  const draw = () => {
    element.hidden = items.length === 0;
    replace(element, items.map(renderItem));
  };
  /** @param {Item} item */
  function renderItem(item) {
    const remove = () => {
      items = items.filter((each) => each !== item);
      draw();
    };
    const state = item.error ?? (item.id === null ? "Uploading…" : formatSize(item.file.size));
    return h(
      "div",
      { class: item.error ? "attached failed" : "attached", role: "listitem" },
      icon("file", 18),
      h("span", { class: "attached-name" }, item.file.name, h("small", {}, state)),
      h(
        "button",
        { type: "button", class: "icon-button small", "aria-label": `Remove ${item.file.name}`, on: { click: remove } },
        icon("close", 14),
      ),
    );
  }
  return {
    element,
    /** @param {Iterable<File>} files */
    add(files) {
      for (const file of files) {
        /** @type {Item} */
        const item = { file, id: null, error: null };
        items.push(item);
        void uploadFile(stage, file).then((outcome) => {
          item.id = outcome.id ?? null;
          item.error = outcome.ok ? null : explain(outcome.error);
          draw();
        });
      }
      draw();
    },
    isBusy: () => items.some((item) => item.id === null && item.error === null),
    ids: () => items.flatMap((item) => (item.id === null ? [] : [item.id])),
    clear() {
      items = [];
      draw();
    },
  };
}
