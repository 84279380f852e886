// @ts-check
import { listOf, str } from "../blocks/read.js";

/** @import { DiscordState } from "../../discord/protocol.ts" */
/** @import { Block } from "../blocks/read.js" */

/**
 * A command that can be used: its name, the sub-command's path, and the options to fill in, required ones first.
 * @typedef {{ name: string, path: readonly string[], title: string, description: string, options: readonly Option[] }} Invocation
 */

/**
 * @typedef {object} Option
 * @property {string} name
 * @property {string} description
 * @property {number} type Discord's
 * @property {boolean} required
 * @property {boolean} autocomplete
 * @property {readonly { name: string, value: string | number }[]} choices
 * @property {unknown} channelTypes
 */

export const TYPES = {
  subcommand: 1,
  group: 2,
  string: 3,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  file: 11,
};

/** @param {Block} option */
const isNested = (option) => option.type === TYPES.subcommand || option.type === TYPES.group;

/** @param {Block} raw @returns {Option} */
const readOption = (raw) => ({
  name: str(raw, "name") ?? "",
  description: str(raw, "description") ?? "",
  type: Number(raw.type),
  required: raw.required === true,
  autocomplete: raw.autocomplete === true,
  choices: /** @type {Option["choices"]} */ (/** @type {unknown} */ (listOf(raw, "choices"))),
  channelTypes: raw.channel_types,
});

/** Every slash command and sub-command there is. @param {DiscordState} state @returns {Invocation[]} */
export const invocationsIn = (state) =>
  state.commands
    .filter((command) => command.type === "slash")
    .flatMap(({ name, description, options }) => unfold({ name, path: [], description, options }));

/** @param {{ name: string, path: readonly string[], description: string, options: readonly Block[] }} at @returns {Invocation[]} */
function unfold({ name, path, description, options }) {
  if (!options.some(isNested)) {
    const read = options.map(readOption);
    const ordered = [...read.filter((each) => each.required), ...read.filter((each) => !each.required)];
    return [{ name, path, title: `/${[name, ...path].join(" ")}`, description, options: ordered }];
  }
  return options.flatMap((option) =>
    unfold({
      name,
      path: [...path, str(option, "name") ?? ""],
      description: str(option, "description") ?? "",
      options: listOf(option, "options"),
    }),
  );
}

/** What a typed line begins with, and what follows it. @param {DiscordState} state @param {string} text */
export function findInvocation(state, text) {
  const typed = text.replace(/\s+/g, " ").toLowerCase();
  const found = invocationsIn(state)
    .filter(({ title }) => typed === title || typed.startsWith(`${title} `))
    .sort((one, other) => other.title.length - one.title.length)[0];
  if (found === undefined) return null;
  const words = [found.name, ...found.path].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const rest = text.replace(new RegExp(`^/${words.join("\\s+")}\\s*`, "i"), "");
  return { invocation: found, rest };
}
