// @ts-check
import { findInvocation, invocationsIn, TYPES } from "./invocations.js";
import { isFree, recognise } from "./suggest.js";

/** @import { DiscordAct } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Invocation } from "./invocations.js" */

/** @typedef {{ invocation: Invocation, options: Record<string, string>, clear: boolean }} Reading `clear`: nothing is left to ask */

/** The act that uses a command. @param {string} channel @param {Invocation} invocation @param {Readonly<Record<string, string>>} options @returns {DiscordAct} */
export const commandAct = (channel, { name, path }, options) => ({ kind: "command", channel, name, path, options });

/**
 * Reads "/incident open sev1 checkout down" or "/incident open severity:sev1 title:checkout down" as options; what cannot be told apart is left for the fields.
 * @param {Client} client
 * @param {string} channel
 * @param {string} text
 * @returns {Promise<Reading | { error: string }>}
 */
export async function readTyped(client, channel, text) {
  const found = findInvocation(client.state, text);
  if (found === null) {
    const word = text.split(/\s/)[0] ?? text;
    const known = invocationsIn(client.state).some(({ name }) => `/${name}` === word.toLowerCase());
    return { error: known ? `Choose a sub-command of ${word}.` : `There is no command ${word}.` };
  }
  const { invocation, rest } = found;
  const { options, words } = readNamed(invocation, rest);
  const left = await placeWords(client, { channel, invocation, options, words });
  const isMissing = invocation.options.some((each) => each.required && options[each.name] === undefined);
  return { invocation, options, clear: !isMissing && left === "" };
}

/** Takes name:value apart; a value goes on until the next name. @param {Invocation} invocation @param {string} text */
function readNamed(invocation, text) {
  /** @type {Record<string, string>} */
  const options = {};
  const names = invocation.options.map((option) => option.name).join("|");
  if (names === "") return { options, words: text.trim() };
  const parts = text.split(new RegExp(`(?:^|\\s)(${names}):\\s*`, "i"));
  for (let i = 1; i < parts.length; i += 2) options[(parts[i] ?? "").toLowerCase()] = (parts[i + 1] ?? "").trim();
  return { options, words: (parts[0] ?? "").trim() };
}

/**
 * Gives the words without a name to the options in turn: those that know the word take it, the last text takes the rest. Gives back what nobody took.
 * @param {Client} client
 * @param {{ channel: string, invocation: Invocation, options: Record<string, string>, words: string }} typed
 */
async function placeWords(client, { channel, invocation, options, words }) {
  let left = words;
  const open = invocation.options.filter((each) => options[each.name] === undefined && each.type !== TYPES.file);
  const last = open.findLast(isFree);
  const inOrder = [...open.filter((each) => each !== last), ...(last === undefined ? [] : [last])];
  for (const option of inOrder) {
    if (left === "") return "";
    if (option === last) {
      options[option.name] = left;
      return "";
    }
    const word = /^"([^"]+)"|^\S+/.exec(left);
    const typed = word?.[1] ?? word?.[0] ?? "";
    const whole = left;
    const value =
      (await recognise(client, option, { channel, invocation, options, typed })) ??
      (last === undefined && whole !== typed
        ? await recognise(client, option, { channel, invocation, options, typed: whole })
        : null);
    const isOnly = inOrder.length === 1 || (option.required && option.type === TYPES.string);
    if (value === null && !isOnly) continue;
    const taken = value === null && inOrder.length === 1 ? whole : typed;
    options[option.name] = value ?? taken;
    left = left.slice(taken === whole ? whole.length : (word?.[0].length ?? 0)).trim();
  }
  return left;
}
