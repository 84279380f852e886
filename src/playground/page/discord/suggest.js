// @ts-check
import { act } from "../hub.js";
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

/** The value a single typed word stands for, if it can only be meant for this option. @param {Client} client @param {Option} option @param {Filling & { typed: string }} filling @returns {Promise<string | null>} */
export async function recognise(client, option, filling) {
  const { typed } = filling;
  if (typed === "" || option.type === TYPES.file) return null;
  if (option.type === 4 || option.type === 10) return Number.isFinite(Number(typed)) ? typed : null;
  if (isFree(option)) return null;
  const wanted = typed.toLowerCase().replace(/^[@#]/, "");
  const rows = await suggest(client, option, filling);
  const exact = rows.find(({ label, value, detail }) =>
    [label, value, detail ?? ""].some((each) => each.toLowerCase().replace(/^[@#]/, "") === wanted),
  );
  const begun = rows.filter(({ label }) => label.toLowerCase().split(/[\s·—:(]+/)[0] === wanted);
  return (exact ?? (begun.length === 1 ? begun[0] : undefined))?.value ?? null;
}
