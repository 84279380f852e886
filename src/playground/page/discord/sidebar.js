// @ts-check
import { renderAvatar } from "../avatar.js";
import { arrange, h, replace } from "../dom.js";
import { act, refreshState } from "../hub.js";
import { icon } from "../icons.js";
import { askName, tidyChannelName } from "../overlay/ask-name.js";
import { openMenu } from "../overlay/menu.js";
import { createRowCache, renderGroup, renderRow } from "../rows.js";
import { explain } from "../words.js";
import { findPartner, guildOf, isThread } from "./client.js";
import { openChannel, openDirect, openFresh, openGuild } from "./navigate.js";

/** @import { DiscordChannel, DiscordPerson } from "../../discord/protocol.ts" */
/** @import { MenuItem } from "../overlay/menu.js" */
/** @import { Client } from "./client.js" */

/** @type {Record<DiscordChannel["kind"], import("../icons.js").IconName>} */
export const PICTURES = {
  text: "hash",
  forum: "forum",
  thread: "thread",
  "private-thread": "lock",
  category: "chevron",
  dm: "mention",
};

/** The server's channels with their threads under them, and direct messages. @param {Client} client */
export function createSidebar(client) {
  const team = h("button", { type: "button", class: "team", "aria-haspopup": "menu" });
  team.addEventListener("click", () => openMenu(team, "Servers", serversOf(client), { heading: "Servers" }));
  const body = h("div", { class: "sidebar-body" });
  const element = h("nav", { class: "sidebar", "aria-label": "Channels" }, team, body);
  const keep = createRowCache();

  /** @param {DiscordChannel} channel */
  const channelRow = (channel) => {
    const { id, kind, name, unread, pings, thread } = channel;
    const nested = isThread(channel);
    const here = nested ? client.place.thread === id : client.place.channel === id && client.place.thread === undefined;
    const picture = kind === "text" && channel.private ? "lock" : PICTURES[kind];
    return keep(id, [name, kind, unread, pings, here, picture, thread?.archived, client.as], () =>
      renderRow({
        picture: icon(picture, nested ? 14 : 16),
        name,
        unread: here ? 0 : unread,
        quiet: pings === 0,
        here,
        nested,
        faint: thread?.archived === true,
        open: () => openChannel(client, id),
      }),
    );
  };

  /** @param {DiscordPerson} person */
  const personRow = (person) => {
    const channel = client.state.channels.find((c) => c.kind === "dm" && findPartner(client, c)?.id === person.id);
    const here = channel !== undefined && client.place.channel === channel.id;
    const unread = here ? 0 : (channel?.unread ?? 0);
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
  const add = h(
    "button",
    { type: "button", class: "row row-add", on: { click: () => createChannel(client) } },
    h("span", { class: "row-picture" }, icon("add", 15)),
    h("span", { class: "row-name" }, "Create channel"),
  );
  const channels = renderGroup("Text channels");
  const direct = renderGroup("Direct messages");
  replace(body, channels.element, direct.element);

  /** A thread that is archived, or not joined and not looked at, takes no room. @param {DiscordChannel} channel */
  const isShown = (channel) =>
    !isThread(channel) ||
    channel.id === client.place.thread ||
    (channel.thread?.archived !== true && (channel.members.includes(client.state.me.id) || channel.unread > 0));

  const draw = () => {
    const { state } = client;
    const guild = guildOf(client);
    const elsewhere = state.channels.filter((c) => c.guild !== null && c.guild !== guild.id);
    replace(
      team,
      h("span", { class: "team-mark", "aria-hidden": "true" }, guild.name.slice(0, 1)),
      h("strong", {}, guild.name),
      icon("chevron", 14),
      elsewhere.some((c) => c.unread > 0) ? h("span", { class: "team-news", title: "Unread in another server" }) : null,
      h("span", { class: "team-kind" }, "Discord"),
    );
    const rooms = state.channels.filter((c) => c.guild === guild.id && c.kind !== "category" && isShown(c));
    const others = state.people.filter((person) => person.id !== state.me.id);
    others.sort((a, b) => Number(b.bot) - Number(a.bot));
    arrange(channels.list, [...rooms.map(channelRow), ...(guild.owner ? [add] : [])]);
    arrange(direct.list, others.map(personRow));
  };
  client.on("state", draw);
  client.on("place", draw);
  return { element };
}

/** The servers somebody is in, and a way to another. @param {Client} client @returns {MenuItem[]} */
function serversOf(client) {
  const { channels, guilds } = client.state;
  const unreadIn = (/** @type {string} */ id) =>
    channels.reduce((sum, each) => sum + (each.guild === id ? each.unread : 0), 0);
  return [
    ...guilds.map(({ id, name }) => ({
      label: name,
      ...(unreadIn(id) > 0 ? { detail: `${unreadIn(id)} unread` } : {}),
      run: () => openGuild(client, id),
    })),
    { label: "Create a server", icon: "add", divided: true, run: () => foundGuild(client) },
  ];
}

/** @param {Client} client */
function foundGuild(client) {
  askName({
    title: "Create a server",
    label: "Server name",
    placeholder: "e.g. Acme partners",
    confirm: "Create",
    async save({ name }) {
      const outcome = await act(client, { kind: "found", name });
      if (outcome.id === undefined) return explain(outcome.error);
      await refreshState(client);
      openGuild(client, outcome.id);
      return null;
    },
  });
}

/** @param {Client} client */
function createChannel(client) {
  askName({
    title: "Create a channel",
    label: "Channel name",
    placeholder: "e.g. checkout",
    confirm: "Create",
    tick: "A forum, with posts instead of messages",
    tidy: tidyChannelName,
    async save({ name, ticked }) {
      const { id: guild } = guildOf(client);
      const outcome = await act(client, { kind: "create", name, guild, ...(ticked ? { forum: true } : {}) });
      if (outcome.id === undefined) return explain(outcome.error);
      await openFresh(client, outcome.id);
      return null;
    },
  });
}
