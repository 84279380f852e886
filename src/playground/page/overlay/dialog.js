// @ts-check
import { h, makeId, refocus } from "../dom.js";
import { icon } from "../icons.js";

/** @import { Child } from "../dom.js" */

/**
 * A modal dialog named by its title. Focus stays inside and returns where it was.
 * @param {object} options
 * @param {string} options.title
 * @param {Child | readonly Child[]} options.body
 * @param {Child | readonly Child[]} [options.actions]
 * @param {string} [options.kind]
 * @param {() => void} [options.onClose] when the person closes it
 * @param {() => void} [options.onSubmit]
 */
export function openDialog({ title, body, actions, kind = "", onClose, onSubmit }) {
  const before = document.activeElement;
  const id = makeId("dialog");
  let gone = false;
  const remove = () => {
    if (gone) return;
    gone = true;
    dialog.close();
    dialog.remove();
    refocus(before);
  };
  const dismiss = () => {
    remove();
    onClose?.();
  };
  const head = h(
    "header",
    { class: "dialog-head" },
    h("h2", { id }, title),
    h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: dismiss } }, icon("close")),
  );
  const content = h("div", { class: "dialog-body" }, ...(Array.isArray(body) ? body : [body]));
  const foot =
    actions === undefined
      ? null
      : h("footer", { class: "dialog-foot" }, ...(Array.isArray(actions) ? actions : [actions]));
  const form = h("form", { class: "dialog-form", novalidate: true }, head, content, foot);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit?.();
  });
  const dialog = h("dialog", { class: `dialog ${kind}`, "aria-labelledby": id }, form);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dismiss();
  });
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) dismiss();
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = content.querySelector("input, textarea, select, button");
  if (first instanceof HTMLElement) first.focus();
  return { dialog, content, form, remove };
}

/**
 * Asks before something is done.
 * @param {{ title: string, text: Child, confirm: string, deny: string, danger?: boolean }} question
 * @returns {Promise<boolean>}
 */
export function askFirst({ title, text, confirm, deny, danger = false }) {
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ yes) => {
      opened.remove();
      resolve(yes);
    };
    const no = h("button", { type: "button", class: "button", on: { click: () => answer(false) } }, deny);
    const yes = h("button", { type: "submit", class: danger ? "button danger" : "button primary" }, confirm);
    const opened = openDialog({
      title,
      body: h("div", { class: "confirm-text" }, text),
      actions: [no, yes],
      kind: "dialog-small",
      onClose: () => resolve(false),
      onSubmit: () => answer(true),
    });
    yes.focus();
  });
}
