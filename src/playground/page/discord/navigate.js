// @ts-check
import { moveTo, writePath } from "../address.js";
import { act, refreshMessages, refreshState } from "../hub.js";
import { explain } from "../words.js";
import { findChannel, findPartner, isThread } from "./client.js";

/** @import { Path } from "../address.js" */
/** @import { Client, Place } from "./client.js" */

/** How a place is called in the address: incidents, @ada, and a thread's id. @param {Client} client @param {Place} place @returns {Path} */
export function pathOf(client, place) {
  const channel = findChannel(client, place.channel);
  const partner = channel?.kind === "dm" ? findPartner(client, channel) : undefined;
  const isFirst = channel?.guild === client.state.guild.id;
  const name = isFirst ? channel.name : place.channel;
  return { name: partner ? `@${partner.handle}` : name, thread: place.thread };
}

/** @param {Client} client @param {Path} path @returns {Place | null} */
export function findPlace(client, { name, thread }) {
  const channel = client.state.channels.find((each) =>
    name.startsWith("@")
      ? each.kind === "dm" && findPartner(client, each)?.handle === name.slice(1)
      : !isThread(each) && (each.id === name || (each.name === name && each.guild === client.state.guild.id)),
  );
  if (channel === undefined) return null;
  const known = thread !== undefined && findChannel(client, thread) !== undefined;
  return { channel: channel.id, ...(known ? { thread } : {}) };
}

/** Where a person lands: the incidents channel if there is one. @param {Client} client @returns {Place} */
export function firstPlace(client) {
  return firstIn(client, client.state.guild.id);
}

/** @param {Client} client @param {string} guild @returns {Place} */
function firstIn(client, guild) {
  const channels = client.state.channels.filter((each) => each.kind === "text" && each.guild === guild);
  return { channel: (channels.find((each) => each.name === "incidents") ?? channels[0])?.id ?? "" };
}

/** Opens a channel and perhaps a thread beside it. @param {Client} client @param {Place} place */
export function go(client, place) {
  moveTo("discord", { as: client.as, path: writePath(pathOf(client, place)) });
  show(client, place);
}

/** @param {Client} client @param {Place} place */
export function show(client, place) {
  client.place = place;
  client.emit("place");
  const channel = findChannel(client, place.channel);
  if (channel !== undefined && channel.kind !== "forum") void refreshMessages(client, place.channel);
  if (place.thread !== undefined) void refreshMessages(client, place.thread);
}

/** A thread opens beside its channel. @param {Client} client @param {string} id */
export function openChannel(client, id) {
  const channel = findChannel(client, id);
  if (channel === undefined) return;
  if (isThread(channel) && channel.parent !== undefined) go(client, { channel: channel.parent, thread: id });
  else go(client, { channel: id });
}

/** @param {Client} client @param {string} guild */
export const openGuild = (client, guild) => go(client, firstIn(client, guild));

/** @param {Client} client */
export function closeThread(client) {
  const isOpen = client.place.thread !== undefined;
  if (isOpen) go(client, { channel: client.place.channel });
  return isOpen;
}

/** Opens what an act has just made. @param {Client} client @param {string} id */
export async function openFresh(client, id) {
  await refreshState(client);
  openChannel(client, id);
}

/** Opens the direct message with somebody, making it if there is none. @param {Client} client @param {string} person */
export async function openDirect(client, person) {
  const known = client.state.channels.find((c) => c.kind === "dm" && findPartner(client, c)?.id === person);
  if (known !== undefined) return openChannel(client, known.id);
  const outcome = await act(client, { kind: "dm", person });
  if (outcome.id === undefined) return client.emit("failed", explain(outcome.error));
  await openFresh(client, outcome.id);
}
