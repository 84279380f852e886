// @ts-check
import { firstName, renderAvatar } from "./avatar.js";
import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { nextIndex } from "./overlay/menu.js";
import { toggleTheme } from "./theme.js";
import { openTrouble } from "./trouble.js";

/** @import { SlackPerson } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Pane } from "./pane.js" */

/**
 * Whose eyes one looks through, whether the bot is there, and the few things about the playground itself.
 * @param {Client} client
 * @param {{ panes: readonly Pane[], switcher: HTMLElement | null, become: (handle: string) => void, greet: () => void, jump: () => void }} doings
 */
export function createTopbar(client, { panes, switcher, become, greet, jump }) {
  const people = h("div", { class: "eyes", role: "radiogroup", "aria-label": "Acting as" });
  const status = h("span", { class: "status", role: "status" });
  const trouble = button("plug", "Make trouble", () => openTrouble(panes, trouble));
  trouble.setAttribute("aria-haspopup", "menu");
  const theme = button("moon", "Switch between light and dark", () => drawTheme(toggleTheme()));
  const drawTheme = (/** @type {boolean} */ dark) => replace(theme, icon(dark ? "sun" : "moon"));
  drawTheme(document.documentElement.dataset.theme === "dark");
  const element = h(
    "header",
    { class: "topbar" },
    h(
      "a",
      { class: "brand", href: "#" },
      h("img", { src: "/playground/page/icon.svg", alt: "", width: 26, height: 26 }),
      h("span", {}, "Tocsin ", h("em", {}, "playground")),
    ),
    switcher,
    h("div", { class: "eyes-wrap" }, h("span", { class: "eyes-label", "aria-hidden": "true" }, "Acting as"), people),
    h(
      "div",
      { class: "topbar-end" },
      status,
      button("search", "Jump to a conversation (Ctrl K)", jump),
      trouble,
      theme,
      button("help", "Things to try", greet),
    ),
  );

  people.addEventListener("keydown", (event) => {
    const turned = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key] ?? event.key;
    const radios = /** @type {HTMLElement[]} */ ([...people.children]);
    const next = nextIndex(turned, radios.indexOf(/** @type {HTMLElement} */ (document.activeElement)), radios.length);
    if (next === null) return;
    event.preventDefault();
    radios[next]?.click();
  });

  let drawn = "";
  const draw = () => {
    const humans = client.state.people.filter((person) => !person.bot);
    const signature = JSON.stringify([client.as, humans, [...waiting]]);
    if (signature !== drawn) {
      const held = people.contains(document.activeElement);
      drawn = signature;
      replace(
        people,
        humans.map((person, i) => renderEyes(person, i)),
      );
      if (held) /** @type {HTMLElement | null} */ (people.querySelector("[aria-checked=true]"))?.focus();
    }
    const away = panes.filter((pane) => !pane.health().connected);
    const live = panes.every((pane) => pane.health().live);
    const connected = live && away.length === 0;
    const word = !live
      ? "Playground unreachable"
      : connected
        ? "Bot connected"
        : away.length === panes.length
          ? "Bot not connected"
          : `Bot not connected to ${away[0]?.label}`;
    if (status.textContent !== word)
      replace(status, h("span", { class: connected ? "lamp on" : "lamp" }), h("span", { class: "status-word" }, word));
    status.title = word;
  };
  /** @type {ReadonlyMap<string, number>} */
  let waiting = new Map();

  /** @param {SlackPerson} person @param {number} index */
  function renderEyes(person, index) {
    const on = person.handle === client.as;
    const unread = on ? 0 : (waiting.get(person.handle) ?? 0);
    return h(
      "button",
      {
        type: "button",
        role: "radio",
        class: "eye",
        "aria-checked": String(on),
        "aria-label": unread > 0 ? `${firstName(person)}, ${unread} unread` : firstName(person),
        tabindex: on ? 0 : -1,
        title: `${person.name} · ${person.zone} (Alt ${index + 1})`,
        on: { click: () => become(person.handle) },
      },
      renderAvatar(person, "small"),
      h("span", { class: "eye-name" }, firstName(person)),
      unread > 0 ? h("span", { class: "eye-dot", "aria-hidden": "true" }, unread) : null,
    );
  }
  for (const pane of panes) {
    pane.on("state", draw);
    pane.on("live", draw);
  }
  return {
    element,
    /** Unread direct messages of the others, by handle. @param {ReadonlyMap<string, number>} next */
    showWaiting(next) {
      waiting = next;
      draw();
    },
  };
}

/** @param {Parameters<typeof icon>[0]} picture @param {string} label @param {() => void} run */
function button(picture, label, run) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: run } },
    icon(picture),
  );
}
