// @ts-check
import { h, makeId } from "../dom.js";
import { createListbox, hideOnLeave } from "../overlay/listbox.js";
import { uploadFile } from "../upload.js";
import { TYPES } from "./invocations.js";
import { isFree, suggest } from "./suggest.js";

/** @import { Client } from "./client.js" */
/** @import { Option } from "./invocations.js" */
/** @import { Row } from "./menus.js" */
/** @import { Filling } from "./suggest.js" */

/**
 * One option of a command: its name, what it means, and suggestions while somebody types.
 * @param {Client} client
 * @param {Option} option
 * @param {{ begun: string, filling: () => Filling, onDone: (field: HTMLElement) => void }} about
 */
export function createOptionField(client, option, { begun, filling, onDone }) {
  const id = makeId("option");
  const isFile = option.type === TYPES.file;
  const offers = !isFile && !isFree(option);
  const input = h("input", {
    class: "command-input",
    type: isFile ? "file" : "text",
    role: offers ? "combobox" : null,
    "aria-label": option.name,
    "aria-describedby": id,
    "aria-expanded": offers ? "false" : null,
    "aria-required": option.required ? "true" : null,
    autocomplete: "off",
    spellcheck: "false",
    ...(isFile ? {} : { value: begun }),
  });
  const listbox = createListbox(option.name, (/** @type {Row} */ row) => take(row));
  listbox.element.classList.add("suggestions");
  listbox.element.hidden = true;
  if (offers) listbox.attach(input);
  const element = h(
    "div",
    { class: option.required ? "command-field required" : "command-field" },
    h("span", { class: "command-name", "aria-hidden": "true" }, option.name),
    input,
    h("small", { id, class: "command-hint", title: option.description }, option.description),
    listbox.element,
  );
  /** What was picked, for as long as its words stand. @type {{ label: string, value: string } | null} */
  let picked = null;
  let file = "";
  let asked = 0;

  const hide = () => {
    asked += 1;
    listbox.element.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const update = async () => {
    if (!offers) return;
    asked += 1;
    const own = asked;
    const rows = await suggest(client, option, { ...filling(), typed: picked === null ? input.value : "" });
    if (own !== asked || document.activeElement !== input) return;
    if (rows.length === 0) return hide();
    listbox.element.hidden = false;
    input.setAttribute("aria-expanded", "true");
    listbox.show(rows, { first: input.value !== "" && picked === null });
  };
  /** @param {Row} row */
  function take(row) {
    picked = { label: row.label, value: row.value };
    input.value = row.label;
    hide();
    onDone(element);
  }
  input.addEventListener("input", () => {
    if (picked?.label !== input.value) picked = null;
    void update();
  });
  input.addEventListener("focus", () => picked === null && void update());
  hideOnLeave(input, hide);
  input.addEventListener("keydown", (event) => {
    if (listbox.element.hidden || event.isComposing) return;
    const row = listbox.active();
    const takes = event.key === "Enter" || (event.key === "Tab" && !event.shiftKey);
    if (event.key === "Escape") hide();
    else if (takes && row !== undefined) take(row);
    else if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !listbox.move(event.key)) return;
    event.preventDefault();
  });
  if (isFile)
    input.addEventListener("change", async () => {
      const chosen = input.files?.[0];
      file = chosen === undefined ? "" : ((await uploadFile(client, chosen)).id ?? "");
    });

  return {
    element,
    option,
    focus: () => input.focus(),
    value: () => (isFile ? file : (picked?.value ?? input.value.trim())),
  };
}
