// @ts-check
import { renderAvatar } from "../avatar.js";
import { followHub, keyOf, refreshMessages, refreshState } from "../hub.js";
import { icon } from "../icons.js";
import { renderPane } from "../pane.js";
import { discordFaults } from "../trouble.js";
import { createClient, discordApi, findChannel, isThread } from "./client.js";
import { createConversation } from "./conversation.js";
import { followModal } from "./modal.js";
import { closeThread, findPlace, firstPlace, go, openChannel, openDirect, pathOf, show } from "./navigate.js";
import { createSidebar, PICTURES } from "./sidebar.js";
import { createThread } from "./thread.js";

/** @import { DiscordChannel, DiscordNews, DiscordState } from "../../discord/protocol.ts" */
/** @import { Path } from "../address.js" */
/** @import { Pane } from "../pane.js" */
/** @import { Target } from "../switcher.js" */
/** @import { Client } from "./client.js" */

/** The local Discord. @param {DiscordState} state @param {{ onNews: () => void, zone: () => string }} doings @returns {Pane} */
export function createDiscordPane(state, { onNews, zone }) {
  const client = createClient(state, zone);
  const sidebar = createSidebar(client);
  const conversation = createConversation(client);
  const thread = createThread(client);
  const element = renderPane("Discord", [sidebar.element, conversation.element, thread.element]);
  followModal(client);
  client.on("place", () => element.classList.toggle("with-thread", client.place.thread !== undefined));
  const placeAt = (/** @type {Path} */ path) =>
    (path.name === "" ? null : findPlace(client, path)) ?? firstPlace(client);
  let stop = () => {};

  return {
    platform: "discord",
    label: "Discord",
    element,
    on: client.on,
    async prepare(handle) {
      const next = await discordApi.readState(handle).catch(() => null);
      if (next === null) return null;
      return () => {
        const path = pathOf(client, client.place);
        stop();
        client.as = handle;
        client.state = next;
        client.messages.clear();
        client.place = { channel: "" };
        client.emit("place");
        client.emit("state");
        go(client, placeAt(path.name.startsWith("@") ? { name: "", thread: undefined } : path));
        stop = follow(client, onNews);
      };
    },
    begin(path) {
      client.emit("state");
      go(client, placeAt(path));
      stop = follow(client, onNews);
    },
    show: (path) => show(client, placeAt(path)),
    closeThread: () => closeThread(client),
    focusComposer: conversation.stream.composer.focus,
    targets: () => targetsOf(client),
    unread: () => client.state.channels.reduce((sum, each) => sum + each.unread, 0),
    async waitingFor(handle) {
      const { channels } = await discordApi.readState(handle);
      return channels.filter((c) => c.kind === "dm").reduce((sum, each) => sum + each.unread, 0);
    },
    health: () => ({ live: client.live, connected: client.state.connected }),
    faults: discordFaults,
    causeFault: discordApi.causeFault,
  };
}

/** The name of a channel's server, unless it is the first. @param {Client} client @param {DiscordChannel} channel */
const serverOf = ({ state }, { guild }) =>
  guild === state.guild.id ? "" : (state.guilds.find((each) => each.id === guild)?.name ?? "");

/** @param {Client} client @returns {Target[]} */
const targetsOf = (client) => [
  ...client.state.channels
    .filter((each) => each.kind !== "dm" && each.kind !== "category")
    .map((each) => ({
      label: each.name,
      detail: [
        serverOf(client, each),
        each.unread > 0 ? `${each.unread} unread` : isThread(each) ? "thread" : each.topic,
      ]
        .filter((words) => words !== "")
        .join(" · "),
      picture: icon(PICTURES[each.kind], 16),
      run: () => openChannel(client, each.id),
    })),
  ...client.state.people
    .filter((person) => person.id !== client.state.me.id)
    .map((person) => ({
      label: person.name,
      detail: `@${person.username}`,
      picture: renderAvatar(person, "tiny"),
      run: () => void openDirect(client, person.id),
    })),
];

/** What is said in a thread is counted under the message it hangs on. @param {Client} client @param {string} id */
function recount(client, id) {
  const parent = findChannel(client, id)?.parent;
  if (parent !== undefined && parent === client.place.channel) void refreshMessages(client, parent);
}

/** Reads again what the news names and is on the page. @param {Client} client @param {() => void} onNews */
function follow(client, onNews) {
  const hear = (/** @type {DiscordNews} */ news) => {
    onNews();
    if (news.kind === "message") {
      const { channel, thread } = client.place;
      if (news.channel === channel || news.channel === thread) void refreshMessages(client, news.channel);
      else client.messages.delete(keyOf(news.channel));
      // A thread has the id of the message it hangs on, which is shown at its head.
      if (news.channel === channel && news.id === thread) void refreshMessages(client, thread);
      void refreshState(client).then(() => recount(client, news.channel));
    } else void refreshState(client);
  };
  return followHub(client, {
    hear,
    catchUp() {
      void refreshState(client);
      show(client, client.place);
    },
  });
}
