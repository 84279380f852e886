import { PermissionFlagsBits } from "discord.js";
import type { Argument, Command } from "../../commands/command.ts";
import type { Table } from "../../commands/table.ts";
import { purposes } from "../purposes.ts";
import type { Json } from "./client.ts";
import { shortcuts } from "./inbound.ts";

const kinds = { group: 2, command: 1, string: 3, integer: 4, boolean: 5 } as const;
const limits = { options: 25, description: 100, characters: 8_000 } as const;

/** In servers and in direct messages with the bot; installed to servers. */
const everywhere = { contexts: [0, 1], integration_types: [0] } as const;

/** The commands as Discord registers them; one that would not be taken fails here, at start. */
export const discordCommands = (table: Table): readonly Json[] => {
  const roots = [...new Set(table.commands.map(({ path }) => path.split(" ")[0] ?? path))];
  const slash = roots.map((root) => {
    const made = {
      name: root,
      type: 1,
      description: purposes[root]?.description ?? root,
      options: below(table, root),
      ...everywhere,
    };
    check(made);
    return made;
  });
  return [...slash, ...Object.keys(shortcuts).map((name) => ({ name, type: 3, ...everywhere }))];
};

/** What the repository keeps: the application as an administrator sets it up, and its commands. */
export const discordManifest = (table: Table) => ({
  name: "Tocsin",
  description: "Open, work on and resolve incidents where you already talk.",
  scopes,
  permissions: permissions.map((name) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase()),
  install_url: installUrl("APPLICATION_ID"),
  privileged_intents: ["MESSAGE_CONTENT", "GUILD_MEMBERS"],
  commands: discordCommands(table),
});

const scopes = ["bot", "applications.commands"] as const;

/** Each with what it is for. */
const permissions = [
  // Cards, thread lines, answers to mentions.
  "ViewChannel",
  "SendMessages",
  "EmbedLinks",
  // Files that cross over, pictures.
  "AttachFiles",
  // A send of unknown fate is looked up.
  "ReadMessageHistory",
  // The thread under a card.
  "CreatePublicThreads",
  "SendMessagesInThreads",
  // A post is un-archived, renamed and tagged.
  "ManageThreads",
  // The banner.
  "PinMessages",
  // An incident's own chat channel, and who sees it.
  "ManageChannels",
  "ManageRoles",
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];

/** Where an administrator adds the bot to a server, with exactly these permissions. */
export const installUrl = (application: string): string => {
  const bits = permissions.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
  return `https://discord.com/oauth2/authorize?client_id=${application}&scope=${scopes.join("+")}&permissions=${bits}`;
};

const below = (table: Table, path: string): readonly Json[] => {
  const words = table.children(path);
  const found = words.map((word): Json => {
    const at = `${path} ${word}`;
    const declared = table.commands.find((one) => one.path === at);
    if (declared !== undefined) return subcommand(word, declared);
    const options = below(table, at);
    return { type: kinds.group, name: word, description: groupWords(word, options), options };
  });
  const isRoot = !path.includes(" ");
  // A root that is full is explained by the others.
  return isRoot && found.length < limits.options ? [...found, help(path)] : found;
};

const groupWords = (word: string, options: readonly Json[]): string =>
  `${word}: ${options.map(({ name }) => String(name)).join(", ")}`.slice(0, limits.description);

const help = (root: string): Json => ({
  type: kinds.command,
  name: "help",
  description: `What /${root} can do`,
  options: [{ type: kinds.string, name: "topic", description: "One command, such as list" }],
});

const subcommand = (name: string, { summary, args }: Command): Json => ({
  type: kinds.command,
  name,
  description: summary,
  options: Object.entries(args)
    .filter(([, { mode }]) => mode !== "asked")
    .toSorted(([, one], [, other]) => rankOf(one) - rankOf(other))
    .map(([argument, declared]) => optionOf(argument, declared)),
});

const isRequired = ({ optional, type }: Argument<unknown>): boolean => !optional && type.absent === undefined;

/** Discord wants what is required first; then comes what people say without its name. */
const rankOf = (argument: Argument<unknown>): number => {
  if (isRequired(argument)) return 0;
  return argument.mode === "word" || argument.mode === "rest" ? 1 : 2;
};

/** In text a filter is repeated, and `name!:` means not. */
const several = " (several with commas; !x is not x)";

const optionOf = (name: string, argument: Argument<unknown>): Json => ({
  type: typeOf(argument),
  name,
  description: `${argument.description}${argument.filter ? several : ""}`,
  ...(isRequired(argument) ? { required: true } : {}),
  ...(argument.type.complete !== undefined && typeOf(argument) === kinds.string ? { autocomplete: true } : {}),
});

const typeOf = ({ mode, type }: Argument<unknown>): number => {
  if (mode === "flag") return kinds.boolean;
  return type.name === "number" ? kinds.integer : kinds.string;
};

const check = (made: { readonly name: string; readonly options: readonly Json[] }): void => {
  const characters = charactersOf(made);
  if (characters > limits.characters) {
    throw new Error(`/${made.name} has ${characters} characters on Discord; ${limits.characters} fit.`);
  }
  if (made.options.length > limits.options) throw new Error(`/${made.name} has more than ${limits.options} children.`);
};

const charactersOf = (of: Json): number =>
  [of["name"], of["description"]].reduce<number>((sum, text) => sum + (typeof text === "string" ? text.length : 0), 0) +
  ((of["options"] as readonly Json[] | undefined) ?? []).reduce((sum, one) => sum + charactersOf(one), 0);
