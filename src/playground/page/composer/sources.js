// @ts-check
import { renderAvatar } from "../avatar.js";
import { EMOJI } from "../text/emoji.js";

/** @import { Client } from "../client.js" */

/**
 * Something to put in the place of what was typed from `from` to `to`. `sure` ones are taken by Enter, the others only by Tab or an arrow key.
 * @typedef {object} Proposal
 * @property {string} label
 * @property {string | undefined} [detail]
 * @property {Node} [picture]
 * @property {string} insert
 * @property {number} from
 * @property {number} to
 * @property {boolean} sure
 * @property {() => void} [run] instead of putting something in
 */

/**
 * What could be meant by the text before the caret: a command, its words, a person, a channel or an emoji.
 * @param {Client} client
 * @param {{ text: string, caret: number, channel: string, thread?: string | undefined }} typed
 * @returns {Proposal[] | Promise<Proposal[]>}
 */
export function propose(client, { text, caret, channel, thread }) {
  const before = text.slice(0, caret);
  if (thread === undefined && /^\/\S*$/.test(before)) return proposeCommands(client, before);
  const sign = /(?:^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u.exec(before);
  const words = /^(\/\S+)\s/.exec(before);
  if (words?.[1] !== undefined && thread === undefined && caret === text.length && (sign === null || sign[1] === ":"))
    return proposeWords(client, { channel, command: words[1], text });
  if (sign === null) return [];
  const [, mark = "", name = ""] = sign;
  const found = mark === "@" ? people(client, name) : mark === "#" ? channels(client, name) : emoji(name);
  return found.slice(0, 8).map((each) => ({
    ...each,
    from: caret - name.length - 1,
    to: caret,
    sure: each.insert.slice(1, -1) !== name.toLowerCase(),
  }));
}

/** @param {Client} client @param {string} before @returns {Proposal[]} */
const proposeCommands = (client, before) =>
  client.state.commands
    .filter((each) => each.command.startsWith(before.toLowerCase()))
    .map((each) => ({
      label: each.usage_hint ? `${each.command} ${each.usage_hint}` : each.command,
      detail: each.description,
      insert: `${each.command} `,
      from: 0,
      to: before.length,
      sure: each.command !== before.toLowerCase(),
    }));

/** @param {Client} client @param {{ channel: string, command: string, text: string }} typed @returns {Promise<Proposal[]>} */
async function proposeWords(client, { channel, command, text }) {
  const start = command.length + 1;
  const completions = await client.api.readCompletions(client.as, { channel, command, text: text.slice(start) }).catch(() => []);
  return completions.map(({ label, detail, insert, from }) => ({
    label,
    detail,
    insert: /[\s:=@#"“]$/.test(insert) ? insert : `${insert} `,
    from: start + from,
    to: text.length,
    sure: false,
  }));
}

/** @param {Client} client @param {string} typed */
function people(client, typed) {
  const wanted = typed.toLowerCase();
  const named = client.state.people
    .filter((person) =>
      [person.handle, ...person.name.split(" ")].some((word) => word.toLowerCase().startsWith(wanted)),
    )
    .map((person) => ({
      label: person.name,
      detail: `@${person.handle}`,
      picture: renderAvatar(person, "tiny"),
      insert: `@${person.handle} `,
    }));
  const all = ["here", "channel"].filter((word) => wanted !== "" && word.startsWith(wanted));
  return [...named, ...all.map((word) => ({ label: `@${word}`, detail: "Notify everyone", insert: `@${word} ` }))];
}

/** @param {Client} client @param {string} typed */
const channels = (client, typed) =>
  client.state.conversations
    .filter((c) => c.kind !== "dm" && !c.archived && c.name.startsWith(typed.toLowerCase()))
    .map((c) => ({ label: `#${c.name}`, detail: c.topic, insert: `#${c.name} ` }));

/** @param {string} typed */
const emoji = (typed) =>
  typed.length < 2
    ? []
    : [...EMOJI]
        .filter(([name]) => name.startsWith(typed))
        .map(([name, picture]) => ({ label: `${picture}  :${name}:`, insert: `${picture} ` }));
