// @ts-check
import { followNews, readState } from "./api.js";
import { createClient } from "./client.js";
import { keyOf, refreshMessages, refreshState } from "./hub.js";
import { createConversation } from "./conversation.js";
import { h } from "./dom.js";
import { greetOnce, openGreeting } from "./greeting.js";
import { createGuide } from "./guide.js";
import { createHome } from "./home.js";
import { listenKeys } from "./keyboard.js";
import { refreshAgo } from "./message/message.js";
import { followModals } from "./modal.js";
import { addressOf, findPlace, firstPlace, go, readAddress, show } from "./navigate.js";
import { createOthers } from "./others.js";
import { showToast } from "./overlay/toast.js";
import { createSidebar } from "./sidebar.js";
import { openSwitcher } from "./switcher.js";
import { startTheme } from "./theme.js";
import { createThread } from "./thread.js";
import { createTopbar } from "./topbar.js";

/** @import { SlackNews, SlackState } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */

const KEY = "tocsin person";

startTheme();
await start();

async function start() {
  const wanted = readAddress(location.hash).as || localStorage.getItem(KEY) || "ada";
  const state = await readAnybody([wanted, "ada"]);
  if (state === null) {
    document.body.append(
      h(
        "p",
        { class: "lost", role: "alert" },
        "The playground does not answer. Start it again, then reload this page.",
      ),
    );
    return;
  }
  const client = createClient(state.me.handle, state);
  mount(client);
}

/** @param {readonly string[]} handles @returns {Promise<SlackState | null>} */
async function readAnybody(handles) {
  for (const handle of handles) {
    const state = await readState(handle).catch(() => null);
    if (state !== null) return state;
  }
  return null;
}

/** @param {Client} client */
function mount(client) {
  const jump = () => openSwitcher(client);
  const conversation = createConversation(client);
  const thread = createThread(client);
  const sidebar = createSidebar(client);
  const guide = createGuide(client, {
    become: (handle) => become(handle),
    write(text) {
      conversation.composer.setText(text);
      conversation.composer.focus();
    },
    reveal: conversation.list.reveal,
  });
  const topbar = createTopbar(client, {
    become: (handle) => void become(handle),
    greet: () => openGreeting(guide),
    jump,
  });
  const workspace = h(
    "div",
    { class: "workspace" },
    sidebar.element,
    conversation.element,
    createHome(client).element,
    thread.element,
  );
  document.body.append(topbar.element, h("div", { class: "workspaces" }, workspace));
  workspace.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const toggles = target?.closest("[data-action=sidebar]");
    workspace.classList.toggle(
      "sidebar-open",
      toggles !== null && toggles !== undefined && !workspace.classList.contains("sidebar-open"),
    );
  });
  followModals(client);
  const others = createOthers(client, topbar.showWaiting);
  client.on("failed", (text) => showToast(text ?? "That did not work."));
  client.on("place", () => workspace.classList.toggle("with-thread", client.place.thread !== undefined));
  client.on("state", () => {
    const unread = client.state.conversations.reduce((sum, each) => sum + each.unread, 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ""}Tocsin playground`;
  });
  listenKeys(client, { become: (handle) => void become(handle), jump, focusComposer: conversation.composer.focus });

  /** Looks through somebody else's eyes, at the same place if they may see it. @param {string} handle */
  async function become(handle) {
    if (handle === client.as) return;
    const { name, thread } = readAddress(addressOf(client, client.place));
    const state = await readState(handle).catch(() => null);
    if (state === null) return client.emit("failed", "The playground does not answer.");
    stopFollowing();
    client.as = handle;
    client.state = state;
    client.messages.clear();
    localStorage.setItem(KEY, handle);
    client.place = { view: "channel", channel: "" };
    client.emit("place");
    client.emit("state");
    go(client, (name.startsWith("@") ? null : findPlace(client, name, thread)) ?? firstPlace(client));
    stopFollowing = follow(client, others.refresh);
    others.refresh();
  }

  const { name, thread: ts } = readAddress(location.hash);
  client.emit("state");
  go(client, (name === "" ? null : findPlace(client, name, ts)) ?? firstPlace(client));
  window.addEventListener("popstate", () => {
    const address = readAddress(location.hash);
    if (address.as !== "" && address.as !== client.as) void become(address.as);
    else show(client, findPlace(client, address.name, address.thread) ?? firstPlace(client));
  });
  let stopFollowing = follow(client, others.refresh);
  others.refresh();
  window.setInterval(refreshAgo, 30_000);
  if (matchMedia("(hover: hover)").matches) conversation.composer.focus();
  greetOnce(guide);
}

/** Reads again what the news names and is on the page. @param {Client} client @param {() => void} onNews */
function follow(client, onNews) {
  let lost = false;
  const setLive = (/** @type {boolean} */ live) => {
    client.live = live;
    client.emit("live");
  };
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
  return followNews(client.as, {
    onNews: hear,
    onOpen() {
      setLive(true);
      if (!lost) return;
      lost = false;
      void refreshState(client);
      show(client, client.place);
    },
    onLost() {
      lost = true;
      setLive(false);
    },
  });
}
