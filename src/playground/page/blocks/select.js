// @ts-check

import { h, replace } from "../dom.js";
import { act } from "../hub.js";
import { icon } from "../icons.js";
import { openPicker, renderSelectBox } from "../overlay/picker.js";
import { readPlain } from "../text/mrkdwn.js";
import { change } from "./dispatch.js";
import { chosenOptions, listOf, objectOf, optionsOf, textOf } from "./read.js";

/** @import { Block, Field, Option } from "./read.js" */
/** @typedef {{ label: string, detail?: string, group?: string, selected?: boolean, picture?: Node, option: Option }} Row */

/** @param {Block} from @returns {Row[]} */
export function rowsOf(from) {
  const row = (/** @type {Option} */ option, /** @type {string} */ group) => ({
    label: readPlain(option.text),
    option,
    ...(option.description ? { detail: readPlain(option.description) } : {}),
    ...(group === "" ? {} : { group }),
  });
  return [
    ...optionsOf(from, "options").map((option) => row(option, "")),
    ...listOf(from, "option_groups").flatMap((group) =>
      optionsOf(group, "options").map((option) => row(option, readPlain(textOf(group, "label")))),
    ),
  ];
}

/** @param {string} typed @returns {(row: Row) => boolean} */
const matching = (typed) => (row) =>
  `${row.label} ${row.detail ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase());

/** @param {Field} field @param {string} typed @returns {Promise<Row[]>} */
async function suggest(field, typed) {
  if (typed.length < Number(field.element.min_query_length ?? 3)) return [];
  const { scope, actionId, blockId } = field;
  const outcome = await act(scope.client, {
    kind: "suggest",
    ...scope.origin,
    action_id: actionId,
    block_id: blockId,
    value: typed,
  });
  const options = /** @type {readonly Block[]} */ (outcome.options ?? []);
  return options.flatMap((each) =>
    objectOf(each, "label") ? rowsOf({ option_groups: [each] }) : rowsOf({ options: [each] }),
  );
}

/**
 * A select of one or many: a box that shows what is chosen and opens a list to search.
 * @param {Field} field
 * @param {{ rows?: readonly Row[], chosen?: readonly Option[], store?: (chosen: readonly Option[]) => Record<string, unknown> }} [source] absent: the element's own options, or the app's suggestions
 */
export function renderSelect(field, source = {}) {
  const type = String(field.element.type);
  const many = type.startsWith("multi_");
  const external = type.endsWith("external_select");
  const rows = source.rows ?? rowsOf(field.element);
  const placeholder = readPlain(textOf(field.element, "placeholder")) || (many ? "Select options" : "Select an option");
  const limit = Number(field.element.max_selected_items ?? Number.POSITIVE_INFINITY);
  let chosen = [...(source.chosen ?? chosenOptions(field))];

  const button = renderSelectBox({ label: field.label, key: field.actionId });
  const show = () => {
    const names = chosen.map((option) => h("span", { class: many ? "chip" : "select-text" }, readPlain(option.text)));
    replace(
      button,
      h("span", { class: "select-value" }, names.length > 0 ? names : h("span", { class: "placeholder" }, placeholder)),
      icon("chevron", 16),
    );
  };
  const store = async () => {
    const before = chosen;
    const value =
      source.store?.(chosen) ?? (many ? { selected_options: chosen } : { selected_option: chosen[0] ?? null });
    show();
    button.dispatchEvent(new Event("change", { bubbles: true }));
    if (!(await change(field, value, button))) chosen = before;
  };
  const toggle = (/** @type {Option} */ option) => {
    const held = chosen.some((each) => each.value === option.value);
    if (!many) chosen = [option];
    else if (held) chosen = chosen.filter((each) => each.value !== option.value);
    else if (chosen.length < limit) chosen = [...chosen, option];
  };
  const least = Number(field.element.min_query_length ?? 3);
  const open = () =>
    openPicker(button, {
      label: field.label,
      many,
      find: (typed) => (external ? suggest(field, typed) : rows.filter(matching(typed))),
      empty: (typed) =>
        external && typed.length < least ? `Type ${least - typed.length} more to search` : "No matches",
      isChosen: (row) => chosen.some((option) => option.value === row.option.value),
      pick(row) {
        toggle(row.option);
        void store();
      },
    });
  button.addEventListener("click", open);
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open();
    }
    if ((event.key === "Backspace" || event.key === "Delete") && chosen.length > 0) {
      chosen = many ? chosen.slice(0, -1) : [];
      void store();
    }
  });
  show();
  return button;
}
