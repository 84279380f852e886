// @ts-check
import { renderAvatar } from "./avatar.js";
import { findPartner } from "./client.js";
import { arrange, h, replace } from "./dom.js";
import { act, refreshState } from "./hub.js";
import { icon } from "./icons.js";
import { go, openConversation, openDirect } from "./navigate.js";
import { askName, tidyChannelName } from "./overlay/ask-name.js";
import { createRowCache, renderGroup, renderRow } from "./rows.js";
import { explain } from "./words.js";

/** @import { SlackConversation, SlackPerson } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */

/** The conversations of whoever looks, and App Home. @param {Client} client */
export function createSidebar(client) {
  const team = h("div", { class: "team" });
  const body = h("div", { class: "sidebar-body" });
  const element = h("nav", { class: "sidebar", "aria-label": "Conversations" }, team, body);
  const keep = createRowCache();

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

/** @param {Client} client */
function createChannel(client) {
  askName({
    title: "Create a channel",
    label: "Channel name",
    placeholder: "e.g. checkout",
    confirm: "Create",
    tick: "Private: only people invited can see it",
    tidy: tidyChannelName,
    async save({ name, ticked }) {
      const outcome = await act(client, { kind: "create", name, ...(ticked ? { private: true } : {}) });
      if (!outcome.ok || outcome.id === undefined) return explain(outcome.error);
      await refreshState(client);
      openConversation(client, outcome.id);
      return null;
    },
  });
}
