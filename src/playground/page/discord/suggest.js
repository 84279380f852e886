// @ts-check
import { act } from "../hub.js";
import { findChannel, isThread } from "./client.js";
import { TYPES } from "./invocations.js";
import { channelRows, matching, peopleRows, roleRows } from "./menus.js";

/** @import { Client } from "./client.js" */
/** @import { Invocation, Option } from "./invocations.js" */
/** @import { Row } from "./menus.js" */

/** @typedef {{ channel: string, invocation: Invocation, options: Readonly<Record<string, string>> }} Filling what is filled in so far, by name */

/** Is it words that anything can stand in? @param {Option} option */
export const isFree = (option) => option.type === TYPES.string && !option.autocomplete && option.choices.length === 0;

/**
 * What an option can be, for what is typed so far.
 * @param {Client} client
 * @param {Option} option
 * @param {Filling & { typed: string }} filling
 * @returns {Promise<readonly Row[]>}
 */
export async function suggest(client, option, { channel, invocation, options, typed }) {
  if (option.autocomplete) {
    const { name, path } = invocation;
    const given = { ...options, [option.name]: typed };
    const outcome = await act(client, {
      kind: "autocomplete",
      channel,
      name,
      path,
      options: given,
      focused: option.name,
    });
    return (outcome.choices ?? []).map((choice) => ({ label: choice.name, value: String(choice.value) }));
  }
  return rowsFor(client, option).filter(matching(typed.replace(/^[@#]/, "")));
}

/** @param {Client} client @param {Option} option @returns {readonly Row[]} */
function rowsFor(client, option) {
  switch (option.type) {
    case TYPES.boolean:
      return ["True", "False"].map((label) => ({ label, value: label.toLowerCase() }));
    case TYPES.user:
      return peopleRows(client);
    case TYPES.role:
      return roleRows(client);
    case TYPES.mentionable:
      return [...peopleRows(client), ...roleRows(client)];
    case TYPES.channel:
      return channelRows(client, option.channelTypes);
    default:
      return option.choices.map(({ name, value }) => ({ label: name, value: String(value) }));
  }
}

/** A bare number is the one that ends in it: "7" is "inc-7". Inside a thread it may be the beginning of what is said there. @param {Client} client @param {Filling & { typed: string }} filling @param {Row} row */
const isNumbered = (client, { channel, typed }, { value }) => {
  const where = findChannel(client, channel);
  return /^\d+$/.test(typed) && value.endsWith(`-${typed}`) && !(where !== undefined && isThread(where));
};

/** The value a single typed word stands for, if it can only be meant for this option; a number that may be left out is given by its name. @param {Client} client @param {Option} option @param {Filling & { typed: string }} filling @returns {Promise<string | null>} */
export async function recognise(client, option, filling) {
  const { typed } = filling;
  if (typed === "" || option.type === TYPES.file) return null;
  if (option.type === 4 || option.type === 10) return option.required && Number.isFinite(Number(typed)) ? typed : null;
  if (isFree(option)) return null;
  const wanted = typed.toLowerCase().replace(/^[@#]/, "");
  const rows = await suggest(client, option, filling);
  const exact = rows.find(
    (row) =>
      [row.label, row.value, row.detail ?? ""].some((each) => each.toLowerCase().replace(/^[@#]/, "") === wanted) ||
      isNumbered(client, filling, row),
  );
  const begun = rows.filter(({ label }) => label.toLowerCase().split(/[\s·—:(]+/)[0] === wanted);
  return (exact ?? (begun.length === 1 ? begun[0] : undefined))?.value ?? null;
}
