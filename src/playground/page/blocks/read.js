// @ts-check
import { readPlain } from "../text/mrkdwn.js";

/** @import { Client } from "../client.js" */
/** @import { Reader } from "../text/inline.js" */

/** @typedef {Readonly<Record<string, unknown>>} Block a block or an element, as Slack's JSON has it */
/** @typedef {{ type?: string, text?: string, emoji?: boolean }} TextObject */
/** @typedef {{ text: TextObject, value: string, description?: TextObject }} Option */

/**
 * Where blocks are shown, and what was filled in there: by block and action, in the shape of Slack's `state.values`.
 * @typedef {object} Scope
 * @property {Client} client
 * @property {Reader} reader
 * @property {{ channel?: string, ts?: string, view?: string }} origin
 * @property {Map<string, Readonly<Record<string, unknown>>>} values
 * @property {Readonly<Record<string, string>>} errors
 */

/**
 * An element at its place in a scope.
 * @typedef {object} Field
 * @property {Scope} scope
 * @property {Block} element
 * @property {string} blockId
 * @property {string} actionId
 * @property {string} label names it for people who cannot see it
 * @property {boolean} dispatches is the app told at each change?
 */

/** @param {Block} from @param {string} key */
export const str = (from, key) => (typeof from[key] === "string" ? /** @type {string} */ (from[key]) : undefined);

/** @param {Block} from @param {string} key @returns {readonly Block[]} */
export const listOf = (from, key) => (Array.isArray(from[key]) ? from[key] : []);

/** @param {Block} from @param {string} key @returns {Block | undefined} */
export const objectOf = (from, key) => {
  const value = from[key];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Block} */ (value)
    : undefined;
};

/** @param {Block} from @param {string} key @returns {TextObject | undefined} */
export const textOf = (from, key) => /** @type {TextObject | undefined} */ (objectOf(from, key));

/** @param {Block} from @param {string} key @returns {Option[]} */
export const optionsOf = (from, key) => /** @type {Option[]} */ (/** @type {unknown} */ (listOf(from, key)));

/** @param {Field} field */
export const keyOfField = ({ blockId, actionId }) => `${blockId}\n${actionId}`;

/** Everything filled in, as Slack's state has it. @param {Scope} scope */
export function gatherValues({ values }) {
  /** @type {Record<string, Record<string, unknown>>} */
  const gathered = {};
  for (const [key, value] of values) {
    const [block = "", action = ""] = key.split("\n");
    gathered[block] = { ...gathered[block], [action]: value };
  }
  return gathered;
}

/** @param {Field} field */
export const currentValue = (field) => field.scope.values.get(keyOfField(field));

/** The chosen options: those filled in, else those the app began with. @param {Field} field @returns {Option[]} */
export function chosenOptions(field) {
  const value = currentValue(field);
  if (value !== undefined) {
    const one = value.selected_option;
    return one ? [/** @type {Option} */ (one)] : optionsOf(value, "selected_options");
  }
  const initial = /** @type {Option | undefined} */ (
    /** @type {unknown} */ (objectOf(field.element, "initial_option"))
  );
  return initial ? [initial] : optionsOf(field.element, "initial_options");
}

/** @param {Scope} scope @param {Block} block @param {Block} element @param {{ label?: string | undefined, dispatches: boolean }} how @returns {Field} */
export function fieldAt(scope, block, element, { label, dispatches }) {
  const placeholder = readPlain(textOf(element, "placeholder"));
  return {
    scope,
    element,
    blockId: str(block, "block_id") ?? "",
    actionId: str(element, "action_id") ?? "",
    label: label || placeholder || str(element, "action_id") || "Choice",
    dispatches,
  };
}
