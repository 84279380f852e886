// @ts-check
import { renderBlocks } from "./blocks/block.js";
import { readerOf } from "./client.js";
import { h, replace } from "./dom.js";
import { renderSidebarButton } from "./head-button.js";
import { openDirect } from "./navigate.js";

/** @import { Client } from "./client.js" */
/** @import { Scope } from "./blocks/read.js" */

/** App Home: what the bot shows to this person alone. @param {Client} client */
export function createHome(client) {
  const title = h("h1", { class: "pane-title" });
  const tabs = h("div", { class: "home-tabs" });
  const body = h("div", { class: "home-body" });
  const element = h(
    "main",
    { class: "home" },
    h("header", { class: "pane-head" }, renderSidebarButton(), title, tabs),
    h("div", { class: "scroller" }, body),
  );
  element.hidden = true;
  let drawn = "";

  const draw = () => {
    element.hidden = client.place.view !== "home";
    if (element.hidden) return;
    const bot = client.state.people.find((person) => person.bot);
    const name = bot?.name ?? "App";
    element.setAttribute("aria-label", `${name} Home`);
    const signature = JSON.stringify([client.state.home, client.as, name]);
    if (signature === drawn) return;
    drawn = signature;
    replace(title, name, h("span", { class: "app-badge" }, "APP"));
    replace(
      tabs,
      h("span", { class: "home-tab", "aria-current": "page" }, "Home"),
      bot
        ? h(
            "button",
            { type: "button", class: "home-tab", on: { click: () => void openDirect(client, bot.id) } },
            "Messages",
          )
        : null,
    );
    const view = client.state.home;
    if (view === null) {
      replace(body, h("p", { class: "empty" }, `${name} shows nothing here yet.`));
      return;
    }
    const held =
      document.activeElement instanceof HTMLElement && body.contains(document.activeElement)
        ? document.activeElement.dataset.key
        : undefined;
    /** @type {Scope} */
    const scope = { client, reader: readerOf(client), origin: { view: view.id }, values: new Map(), errors: {} };
    replace(body, renderBlocks(view.blocks, scope));
    if (held !== undefined)
      /** @type {HTMLElement | null} */ (body.querySelector(`[data-key="${CSS.escape(held)}"]`))?.focus();
  };
  client.on("place", draw);
  client.on("state", draw);
  return { element };
}
