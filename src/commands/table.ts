import type { Alias, Command } from "./command.ts";

/** Limits that hold on every platform (house: Grammar; Discord's are the narrowest). */
const mostWords = 3;
const mostChildren = 25;
const mostCharacters = 8000;
const longestDescription = 100;
const wordPattern = /^[\p{Ll}\p{N}-]{1,32}$/u;

/** All commands and their other names, found by path. */
export interface Table {
  readonly commands: readonly Command[];
  readonly aliases: readonly Alias[];
  /** The declared command or alias under exactly these words. */
  find(path: string): { readonly command: Command; readonly preset: Readonly<Record<string, string>> } | undefined;
  /** The words that may follow, registered ones first; aliases too when `all`. */
  children(path: string, all?: boolean): readonly string[];
  /** The commands at or below a path. */
  under(path: string): readonly Command[];
}

/** Builds the table; a declaration that would not fit everywhere fails here, at start. */
export const buildTable = (commands: readonly Command[], aliases: readonly Alias[] = []): Table => {
  const byPath = new Map(commands.map((one) => [one.path, one]));
  const problems = [
    ...duplicates(commands.map((one) => one.path)).map((path) => `"${path}" is declared twice`),
    ...commands.flatMap(checkCommand),
    ...[...groupChildren(commands)].flatMap(([path, children]) =>
      children.size > mostChildren ? [`"${path}" has ${children.size} children; ${mostChildren} fit`] : [],
    ),
    ...roots(commands).flatMap((root) => {
      const size = characters(commands.filter((one) => one.path === root || one.path.startsWith(`${root} `)));
      return size > mostCharacters
        ? [`"${root}" has ${size} characters of names and descriptions; ${mostCharacters} fit`]
        : [];
    }),
    ...aliases
      .filter((alias) => !byPath.has(alias.to))
      .map((alias) => `"${alias.from}" stands for "${alias.to}", which does not exist`),
    ...aliases.filter((alias) => byPath.has(alias.from)).map((alias) => `"${alias.from}" is a command and an alias`),
    ...duplicates(aliases.map((alias) => alias.from)).map((path) => `"${path}" is an alias twice`),
    ...aliases.flatMap((alias) =>
      Object.keys(alias.preset ?? {})
        .filter((name) => !Object.hasOwn(byPath.get(alias.to)?.args ?? {}, name))
        .map((name) => `"${alias.from}" presets "${name}", which "${alias.to}" does not take`),
    ),
  ];
  if (problems.length > 0) throw new Error(`The command table does not hold: ${problems.join("; ")}.`);
  const aliasByPath = new Map(aliases.map((alias) => [alias.from, alias]));
  return {
    commands,
    aliases,
    find: (path) => {
      const declared = byPath.get(path);
      if (declared !== undefined) return { command: declared, preset: {} };
      const alias = aliasByPath.get(path);
      const target = alias === undefined ? undefined : byPath.get(alias.to);
      return target === undefined ? undefined : { command: target, preset: alias?.preset ?? {} };
    },
    children: (path, all = false) => {
      const from = [...commands.map((one) => one.path), ...(all ? aliases.map((alias) => alias.from) : [])];
      return [...new Set(from.flatMap((one) => childOf(path, one)))];
    },
    under: (path) => commands.filter((one) => one.path === path || one.path.startsWith(`${path} `)),
  };
};

const childOf = (path: string, of: string): readonly string[] => {
  if (!of.startsWith(`${path} `)) return [];
  const next = of.slice(path.length + 1).split(" ")[0];
  return next === undefined ? [] : [next];
};

const roots = (commands: readonly Command[]): readonly string[] => [
  ...new Set(commands.map((one) => one.path.split(" ")[0] ?? "")),
];

const groupChildren = (commands: readonly Command[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const groups = new Map<string, Set<string>>();
  for (const { path } of commands) {
    const words = path.split(" ");
    for (let i = 1; i < words.length; i += 1) {
      const group = words.slice(0, i).join(" ");
      groups.set(group, (groups.get(group) ?? new Set()).add(words[i] ?? ""));
    }
  }
  return groups;
};

const checkCommand = (one: Command): readonly string[] => {
  const words = one.path.split(" ");
  const args = Object.entries(one.args);
  const registered = args.filter(([, arg]) => arg.mode !== "asked");
  const restAt = args.findIndex(([, arg]) => arg.mode === "rest");
  return [
    ...(words.length > mostWords ? [`"${one.path}" has more than ${mostWords} words`] : []),
    ...[...words, ...Object.keys(one.args)]
      .filter((word) => !wordPattern.test(word))
      .map((word) => `"${word}" in "${one.path}" cannot be registered`),
    ...(one.summary.length > longestDescription ? [`the summary of "${one.path}" is too long`] : []),
    ...args
      .filter(([, arg]) => arg.description.length > longestDescription)
      .map(([name]) => `"${one.path}" says too much of ${name}`),
    ...(registered.length > mostChildren ? [`"${one.path}" has ${registered.length} arguments`] : []),
    ...(restAt !== -1 && args.slice(restAt + 1).some(([, arg]) => arg.mode === "word" || arg.mode === "rest")
      ? [`"${one.path}" has arguments after its rest`]
      : []),
  ];
};

/** What Discord counts: names and descriptions of a command, its groups and its options. Choices are never registered. */
const characters = (commands: readonly Command[]): number => {
  const groups = [...groupChildren(commands).keys()].map((path) => path.split(" ").at(-1) ?? "");
  const own = commands.flatMap((one) => [
    one.path.split(" ").at(-1) ?? "",
    one.summary,
    ...Object.entries(one.args).flatMap(([name, arg]) => (arg.mode === "asked" ? [] : [name, arg.description])),
  ]);
  return [...groups, ...own].reduce((sum, text) => sum + text.length, 0);
};

const duplicates = (paths: readonly string[]): readonly string[] =>
  paths.filter((path, i) => paths.indexOf(path) !== i);
