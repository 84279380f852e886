// @ts-check
import { renderAvatar } from "../avatar.js";
import { EMOJI } from "../text/emoji.js";

/** @import { Completion } from "../../slack/protocol.ts" */
/** @import { Face } from "../avatar.js" */
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

/** @typedef {{ people: readonly (Face & { handle: string, username?: string })[], channels: readonly { name: string, topic: string }[], everybody: readonly string[] }} Named */

const SIGN = /(?:^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u;

/**
 * What could be meant by the text before the caret: a command, its words, a person, a channel or an emoji.
 * @param {Client} client
 * @param {{ text: string, caret: number, channel: string, thread?: string | undefined }} typed
 * @returns {Proposal[] | Promise<Proposal[]>}
 */
export function propose(client, { text, caret, channel, thread }) {
  const before = text.slice(0, caret);
  if (thread === undefined && /^\/\S*$/.test(before)) return proposeCommands(client, before);
  const sign = SIGN.exec(before);
  const words = /^(\/\S+)\s/.exec(before);
  if (words?.[1] !== undefined && thread === undefined && caret === text.length && (sign === null || sign[1] === ":"))
    return proposeWords(client, { channel, command: words[1] }, { text, start: words[1].length + 1 });
  const start = findSpoken(client.state.people, text);
  if (start !== null && caret === text.length && (sign === null || sign[1] === ":"))
    return proposeWords(client, { channel, command: "" }, { text, start });
  return proposeMarked(before, {
    people: client.state.people,
    channels: client.state.conversations.filter((c) => c.kind !== "dm" && !c.archived),
    everybody: ["here", "channel"],
  });
}

/**
 * People after "@", channels after "#", emoji after ":".
 * @param {string} before the text before the caret
 * @param {Named} named
 * @returns {Proposal[]}
 */
export function proposeMarked(before, named) {
  const [, mark = "", name = ""] = SIGN.exec(before) ?? [];
  if (mark === "") return [];
  const found = mark === "@" ? people(named, name) : mark === "#" ? channels(named, name) : emoji(name);
  return found.slice(0, 8).map((each) => ({
    ...each,
    from: before.length - name.length - 1,
    to: before.length,
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

/** Where the words to a bot begin in "@tocsin ack"; null where it is not spoken to. @param {readonly { handle: string, username?: string, bot: boolean }[]} people @param {string} text */
export function findSpoken(people, text) {
  const [call = "", name = ""] = /^@(\S+)\s/.exec(text) ?? [];
  const bot = people.find((each) => each.bot && (each.username ?? each.handle).toLowerCase() === name.toLowerCase());
  return bot === undefined ? null : call.length;
}

/**
 * What may follow on a line whose words begin at `start`.
 * @param {{ as: string, api: { readCompletions(as: string, typed: Record<string, string>): Promise<Completion[]> } }} stage
 * @param {Record<string, string>} place
 * @param {{ text: string, start: number }} line
 * @returns {Promise<Proposal[]>}
 */
export async function proposeWords(stage, place, { text, start }) {
  const completions = await stage.api.readCompletions(stage.as, { ...place, text: text.slice(start) }).catch(() => []);
  return completions.map(({ label, detail, insert, from }) => ({
    label,
    detail,
    insert: /[\s:=@#"“]$/.test(insert) ? insert : `${insert} `,
    from: start + from,
    to: text.length,
    sure: false,
  }));
}

/** @param {Named} named @param {string} typed */
function people(named, typed) {
  const wanted = typed.toLowerCase();
  const found = named.people
    .filter((person) =>
      [person.handle, person.username ?? "", ...person.name.split(" ")].some((word) =>
        word.toLowerCase().startsWith(wanted),
      ),
    )
    .map((person) => ({
      label: person.name,
      detail: `@${person.username ?? person.handle}`,
      picture: renderAvatar(person, "tiny"),
      insert: `@${person.username ?? person.handle} `,
    }));
  const all = named.everybody.filter((word) => wanted !== "" && word.startsWith(wanted));
  return [...found, ...all.map((word) => ({ label: `@${word}`, detail: "Notify everyone", insert: `@${word} ` }))];
}

/** @param {Named} named @param {string} typed */
const channels = (named, typed) =>
  named.channels
    .filter((c) => c.name.startsWith(typed.toLowerCase()))
    .map((c) => ({ label: `#${c.name}`, detail: c.topic, insert: `#${c.name} ` }));

/** @param {string} typed */
const emoji = (typed) =>
  typed.length < 2
    ? []
    : [...EMOJI]
        .filter(([name]) => name.startsWith(typed))
        .map(([name, picture]) => ({ label: `${picture}  :${name}:`, insert: `${picture} ` }));
