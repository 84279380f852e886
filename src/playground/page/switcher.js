// @ts-check
import { renderAvatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { go, openConversation, openDirect } from "./navigate.js";
import { openDialog } from "./overlay/dialog.js";
import { createListbox } from "./overlay/listbox.js";

/** @import { Client } from "./client.js" */
/** @typedef {{ label: string, detail: string, group?: string, picture: Node, run: () => void }} Target */

/** @param {Client} client @returns {Target[]} */
export function slackTargets(client) {
  const { state } = client;
  return [
    ...state.conversations
      .filter((c) => c.kind !== "dm")
      .map((c) => ({
        label: c.name,
        detail: c.unread > 0 ? `${c.unread} unread` : c.archived ? "archived" : c.topic,
        picture: icon(c.kind === "private" ? "lock" : "hash", 16),
        run: () => openConversation(client, c.id),
      })),
    ...state.people
      .filter((person) => person.id !== state.me.id)
      .map((person) => ({
        label: person.name,
        detail: `@${person.handle}`,
        picture: renderAvatar(person, "tiny"),
        run: () => void openDirect(client, person.id),
      })),
    {
      label: "App Home",
      detail: "What the bot shows to you",
      picture: icon("home", 16),
      run: () => go(client, { view: "home", channel: "" }),
    },
  ];
}

/** Ctrl or Cmd and K: to a conversation by a few letters of its name. @param {readonly Target[]} targets */
export function openSwitcher(targets) {
  if (document.querySelector("dialog[open]") !== null) return;
  const input = h("input", {
    class: "input",
    type: "text",
    role: "searchbox",
    "aria-label": "Jump to",
    placeholder: "Jump to a channel or a person",
    autocomplete: "off",
  });
  const listbox = createListbox("Conversations", (/** @type {Target} */ target) => {
    opened.remove();
    target.run();
  });
  listbox.attach(input);
  const groups = [...new Set(targets.map((target) => target.group))];
  const fill = () => {
    const wanted = input.value.toLowerCase().replace(/^[#@]/, "");
    const byGroup = (/** @type {Target} */ one, /** @type {Target} */ other) =>
      groups.indexOf(one.group) - groups.indexOf(other.group);
    const starts = targets.filter((target) => target.label.toLowerCase().startsWith(wanted));
    const holds = targets.filter(
      (target) => !starts.includes(target) && `${target.label} ${target.detail}`.toLowerCase().includes(wanted),
    );
    listbox.show([...starts, ...holds].sort(byGroup), { empty: "Nothing by that name" });
  };
  input.addEventListener("input", fill);
  input.addEventListener("keydown", (event) => {
    if (listbox.move(event.key)) event.preventDefault();
  });
  const opened = openDialog({
    title: "Jump to",
    body: [input, listbox.element],
    kind: "dialog-switcher",
    onSubmit() {
      const target = listbox.active();
      if (target === undefined) return;
      opened.remove();
      target.run();
    },
  });
  fill();
}
