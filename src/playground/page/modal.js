// @ts-check
import { renderBlocks } from "./blocks/block.js";
import { gatherValues } from "./blocks/read.js";
import { readerOf } from "./client.js";
import { h, replace } from "./dom.js";
import { act, refreshState } from "./hub.js";
import { openDialog } from "./overlay/dialog.js";
import { explain } from "./words.js";

/** @import { SlackView } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Scope } from "./blocks/read.js" */

/** @typedef {{ id: string, drawn: string, scope: Scope, shown: ReturnType<typeof openDialog>, wrong: HTMLElement }} Open */

/** Shows the topmost of the bot's modals; what was filled in stays while the bot changes the view around it. @param {Client} client */
export function followModals(client) {
  /** @type {Open | null} */
  let open = null;
  /** @type {Map<string, Scope["values"]>} */
  const filled = new Map();

  const draw = () => {
    const { modals } = client.state;
    const top = modals.at(-1);
    for (const id of filled.keys()) if (!modals.some((view) => view.id === id)) filled.delete(id);
    if (top === undefined || open?.id !== top.id) {
      open?.shown.remove();
      open = null;
    }
    if (top === undefined) return;
    const drawn = JSON.stringify([top, modals.length]);
    if (open?.drawn === drawn) return;
    if (open === null) open = show(top, drawn);
    else {
      open.drawn = drawn;
      fill(open, top);
    }
  };

  /** @param {SlackView} view @param {string} drawn @returns {Open} */
  function show(view, drawn) {
    const values = filled.get(view.id) ?? new Map();
    filled.set(view.id, values);
    const wrong = h("div", { class: "modal-wrong" });
    const close = h(
      "button",
      { type: "button", class: "button", on: { click: () => void leave(view.id) } },
      view.close?.text ?? "Cancel",
    );
    const submit = view.submit ? h("button", { type: "submit", class: "button primary" }, view.submit.text) : null;
    /** @type {Open} */
    const next = {
      id: view.id,
      drawn,
      wrong,
      scope: { client, reader: readerOf(client), origin: { view: view.id }, values, errors: {} },
      shown: openDialog({
        title: view.title?.text ?? "",
        body: null,
        actions: [wrong, close, submit],
        kind: "dialog-view",
        onClose: () => void leave(view.id),
        onSubmit: () => void send(next),
      }),
    };
    fill(next, view);
    focusFirst(next.shown.content);
    return next;
  }

  /** @param {Open} target @param {SlackView} view */
  function fill(target, view) {
    const { content } = target.shown;
    const held =
      document.activeElement instanceof HTMLElement && content.contains(document.activeElement)
        ? document.activeElement.dataset.key
        : undefined;
    target.scope = { ...target.scope, errors: view.errors ?? {} };
    replace(content, renderBlocks(view.blocks, target.scope));
    const invalid = view.errors ? content.querySelector("[aria-invalid=true]") : null;
    const twin = held === undefined ? null : content.querySelector(`[data-key="${CSS.escape(held)}"]`);
    if (invalid instanceof HTMLElement) invalid.focus();
    else if (twin instanceof HTMLElement) twin.focus();
  }

  /** @param {Open} target */
  async function send(target) {
    const values = gatherValues(target.scope);
    target.shown.form.setAttribute("aria-busy", "true");
    replace(target.wrong);
    const outcome = await act(client, { kind: "submit", view: target.id, values });
    target.shown.form.removeAttribute("aria-busy");
    await refreshState(client);
    const told = client.state.modals.some((view) => view.id === target.id && view.errors !== undefined);
    if (!outcome.ok && !told)
      replace(target.wrong, h("p", { role: "alert", class: "input-error" }, explain(outcome.error)));
  }

  /** @param {string} view */
  async function leave(view) {
    open?.shown.remove();
    open = null;
    await act(client, { kind: "close", view });
    await refreshState(client);
  }

  client.on("state", draw);
}

/** @param {HTMLElement} content */
function focusFirst(content) {
  const first = content.querySelector("input:not([type=hidden]), textarea, button");
  if (first instanceof HTMLElement) first.focus();
}
