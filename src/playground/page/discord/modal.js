// @ts-check
import { listOf, objectOf, str } from "../blocks/read.js";
import { h, makeId, replace } from "../dom.js";
import { act, refreshState } from "../hub.js";
import { openDialog } from "../overlay/dialog.js";
import { uploadFile } from "../upload.js";
import { explain } from "../words.js";
import { readerOf } from "./client.js";
import { renderMarkdown } from "./markdown.js";
import { renderMenu } from "./menus.js";

/** @import { DiscordModal } from "../../discord/protocol.ts" */
/** @import { Block } from "../blocks/read.js" */
/** @import { Client } from "./client.js" */

/** @typedef {Map<string, string | readonly string[] | boolean>} Values by custom id */

/** Shows the form an app has opened. @param {Client} client */
export function followModal(client) {
  /** @type {{ id: string, remove: () => void } | null} */
  let open = null;
  const draw = () => {
    const { modal } = client.state;
    if (modal?.id === open?.id) return;
    open?.remove();
    open = modal === null ? null : { id: modal.id, remove: show(client, modal) };
  };
  client.on("state", draw);
}

/** @param {Client} client @param {DiscordModal} modal */
function show(client, modal) {
  /** @type {Values} */
  const values = new Map();
  const wrong = h("div", { class: "modal-wrong" });
  const leave = async () => {
    opened.remove();
    await act(client, { kind: "dismiss", modal: modal.id });
    await refreshState(client);
  };
  const send = async () => {
    opened.form.setAttribute("aria-busy", "true");
    replace(wrong);
    const outcome = await act(client, { kind: "submit", modal: modal.id, values: Object.fromEntries(values) });
    opened.form.removeAttribute("aria-busy");
    if (!outcome.ok) return replace(wrong, h("p", { role: "alert", class: "input-error" }, explain(outcome.error)));
    await refreshState(client);
  };
  const opened = openDialog({
    title: modal.title,
    body: h("div", { class: "blocks" }, ...modal.components.flatMap((each) => renderPart(client, each, values))),
    actions: [
      wrong,
      h("button", { type: "button", class: "button", on: { click: () => void leave() } }, "Cancel"),
      h("button", { type: "submit", class: "button primary" }, "Submit"),
    ],
    kind: "dialog-view",
    onClose: () => void leave(),
    onSubmit: () => void send(),
  });
  return opened.remove;
}

/** @param {Client} client @param {Block} part @param {Values} values @returns {HTMLElement[]} */
function renderPart(client, part, values) {
  if (part.type === 10) return [renderMarkdown(str(part, "content") ?? "", readerOf(client))];
  if (part.type === 1)
    return listOf(part, "components").map((input) =>
      renderLabel(
        { label: str(input, "label") ?? "", hint: "", input },
        renderInput(client, input, { label: str(input, "label") ?? "", values }),
      ),
    );
  const input = objectOf(part, "component") ?? {};
  const label = str(part, "label") ?? "";
  const control = renderInput(client, input, { label, values });
  return [renderLabel({ label, hint: str(part, "description") ?? "", input }, control)];
}

/** @param {{ label: string, hint: string, input: Block }} about @param {HTMLElement} control */
function renderLabel({ label, hint, input }, control) {
  const id = makeId("hint");
  if (hint !== "") control.setAttribute("aria-describedby", id);
  return h(
    "div",
    { class: "block-input" },
    h(
      "div",
      { class: "input-label", "aria-hidden": "true" },
      label,
      input.required === false ? h("span", { class: "optional" }, "(optional)") : null,
    ),
    hint === "" ? null : h("p", { id, class: "input-hint" }, hint),
    control,
  );
}

/** @param {Client} client @param {Block} input @param {{ label: string, values: Values }} at */
function renderInput(client, input, { label, values }) {
  const id = str(input, "custom_id") ?? "";
  switch (input.type) {
    case 4:
      return renderText(input, { label, values });
    case 19:
      return renderUpload(client, input, { label, values });
    case 21:
    case 22:
      return renderBoxes(input, { label, values });
    case 23: {
      const box = h("input", { type: "checkbox" });
      box.checked = input.default === true;
      box.addEventListener("change", () => values.set(id, box.checked));
      return h("label", { class: "choice" }, box, h("span", {}, label));
    }
    default:
      return renderMenu(client, input, (chosen) => values.set(id, chosen), label);
  }
}

/** @param {Block} input @param {{ label: string, values: Values }} at */
function renderText(input, { label, values }) {
  const id = str(input, "custom_id") ?? "";
  const props = {
    class: "input",
    "aria-label": label,
    placeholder: str(input, "placeholder"),
    maxlength: input.max_length,
    value: str(input, "value") ?? "",
    autocomplete: "off",
  };
  const field = input.style === 2 ? h("textarea", { ...props, rows: 4 }) : h("input", { ...props, type: "text" });
  values.set(id, field.value);
  field.addEventListener("input", () => values.set(id, field.value));
  return field;
}

/** @param {Client} client @param {Block} input @param {{ label: string, values: Values }} at */
function renderUpload(client, input, { label, values }) {
  const many = Number(input.max_values ?? 1) > 1;
  const picker = h("input", { type: "file", class: "input", "aria-label": label, multiple: many });
  picker.addEventListener("change", async () => {
    const outcomes = await Promise.all([...(picker.files ?? [])].map((file) => uploadFile(client, file)));
    values.set(
      str(input, "custom_id") ?? "",
      outcomes.flatMap((outcome) => outcome.id ?? []),
    );
  });
  return picker;
}

/** Boxes to tick, or one of several. @param {Block} input @param {{ label: string, values: Values }} at */
function renderBoxes(input, { label, values }) {
  const many = input.type === 22;
  const name = makeId("choice");
  const options = listOf(input, "options");
  const group = h("div", { class: "choices", role: many ? "group" : "radiogroup", "aria-label": label });
  const boxes = options.map((option) => {
    const box = h("input", { type: many ? "checkbox" : "radio", name });
    box.checked = option.default === true;
    const words = h("span", { class: "choice-text" }, str(option, "label"));
    if (option.description) words.append(h("small", {}, str(option, "description")));
    group.append(h("label", { class: "choice" }, box, words));
    return box;
  });
  group.addEventListener("change", () => {
    const chosen = options.filter((_, i) => boxes[i]?.checked).map((option) => str(option, "value") ?? "");
    values.set(str(input, "custom_id") ?? "", many ? chosen : (chosen[0] ?? ""));
  });
  return group;
}
