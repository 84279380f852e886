// @ts-check
import { tryAct } from "../hub.js";
import { openMenu } from "../overlay/menu.js";
import { createComposer } from "./composer.js";
import { propose } from "./sources.js";

/** @import { SlackAct } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { IconName } from "../icons.js" */
/** @import { Plan, Written } from "./composer.js" */

/** @param {Client} client @param {{ inThread: boolean, onEditLast: () => void }} options */
export function createSlackComposer(client, { inThread, onEditLast }) {
  /** @type {ReturnType<typeof createComposer<SlackAct>>} */
  const composer = createComposer(client, {
    onEditLast,
    offersAlso: inThread,
    propose: ({ place, ...typed }) => propose(client, { ...typed, ...place }),
    plan,
    openShortcuts: inThread ? undefined : (anchor) => openShortcuts(client, anchor, composer.begin),
  });
  return composer;
}

/** @param {Written} written @returns {Plan<SlackAct>} */
function plan({ text, place: { channel, thread }, files, also }) {
  const [, command, words = ""] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (command !== undefined && thread !== undefined) return { error: `${command} is not supported in threads. Sorry!` };
  if (command !== undefined)
    return { act: { kind: "command", channel, command, text: words.trim() }, takesFiles: false };
  return {
    act: {
      kind: "say",
      channel,
      text,
      ...(thread === undefined ? {} : { thread, broadcast: also }),
      ...(files.length === 0 ? {} : { files }),
    },
    takesFiles: true,
  };
}

/** @param {Client} client @param {HTMLElement} anchor @param {(text: string) => void} begin */
function openShortcuts(client, anchor, begin) {
  const shortcuts = client.state.shortcuts.filter((each) => each.type === "global");
  openMenu(
    anchor,
    "Shortcuts and commands",
    [
      ...shortcuts.map((each) => ({
        label: each.name,
        icon: /** @type {IconName} */ ("bolt"),
        run: () => void tryAct(client, { kind: "shortcut", callback_id: each.callback_id }),
      })),
      ...client.state.commands.map((each, i) => ({
        label: each.command,
        detail: each.description,
        divided: i === 0 && shortcuts.length > 0,
        run: () => begin(`${each.command} `),
      })),
    ],
    { above: true },
  );
}
