// @ts-check
import { h } from "../dom.js";
import { readPlain } from "../text/mrkdwn.js";
import { change } from "./dispatch.js";
import { currentValue, keyOfField, str, textOf } from "./read.js";

/** @import { Field } from "./read.js" */

/** Text, e-mail, address and number fields. @param {Field} field */
export function renderTextInput(field) {
  const { element } = field;
  const type = String(element.type);
  const many = element.multiline === true;
  const begun = currentValue(field)?.value ?? element.initial_value ?? "";
  const props = {
    class: "input",
    "aria-label": field.label,
    placeholder: readPlain(textOf(element, "placeholder")) || null,
    maxlength: element.max_length,
    minlength: element.min_length,
    dataset: { key: field.actionId },
    value: begun,
    autocomplete: "off",
  };
  const kind = { email_text_input: "email", url_text_input: "url", number_input: "text" }[type] ?? "text";
  const input = many
    ? h("textarea", { ...props, rows: 4 })
    : h("input", { ...props, type: kind, inputmode: type === "number_input" ? "decimal" : null });
  const remember = () => {
    field.scope.values.set(keyOfField(field), { type, value: input.value === "" ? null : input.value });
  };
  input.addEventListener("input", remember);
  input.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    if (key.key !== "Enter" || many || !field.dispatches) return;
    key.preventDefault();
    void change(field, { value: input.value === "" ? null : input.value }, input);
  });
  remember();
  return input;
}

/** A time in a zone as the browser's fields have it, and back. @param {number} epoch seconds @param {string} zone */
function toLocal(epoch, zone) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(epoch * 1000)).replace(" ", "T");
}

/** @param {string} local @param {string} zone @returns {number} seconds */
function fromLocal(local, zone) {
  const wanted = Date.parse(`${local}Z`) / 1000;
  const shown = (/** @type {number} */ at) => Date.parse(`${toLocal(at, zone)}Z`) / 1000 - at;
  const first = wanted - shown(wanted);
  return wanted - shown(first);
}

const MOMENTS = /** @type {Record<string, { input: string, key: string, initial: string }>} */ ({
  datepicker: { input: "date", key: "selected_date", initial: "initial_date" },
  timepicker: { input: "time", key: "selected_time", initial: "initial_time" },
  datetimepicker: { input: "datetime-local", key: "selected_date_time", initial: "initial_date_time" },
});

/** Date, time, and both in the zone of whoever fills it in. @param {Field} field */
export function renderMoment(field) {
  const type = String(field.element.type);
  const {
    input: kind,
    key,
    initial,
  } = MOMENTS[type] ?? { input: "date", key: "selected_date", initial: "initial_date" };
  const zone = field.scope.reader.me.zone;
  const exact = type === "datetimepicker";
  const begun = currentValue(field)?.[key] ?? field.element[initial];
  const input = h("input", {
    class: "input moment",
    type: kind,
    "aria-label": field.label,
    dataset: { key: field.actionId },
  });
  if (begun !== undefined && begun !== null) input.value = exact ? toLocal(Number(begun), zone) : String(begun);
  const read = () => ({ [key]: input.value === "" ? null : exact ? fromLocal(input.value, zone) : input.value });
  if (begun !== undefined) field.scope.values.set(keyOfField(field), { type, ...read() });
  input.addEventListener("change", () => void change(field, read(), input));
  return exact
    ? h("span", { class: "moment-row" }, input, h("small", { class: "zone" }, zone.replaceAll("_", " ")))
    : input;
}

/** @param {Field} field */
export const isMoment = (field) => Object.hasOwn(MOMENTS, str(field.element, "type") ?? "");

/** @param {Field} field */
export const isText = (field) =>
  ["plain_text_input", "email_text_input", "url_text_input", "number_input"].includes(str(field.element, "type") ?? "");
