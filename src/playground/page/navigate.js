// @ts-check
import { moveTo, writePath } from "./address.js";
import { findPartner } from "./client.js";
import { act, refreshMessages, refreshState } from "./hub.js";
import { explain } from "./words.js";

/** @import { Client, Place } from "./client.js" */

const HOME = "~home";

/** How a place is called in the address: incidents, @ada, ~home, and a thread's ts. @param {Client} client @param {Place} place */
export function pathOf(client, place) {
  const conversation = client.state.conversations.find((c) => c.id === place.channel);
  const partner = conversation?.kind === "dm" ? findPartner(client, conversation) : undefined;
  const name = place.view === "home" ? HOME : partner ? `@${partner.handle}` : (conversation?.name ?? place.channel);
  return { name, thread: place.thread };
}

/** @param {Client} client @param {string} name @param {string} [thread] @returns {Place | null} */
export function findPlace(client, name, thread) {
  if (name === HOME) return { view: "home", channel: "" };
  const conversation = client.state.conversations.find((c) =>
    name.startsWith("@")
      ? c.kind === "dm" && findPartner(client, c)?.handle === name.slice(1)
      : c.id === name || c.name === name,
  );
  return conversation === undefined ? null : { view: "channel", channel: conversation.id, thread };
}

/** Where a person lands: the incidents channel if there is one. @param {Client} client @returns {Place} */
export function firstPlace(client) {
  const channels = client.state.conversations.filter((c) => c.kind === "channel" && !c.archived);
  const mine = channels.filter((c) => c.members.includes(client.state.me.id));
  const first = mine.find((c) => c.name === "incidents") ?? mine[0] ?? channels[0];
  return { view: "channel", channel: first?.id ?? "" };
}

/**
 * Opens a conversation, a thread or App Home, and reads what it shows.
 * @param {Client} client
 * @param {Place} place
 */
export function go(client, place) {
  moveTo("slack", { as: client.as, path: writePath(pathOf(client, place)) });
  show(client, place);
}

/** @param {Client} client @param {Place} place */
export function show(client, place) {
  client.place = place;
  client.emit("place");
  if (place.view === "home") {
    void act(client, { kind: "home" }).then(() => refreshState(client));
    return;
  }
  if (place.channel === "") return;
  void refreshMessages(client, place.channel);
  if (place.thread !== undefined) void refreshMessages(client, place.channel, place.thread);
}

/** @param {Client} client @param {string} channel */
export const openConversation = (client, channel) => go(client, { view: "channel", channel });

/** @param {Client} client @param {string} ts */
export const openThread = (client, ts) => go(client, { view: "channel", channel: client.place.channel, thread: ts });

/** @param {Client} client */
export function closeThread(client) {
  const isOpen = client.place.thread !== undefined;
  if (isOpen) go(client, { view: "channel", channel: client.place.channel });
  return isOpen;
}

/** Opens the direct message with somebody, making it if there is none. @param {Client} client @param {string} person */
export async function openDirect(client, person) {
  const known = client.state.conversations.find((c) => c.kind === "dm" && findPartner(client, c)?.id === person);
  if (known !== undefined) return openConversation(client, known.id);
  const outcome = await act(client, { kind: "dm", person });
  if (outcome.id === undefined) return client.emit("failed", explain(outcome.error));
  await refreshState(client);
  openConversation(client, outcome.id);
}
