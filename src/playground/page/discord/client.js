// @ts-check
import { createApi } from "../api.js";
import { createHub } from "../hub.js";

/** @import { DiscordAct, DiscordChannel, DiscordMessage, DiscordNews, DiscordOutcome, DiscordPerson, DiscordRole, DiscordState } from "../../discord/protocol.ts" */
/** @import { Api } from "../api.js" */
/** @import { Hub } from "../hub.js" */

/** @typedef {{ channel: string, thread?: string | undefined }} Place */

/** One person's look at the local Discord; `zone` is where they are. @typedef {Hub<DiscordState, DiscordMessage, Place, DiscordAct, DiscordNews, DiscordOutcome> & { zone: () => string }} Client */

/**
 * What text needs to know about whoever reads it.
 * @typedef {object} Reader
 * @property {string} zone
 * @property {DiscordPerson} me
 * @property {ReadonlyMap<string, DiscordPerson>} people
 * @property {ReadonlyMap<string, DiscordChannel>} channels
 * @property {ReadonlyMap<string, DiscordRole>} roles
 */

/** Ids are numbers in text, too long for numbers. @param {string} one @param {string} other */
export const compareIds = (one, other) => one.length - other.length || (one < other ? -1 : Number(one > other));

/** @type {Api<DiscordState, DiscordMessage, DiscordAct, DiscordNews, DiscordOutcome>} */
export const discordApi = createApi("discord", (one, other) => compareIds(one.id, other.id));

/** @param {DiscordState} state @param {() => string} zone @returns {Client} */
export const createClient = (state, zone) => ({
  ...createHub(discordApi, { as: state.me.handle, state, place: /** @type {Place} */ ({ channel: "" }) }),
  zone,
});

/** The server somebody looks at: that of the channel, in a direct message the first. @param {Client} client */
export function guildOf({ state, place }) {
  const id = state.channels.find((each) => each.id === place.channel)?.guild ?? state.guild.id;
  return state.guilds.find((guild) => guild.id === id) ?? { ...state.guild, owner: false };
}

/** @param {Client} client @param {string} id */
export const findPerson = (client, id) => client.state.people.find((person) => person.id === id);

/** @param {Client} client @param {string} id */
export const findChannel = (client, id) => client.state.channels.find((channel) => channel.id === id);

/** @param {DiscordChannel} channel */
export const isThread = (channel) => channel.kind === "thread" || channel.kind === "private-thread";

/** The other person of a direct message. @param {Client} client @param {DiscordChannel} channel */
export const findPartner = (client, channel) =>
  findPerson(client, channel.members.find((id) => id !== client.state.me.id) ?? client.state.me.id);

/** How a channel is called where one writes to it. @param {Client} client @param {DiscordChannel} channel */
export function nameOf(client, channel) {
  if (channel.kind === "dm") return `@${findPartner(client, channel)?.name ?? channel.name}`;
  return isThread(channel) ? channel.name : `#${channel.name}`;
}

/** @param {Client} client @returns {Reader} */
export const readerOf = (client) => ({
  zone: client.zone(),
  me: client.state.me,
  people: new Map(client.state.people.map((person) => [person.id, person])),
  channels: new Map(client.state.channels.map((channel) => [channel.id, channel])),
  roles: new Map(client.state.roles.map((role) => [role.id, role])),
});
