// @ts-check
import { renderAvatar } from "../avatar.js";
import { arrange, h, replace } from "../dom.js";
import { act } from "../hub.js";
import { icon } from "../icons.js";
import { askName, tidyChannelName } from "../overlay/ask-name.js";
import { createRowCache, renderGroup, renderRow } from "../rows.js";
import { explain } from "../words.js";
import { findPartner, isThread } from "./client.js";
import { openChannel, openDirect, openFresh } from "./navigate.js";

/** @import { DiscordChannel, DiscordPerson } from "../../discord/protocol.ts" */
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
  const guild = h("div", { class: "team" });
  const body = h("div", { class: "sidebar-body" });
  const element = h("nav", { class: "sidebar", "aria-label": "Channels" }, guild, body);
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
    replace(
      guild,
      h("span", { class: "team-mark", "aria-hidden": "true" }, state.guild.name.slice(0, 1)),
      h("strong", {}, state.guild.name),
      h("span", { class: "team-kind" }, "Discord"),
    );
    const rooms = state.channels.filter((c) => c.guild === state.guild.id && c.kind !== "category" && isShown(c));
    const others = state.people.filter((person) => person.id !== state.me.id);
    others.sort((a, b) => Number(b.bot) - Number(a.bot));
    arrange(channels.list, [...rooms.map(channelRow), ...(state.me.owner ? [add] : [])]);
    arrange(direct.list, others.map(personRow));
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
    tick: "A forum, with posts instead of messages",
    tidy: tidyChannelName,
    async save({ name, ticked }) {
      const outcome = await act(client, { kind: "create", name, ...(ticked ? { forum: true } : {}) });
      if (outcome.id === undefined) return explain(outcome.error);
      await openFresh(client, outcome.id);
      return null;
    },
  });
}
