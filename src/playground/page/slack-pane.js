// @ts-check
import { createClient, slackApi } from "./client.js";
import { createConversation } from "./conversation.js";
import { createGuide } from "./guide.js";
import { createHome } from "./home.js";
import { followHub, keyOf, refreshMessages, refreshState } from "./hub.js";
import { followModals } from "./modal.js";
import { closeThread, findPlace, firstPlace, go, pathOf, show } from "./navigate.js";
import { renderPane } from "./pane.js";
import { createSidebar } from "./sidebar.js";
import { slackTargets } from "./switcher.js";
import { createThread } from "./thread.js";
import { slackFaults } from "./trouble.js";

/** @import { SlackNews, SlackState } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Pane } from "./pane.js" */

/** The local Slack. @param {SlackState} state @param {{ onNews: () => void, become: (handle: string) => Promise<void> }} doings */
export function createSlackPane(state, { onNews, become }) {
  const client = createClient(state.me.handle, state);
  const conversation = createConversation(client);
  const sidebar = createSidebar(client);
  const home = createHome(client);
  const thread = createThread(client);
  const element = renderPane("Slack", [sidebar.element, conversation.element, home.element, thread.element]);
  const guide = createGuide(client, {
    become,
    write(text) {
      conversation.composer.setText(text);
      conversation.composer.focus();
    },
    reveal: conversation.list.reveal,
  });
  followModals(client);
  client.on("place", () => element.classList.toggle("with-thread", client.place.thread !== undefined));
  const placeAt = (/** @type {string} */ name, /** @type {string | undefined} */ ts) =>
    (name === "" ? null : findPlace(client, name, ts)) ?? firstPlace(client);
  let stop = () => {};

  /** @type {Pane} */
  const pane = {
    platform: "slack",
    label: "Slack",
    element,
    on: client.on,
    async prepare(handle) {
      const next = await slackApi.readState(handle).catch(() => null);
      if (next === null) return null;
      return () => {
        const { name, thread: ts } = pathOf(client, client.place);
        stop();
        client.as = handle;
        client.state = next;
        client.messages.clear();
        client.place = { view: "channel", channel: "" };
        client.emit("place");
        client.emit("state");
        go(client, placeAt(name.startsWith("@") ? "" : name, ts));
        stop = follow(client, onNews);
      };
    },
    begin({ name, thread: ts }) {
      client.emit("state");
      go(client, placeAt(name, ts));
      stop = follow(client, onNews);
    },
    show: ({ name, thread: ts }) => show(client, placeAt(name, ts)),
    closeThread: () => closeThread(client),
    focusComposer: conversation.composer.focus,
    targets: () => slackTargets(client),
    unread: () => client.state.conversations.reduce((sum, each) => sum + each.unread, 0),
    async waitingFor(handle) {
      const { conversations } = await slackApi.readState(handle);
      return conversations.filter((c) => c.kind === "dm").reduce((sum, each) => sum + each.unread, 0);
    },
    health: () => ({ live: client.live, connected: client.state.connected }),
    faults: slackFaults,
    causeFault: slackApi.causeFault,
  };
  return { pane, client, guide };
}

/** Reads again what the news names and is on the page. @param {Client} client @param {() => void} onNews */
function follow(client, onNews) {
  const hear = (/** @type {SlackNews} */ news) => {
    onNews();
    if (news.kind !== "message") return void refreshState(client);
    const { channel, thread } = client.place;
    const ofThread = news.thread_ts !== undefined && news.thread_ts !== news.ts;
    if (news.channel === channel) void refreshMessages(client, channel);
    if (news.channel === channel && thread !== undefined && (news.thread_ts === thread || news.ts === thread))
      void refreshMessages(client, channel, thread);
    if (news.channel !== channel && !ofThread) client.messages.delete(keyOf(news.channel));
    void refreshState(client);
  };
  return followHub(client, {
    hear,
    catchUp() {
      void refreshState(client);
      show(client, client.place);
    },
  });
}
