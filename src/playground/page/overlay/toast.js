// @ts-check
import { h } from "../dom.js";

/** @type {HTMLElement | null} */
let shown = null;
let timer = 0;

/** A short word at the foot of the page. @param {string} text @param {"info" | "error"} [tone] */
export function showToast(text, tone = "error") {
  shown?.remove();
  window.clearTimeout(timer);
  shown = h("div", { class: `toast toast-${tone}`, role: tone === "error" ? "alert" : "status" }, text);
  shown.setAttribute("popover", "manual");
  (document.querySelector("dialog[open]") ?? document.body).append(shown);
  shown.showPopover();
  const own = shown;
  timer = window.setTimeout(() => own.remove(), 6000);
}
