// @ts-check
import { h } from "./dom.js";

/** Takes files dropped anywhere on a pane. @param {HTMLElement} pane @param {(files: FileList) => void} onFiles */
export function acceptDrops(pane, onFiles) {
  const veil = h("div", { class: "drop-veil", hidden: true }, "Drop to attach");
  pane.append(veil);
  const isFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  pane.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  pane.addEventListener("dragleave", (event) => {
    if (!pane.contains(/** @type {Node | null} */ (event.relatedTarget))) veil.hidden = true;
  });
  pane.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (event.dataTransfer === null || !isFile(event)) return;
    event.preventDefault();
    onFiles(event.dataTransfer.files);
  });
}
