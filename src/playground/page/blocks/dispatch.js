// @ts-check

import { h } from "../dom.js";
import { act } from "../hub.js";
import { icon } from "../icons.js";
import { askFirst } from "../overlay/dialog.js";
import { readPlain, renderText } from "../text/mrkdwn.js";
import { explain } from "../words.js";
import { gatherValues, keyOfField, objectOf, str, textOf } from "./read.js";

/** @import { Field } from "./read.js" */

/**
 * Remembers what was filled in and, where the app wants to hear of it, tells the app.
 * @param {Field} field
 * @param {Readonly<Record<string, unknown>>} value in the shape of Slack's state
 * @param {HTMLElement} control shows that it is under way
 * @returns {Promise<boolean>} false when the person thought better of it
 */
export async function change(field, value, control) {
  if (field.dispatches && !(await confirmed(field))) return false;
  field.scope.values.set(keyOfField(field), { type: field.element.type, ...value });
  if (field.dispatches) await press(field, value, control);
  return true;
}

/** @param {Field} field */
async function confirmed(field) {
  const confirm = objectOf(field.element, "confirm");
  if (confirm === undefined) return true;
  return askFirst({
    title: readPlain(textOf(confirm, "title")) || "Are you sure?",
    text: renderText(textOf(confirm, "text"), field.scope.reader),
    confirm: readPlain(textOf(confirm, "confirm")) || "Yes",
    deny: readPlain(textOf(confirm, "deny")) || "Cancel",
    danger: str(confirm, "style") === "danger",
  });
}

/** @param {Field} field @param {unknown} value @param {HTMLElement} control */
async function press(field, value, control) {
  const { scope, actionId, blockId } = field;
  control.setAttribute("aria-busy", "true");
  control.parentElement?.querySelector(":scope > .press-error")?.remove();
  const outcome = await act(scope.client, {
    kind: "press",
    ...scope.origin,
    action_id: actionId,
    block_id: blockId,
    value: value ?? null,
    values: gatherValues(scope),
  });
  control.removeAttribute("aria-busy");
  if (!outcome.ok) control.after(renderPressError(explain(outcome.error)));
}

/** @param {string} text */
const renderPressError = (text) => h("span", { class: "press-error", role: "alert" }, icon("warning", 15), text);

/** A press that fills in nothing: a button. @param {Field} field @param {HTMLElement} control */
export async function pressButton(field, control) {
  if (await confirmed(field)) await press(field, undefined, control);
}
