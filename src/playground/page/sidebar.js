// @ts-check
import { renderAvatar } from "./avatar.js";
import { findPartner } from "./client.js";
import { act, refreshState } from "./hub.js";
import { arrange, h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { go, openConversation, openDirect } from "./navigate.js";
import { openDialog } from "./overlay/dialog.js";
import { explain } from "./words.js";

/** @import { SlackConversation, SlackPerson } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */

/** The conversations of whoever looks, and App Home. @param {Client} client */
export function createSidebar(client) {
  const team = h("div", { class: "team" });
  const body = h("div", { class: "sidebar-body" });
  const element = h("nav", { class: "sidebar", "aria-label": "Conversations" }, team, body);
  /** @type {Map<string, { signature: string, node: HTMLElement }>} */
  const cache = new Map();

  /** @param {string} key @param {unknown} facts @param {() => HTMLElement} render */
  const keep = (key, facts, render) => {
    const signature = JSON.stringify(facts);
    const old = cache.get(key);
    if (old?.signature === signature) return old.node;
    const node = render();
    const held = old?.node.contains(document.activeElement);
    cache.set(key, { signature, node });
    if (held) queueMicrotask(() => node.focus());
    return node;
  };

  /** @param {SlackConversation} conversation */
  const channelRow = (conversation) => {
    const { id, kind, name, unread, members, archived } = conversation;
    const here = client.place.view === "channel" && client.place.channel === id;
    const member = members.includes(client.state.me.id);
    return keep(id, [name, kind, unread, here, member, archived, client.as], () =>
      renderRow({
        picture: icon(kind === "private" ? "lock" : "hash", 15),
        name,
        unread: here ? 0 : unread,
        here,
        faint: !member || archived,
        open: () => openConversation(client, id),
      }),
    );
  };

  /** @param {SlackPerson} person */
  const personRow = (person) => {
    const conversation = client.state.conversations.find(
      (c) => c.kind === "dm" && findPartner(client, c)?.id === person.id,
    );
    const here =
      client.place.view === "channel" && conversation !== undefined && client.place.channel === conversation.id;
    const unread = here ? 0 : (conversation?.unread ?? 0);
    return keep(`dm ${person.id}`, [person, unread, here, client.as], () =>
      renderRow({
        picture: renderAvatar(person, "tiny"),
        name: person.name,
        badge: person.bot ? "APP" : null,
        unread,
        here,
        open: () => void openDirect(client, person.id),
      }),
    );
  };

  const homeRow = () => {
    const bot = client.state.people.find((person) => person.bot);
    const here = client.place.view === "home";
    return keep("home", [bot, here, client.as], () =>
      renderRow({
        picture: icon("home", 16),
        name: `${bot?.name ?? "App"} Home`,
        here,
        open: () => go(client, { view: "home", channel: "" }),
      }),
    );
  };
  const add = h(
    "button",
    { type: "button", class: "row row-add", on: { click: () => createChannel(client) } },
    h("span", { class: "row-picture" }, icon("add", 15)),
    h("span", { class: "row-name" }, "Add channel"),
  );
  const groups = {
    channels: renderGroup("Channels"),
    direct: renderGroup("Direct messages"),
    apps: renderGroup("Apps"),
  };
  replace(body, groups.apps.element, groups.channels.element, groups.direct.element);

  const draw = () => {
    const { state } = client;
    replace(
      team,
      h("span", { class: "team-mark", "aria-hidden": "true" }, state.team.name.slice(0, 1)),
      h("strong", {}, state.team.name),
      h("span", { class: "team-kind" }, "Slack"),
    );
    const channels = state.conversations.filter(
      (c) => c.kind !== "dm" && (!c.archived || c.id === client.place.channel),
    );
    channels.sort((a, b) => a.name.localeCompare(b.name));
    const others = state.people.filter((person) => person.id !== state.me.id);
    others.sort((a, b) => Number(b.bot) - Number(a.bot));
    arrange(groups.apps.list, [homeRow()]);
    arrange(groups.channels.list, [...channels.map(channelRow), add]);
    arrange(groups.direct.list, others.map(personRow));
  };
  client.on("state", draw);
  client.on("place", draw);
  return { element };
}

/** @param {string} title */
function renderGroup(title) {
  const list = h("div", { class: "rows" });
  return { list, element: h("section", { "aria-label": title }, h("h2", {}, title), list) };
}

/**
 * @param {object} row
 * @param {Node} row.picture
 * @param {string} row.name
 * @param {string | null} [row.badge]
 * @param {number} [row.unread]
 * @param {boolean} row.here
 * @param {boolean} [row.faint]
 * @param {() => void} row.open
 */
function renderRow({ picture, name, badge, unread = 0, here, faint = false, open }) {
  const classes = ["row", here && "here", unread > 0 && "unread", faint && "faint"].filter(Boolean).join(" ");
  return h(
    "button",
    { type: "button", class: classes, "aria-current": here ? "page" : null, on: { click: open } },
    h("span", { class: "row-picture" }, picture),
    h("span", { class: "row-name" }, name),
    badge ? h("span", { class: "app-badge" }, badge) : null,
    unread > 0
      ? h(
          "span",
          { class: "unread-count" },
          unread > 99 ? "99+" : unread,
          h("span", { class: "visually-hidden" }, " unread"),
        )
      : null,
  );
}

/** @param {Client} client */
export function createChannel(client) {
  const name = h("input", {
    class: "input",
    "aria-label": "Channel name",
    placeholder: "e.g. checkout",
    maxlength: 80,
    autocomplete: "off",
  });
  const hidden = h("input", { type: "checkbox" });
  const wrong = h("p", { class: "input-error", role: "alert" });
  name.addEventListener("input", () => {
    name.value = name.value.toLowerCase().replace(/^#/, "").replace(/\s+/g, "-");
  });
  const create = async () => {
    const outcome = await act(client, {
      kind: "create",
      name: name.value,
      ...(hidden.checked ? { private: true } : {}),
    });
    if (!outcome.ok || outcome.id === undefined) {
      wrong.textContent = explain(outcome.error);
      return;
    }
    opened.remove();
    await refreshState(client);
    openConversation(client, outcome.id);
  };
  const opened = openDialog({
    title: "Create a channel",
    body: [
      h(
        "div",
        { class: "block-input" },
        h("div", { class: "input-label", "aria-hidden": "true" }, "Name"),
        name,
        wrong,
      ),
      h("label", { class: "choice" }, hidden, h("span", {}, "Private: only people invited can see it")),
    ],
    actions: h("button", { type: "submit", class: "button primary" }, "Create"),
    kind: "dialog-small",
    onSubmit: () => void create(),
  });
}
