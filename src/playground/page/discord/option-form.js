// @ts-check
import { h, replace } from "../dom.js";
import { act } from "../hub.js";
import { icon } from "../icons.js";
import { explain } from "../words.js";
import { createOptionField } from "./option-field.js";
import { commandAct } from "./typed.js";

/** @import { Client } from "./client.js" */
/** @import { Invocation } from "./invocations.js" */

/**
 * A chosen command with a field for each of its options. Enter sends, Escape goes back to plain writing.
 * @param {Client} client
 * @param {{ channel: () => string, onOpen: () => void, onClose: () => void }} place
 */
export function createOptionForm(client, { channel, onOpen, onClose }) {
  const title = h("strong", { class: "command-title" });
  const about = h("span", { class: "command-about" });
  const fields = h("div", { class: "command-fields" });
  const wrong = h("p", { class: "input-error", role: "alert" });
  const cancel = h(
    "button",
    { type: "button", class: "icon-button small", "aria-label": "Cancel command", title: "Cancel (Esc)" },
    icon("close", 15),
  );
  const send = h(
    "button",
    { type: "submit", class: "icon-button send ready", "aria-label": "Send command", title: "Send" },
    icon("send"),
  );
  const element = h(
    "form",
    { class: "command-form", hidden: true, autocomplete: "off", novalidate: true },
    h("div", { class: "command-head" }, title, about, h("span", { class: "spacer" }), cancel),
    fields,
    h("div", { class: "command-foot" }, wrong, h("span", { class: "spacer" }), send),
  );
  /** @type {Invocation | null} */
  let invocation = null;
  /** @type {ReturnType<typeof createOptionField>[]} */
  let open = [];

  /** @param {string} [but] */
  const values = (but) =>
    Object.fromEntries(
      open.flatMap((field) =>
        field.option.name === but || field.value() === "" ? [] : [[field.option.name, field.value()]],
      ),
    );
  const close = () => {
    if (invocation === null) return;
    invocation = null;
    element.hidden = true;
    replace(fields);
    onClose();
  };
  const submit = async () => {
    if (invocation === null || element.getAttribute("aria-busy") === "true") return;
    const empty = open.find((field) => field.option.required && field.value() === "");
    if (empty !== undefined) {
      wrong.textContent = `Fill in ${empty.option.name}.`;
      return empty.focus();
    }
    const used = invocation;
    wrong.textContent = "";
    element.setAttribute("aria-busy", "true");
    const outcome = await act(client, commandAct(channel(), used, values()));
    element.removeAttribute("aria-busy");
    if (outcome.ok) close();
    else wrong.textContent = explain(outcome.error);
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  cancel.addEventListener("click", close);

  return {
    element,
    close,
    isOpen: () => invocation !== null,
    /** @param {Invocation} next @param {Readonly<Record<string, string>>} [begun] */
    open(next, begun = {}) {
      invocation = next;
      wrong.textContent = "";
      title.textContent = next.title;
      about.textContent = next.description;
      element.setAttribute("aria-label", next.title);
      open = next.options.map((option) =>
        createOptionField(client, option, {
          begun: begun[option.name] ?? "",
          filling: () => ({ channel: channel(), invocation: next, options: values(option.name) }),
          onDone: (field) => focusAfter(field),
        }),
      );
      replace(
        fields,
        open.map((field) => field.element),
      );
      element.hidden = false;
      onOpen();
      (open.find((field) => field.value() === "") ?? open[0])?.focus();
    },
  };

  /** @param {HTMLElement} field */
  function focusAfter(field) {
    const at = open.findIndex((each) => each.element === field);
    const next = open.slice(at + 1).find((each) => each.option.required && each.value() === "");
    (next ?? open[at])?.focus();
  }
}
