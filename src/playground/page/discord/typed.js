// @ts-check
import { findInvocation, invocationsIn, TYPES } from "./invocations.js";
import { isFree, recognise } from "./suggest.js";

/** @import { DiscordAct } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Invocation, Option } from "./invocations.js" */

/** @typedef {{ invocation: Invocation, options: Record<string, string>, clear: boolean }} Reading `clear`: nothing is left to ask */

/** The act that uses a command. @param {string} channel @param {Invocation} invocation @param {Readonly<Record<string, string>>} options @returns {DiscordAct} */
export const commandAct = (channel, { name, path }, options) => ({ kind: "command", channel, name, path, options });

/**
 * Reads "/incident open sev1 checkout down" or "/incident open severity:sev1 title:checkout down" as options; what cannot be told apart is left for the fields.
 * @param {Client} client
 * @param {string} channel
 * @param {string} text
 * @returns {Promise<Reading | { error: string, offered: readonly Invocation[] }>} `offered` could have been meant
 */
export async function readTyped(client, channel, text) {
  const found = findInvocation(client.state, text);
  if (found === null) {
    const word = text.split(/\s/)[0] ?? text;
    const all = invocationsIn(client.state).filter(({ name }) => `/${name}` === word.toLowerCase());
    if (all.length === 0) return { error: `There is no command ${word}.`, offered: [] };
    const typed = text.trim().replace(/\s+/g, " ").toLowerCase();
    const within = all.filter(({ title }) => title.startsWith(`${typed} `));
    const offered = within.length === 0 ? all : within;
    return { error: `Choose a sub-command of ${within.length === 0 ? word : typed}.`, offered };
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

/** A word such as @lin says itself what it is. @param {Option} option @param {string} word */
const isSigned = ({ type }, word) =>
  /^[@#]/.test(word) && [TYPES.user, TYPES.channel, TYPES.role, TYPES.mentionable].includes(type);

/**
 * Gives the words without a name to the options that know them. Where a text takes the rest, only the first option may claim a bare word before it: "checkout" in "checkout is down" is no channel. Gives back what nobody took.
 * @param {Client} client
 * @param {{ channel: string, invocation: Invocation, options: Record<string, string>, words: string }} typed
 */
async function placeWords(client, { channel, invocation, options, words }) {
  let left = words;
  const open = invocation.options.filter((each) => options[each.name] === undefined && each.type !== TYPES.file);
  const rest = open.find(isFree);
  let others = open.filter((each) => each !== rest);
  const [first] = others;
  while (left !== "" && others.length > 0) {
    const match = /^"([^"]+)"|^\S+/.exec(left);
    const word = match?.[1] ?? match?.[0] ?? "";
    const mayTake = (/** @type {Option} */ each) =>
      rest === undefined || each === first || each.required || isSigned(each, word);
    const whole = rest === undefined && others.length === 1 ? left : word;
    const filling = { channel, invocation, options, typed: [whole, word] };
    const required = others.find((each) => each.required);
    // One that must be given takes a word it does not know, unless another knows it: "inc-7" is no status.
    const found =
      (await findTaker(client, others.filter(mayTake), filling)) ??
      (required === undefined
        ? null
        : await findTaker(
            client,
            others.filter((each) => each.autocomplete && !mayTake(each)),
            filling,
          ));
    const taker = found?.option ?? required ?? (open.length === 1 ? others[0] : undefined);
    if (taker === undefined) break;
    options[taker.name] = found?.value ?? whole;
    left = (found?.typed ?? whole) === left ? "" : left.slice(match?.[0].length ?? 0).trim();
    others = others.filter((each) => each !== taker);
  }
  if (rest === undefined || left === "") return left;
  options[rest.name] = left;
  return "";
}

/**
 * The first option that knows what was typed, tried in turn.
 * @param {Client} client
 * @param {readonly Option[]} candidates
 * @param {{ channel: string, invocation: Invocation, options: Record<string, string>, typed: readonly string[] }} filling
 */
async function findTaker(client, candidates, { typed, ...filling }) {
  for (const option of candidates)
    for (const words of typed) {
      const value = await recognise(client, option, { ...filling, typed: words });
      if (value !== null) return { option, value, typed: words };
    }
  return null;
}
