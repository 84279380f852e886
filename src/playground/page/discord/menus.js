// @ts-check
import { renderAvatar } from "../avatar.js";
import { listOf, objectOf, str } from "../blocks/read.js";
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { openPicker, renderSelectBox } from "../overlay/picker.js";
import { guildOf, isThread } from "./client.js";

/** @import { Block } from "../blocks/read.js" */
/** @import { Choice } from "../overlay/listbox.js" */
/** @import { Client } from "./client.js" */

/** @typedef {Choice & { value: string }} Row */

/** People, as rows to choose from. @param {Client} client @returns {Row[]} */
export const peopleRows = ({ state }) =>
  state.people.map((person) => ({
    label: person.name,
    detail: person.username,
    picture: renderAvatar(person, "tiny"),
    value: person.id,
  }));

/** @param {Client} client @returns {Row[]} */
export const roleRows = ({ state }) => state.roles.map(({ id, name }) => ({ label: `@${name}`, value: id }));

/** Threads too; only of some kinds, if any are named. @param {Client} client @param {unknown} [types] @returns {Row[]} */
export function channelRows(client, types) {
  const numbers = /** @type {Record<string, number>} */ ({
    text: 0,
    forum: 15,
    thread: 11,
    "private-thread": 12,
    category: 4,
  });
  const { id } = guildOf(client);
  return client.state.channels
    .filter((each) => each.guild === id)
    .filter((each) => !Array.isArray(types) || types.includes(numbers[each.kind]))
    .map((each) => ({ label: isThread(each) ? each.name : `#${each.name}`, detail: each.topic, value: each.id }));
}

/** @param {Client} client @param {Block} menu @returns {Row[]} */
function rowsOf(client, menu) {
  switch (menu.type) {
    case 5:
      return peopleRows(client);
    case 6:
      return roleRows(client);
    case 7:
      return [...peopleRows(client), ...roleRows(client)];
    case 8:
      return channelRows(client, menu.channel_types);
    default:
      return listOf(menu, "options").map((option) => {
        const emoji = str(objectOf(option, "emoji") ?? {}, "name");
        const label = str(option, "label") ?? "";
        return {
          label: emoji === undefined ? label : `${emoji} ${label}`,
          detail: str(option, "description"),
          value: str(option, "value") ?? "",
        };
      });
  }
}

/** @param {string} typed @returns {(row: Row) => boolean} */
export const matching = (typed) => (row) =>
  `${row.label} ${row.detail ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase());

/**
 * A select menu of any kind. What was chosen is sent when the list closes.
 * @param {Client} client
 * @param {Block} menu
 * @param {(values: readonly string[], control: HTMLElement) => unknown} onChosen
 * @param {string} [label]
 */
export function renderMenu(client, menu, onChosen, label = str(menu, "placeholder") ?? "Make a selection") {
  const most = Number(menu.max_values ?? 1);
  const many = most > 1;
  const rows = rowsOf(client, menu);
  let chosen = [
    ...listOf(menu, "options")
      .filter((option) => option.default === true)
      .map((option) => str(option, "value") ?? ""),
    ...listOf(menu, "default_values").map((each) => str(each, "id") ?? ""),
  ];
  const button = renderSelectBox({ label, key: str(menu, "custom_id") ?? "", disabled: menu.disabled === true });
  const show = () => {
    const names = rows.filter((row) => chosen.includes(row.value)).map((row) => row.label);
    const words = names.map((name) => h("span", { class: many ? "chip" : "select-text" }, name));
    const empty = h("span", { class: "placeholder" }, str(menu, "placeholder") ?? "Make a selection");
    replace(button, h("span", { class: "select-value" }, words.length > 0 ? words : empty), icon("chevron", 16));
  };
  let before = "";
  const toggle = (/** @type {string} */ value) => {
    if (!many) chosen = [value];
    else if (chosen.includes(value)) chosen = chosen.filter((each) => each !== value);
    else if (chosen.length < most) chosen = [...chosen, value];
    show();
  };
  const open = () => {
    before = chosen.join("\n");
    openPicker(button, {
      label,
      many,
      find: (typed) => rows.filter(matching(typed)),
      isChosen: (row) => chosen.includes(row.value),
      pick(row) {
        toggle(row.value);
        if (!many) void onChosen(chosen, button);
      },
      onClose() {
        if (many && chosen.join("\n") !== before) void onChosen(chosen, button);
      },
    });
  };
  button.addEventListener("click", open);
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open();
  });
  show();
  return button;
}
