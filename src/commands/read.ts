import { Refusal } from "../domain/refusal.ts";
import type { Argument, Command } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { settle, type Typed, typed } from "./settle.ts";
import type { Table } from "./table.ts";
import { notUnderstood, onlyAsked, tooMany } from "./unread.ts";
import { isYesOrNo, namedAt, nearest, nextWord } from "./words.ts";

/** What a line came to: a command with its values, or the node it stopped at. */
export type Reading =
  | { readonly kind: "command"; readonly command: Command; readonly values: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "group";
      readonly path: string;
      readonly unknown?: string;
      readonly nearest?: string;
      readonly rest: string;
    };

/** `/incident help ack` or `/incident ack help`. */
export interface HelpAsked {
  readonly kind: "help";
  readonly root: string;
  readonly topic: string;
}

/** What a form, a Discord interaction or a select gives: no text is parsed. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

const synonyms: ReadonlyMap<string, string> = new Map([
  ["issue", "incident"],
  ["incidents", "incident"],
]);

/** Finds the longest declared path at the front of a line, in any case, and reads the rest as its arguments. */
export const readLine = async (table: Table, ctx: CommandCtx, line: string): Promise<Reading | HelpAsked> => {
  const asked = helpIn(table, line);
  if (asked !== null) return asked;
  const found = findPath(table, line);
  if (found.kind === "group") return found;
  try {
    const values = await readArguments(found.command, ctx, found.rest, found.preset);
    return { kind: "command", command: found.command, values };
  } catch (error) {
    const slip = error instanceof Refusal ? slipIn(table, line) : undefined;
    if (slip === undefined) throw error;
    return slip;
  }
};

/** Where a group's own name stands for one of its commands, what cannot be read may be a slip in another one's name. */
const slipIn = (table: Table, line: string): Reading | undefined => {
  const group = groupOf(table, firstWords(line), line);
  const isSlip = group.nearest !== undefined && group.nearest !== group.unknown;
  return isSlip && table.find(group.path) !== undefined ? group : undefined;
};

/** `/incident help ack` and `/incident ack help` ask the same; after words that name no command, "help" is text. */
const helpIn = (table: Table, line: string): HelpAsked | null => {
  const words = line.trim().replace(/^\//, "").toLowerCase().split(/\s+/);
  const root = synonyms.get(words[0] ?? "") ?? words[0] ?? "";
  if (words[1] === "help") return { kind: "help", root, topic: words.slice(2).join(" ") };
  if (words.length < 3 || words.at(-1) !== "help") return null;
  const topic = words.slice(1, -1).join(" ");
  const path = `${root} ${topic}`;
  return table.find(path) !== undefined || table.under(path).length > 0 ? { kind: "help", root, topic } : null;
};

/**
 * The same for what is already taken apart. What is left blank is absent, except a text that may be left out: emptied
 * in a form it is empty.
 */
export const readOptions = async (table: Table, ctx: CommandCtx, path: string, given: Given): Promise<Reading> => {
  const found = table.find(path);
  if (found === undefined) {
    const [root = "", ...unknown] = path.split(" ");
    return { kind: "group", path: root, unknown: unknown.join(" "), rest: "" };
  }
  const values: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(found.command.args)) {
    const raw = given[name] ?? found.preset[name] ?? [];
    const texts = (typeof raw === "string" ? [raw] : raw).map((text) => text.trim());
    const mayBeEmpty = argument.optional && !argument.many && argument.type.empty === true;
    const kept = texts.filter((text) => mayBeEmpty || text !== "");
    values[name] = await settle(
      found.command,
      name,
      argument,
      ctx,
      kept.map((text) => ({ ...typed(text), whole: typeof raw !== "string" })),
    );
  }
  return { kind: "command", command: found.command, values };
};

/** Where a line leads, without reading its arguments. */
export const findPath = (
  table: Table,
  line: string,
):
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly rest: string;
      readonly preset: Readonly<Record<string, string>>;
    }
  | Extract<Reading, { kind: "group" }> => {
  const words = firstWords(line);
  for (let length = words.length; length > 0; length -= 1) {
    const found = table.find(
      words
        .slice(0, length)
        .map(({ text }) => text)
        .join(" "),
    );
    if (found !== undefined) {
      return { kind: "command", ...found, rest: line.slice(words[length - 1]?.end ?? 0).trimStart() };
    }
  }
  return groupOf(table, words, line);
};

interface PathWord {
  readonly text: string;
  readonly end: number;
}

/** The words that a path may be made of. */
const firstWords = (line: string): readonly PathWord[] => {
  const words: PathWord[] = [];
  for (let at = 0; words.length < 3; ) {
    const word = nextWord(line, at);
    if (word === null || word.quoted) break;
    const text = word.text.toLowerCase().replace(/^\//, "");
    words.push({ text: words.length === 0 ? (synonyms.get(text) ?? text) : text, end: word.end });
    at = word.end;
  }
  return words;
};

const groupOf = (table: Table, words: readonly PathWord[], line: string): Extract<Reading, { kind: "group" }> => {
  let depth = 0;
  while (depth < words.length && table.under(pathOf(words, depth + 1)).length > 0) depth += 1;
  const path = pathOf(words, depth);
  const stray = words[depth]?.text;
  const rest = line.slice(words[depth - 1]?.end ?? 0).trim();
  if (stray === undefined) return { kind: "group", path, rest };
  const close = nearest(stray, table.children(path, true));
  return { kind: "group", path, unknown: stray, rest, ...(close === undefined ? {} : { nearest: close }) };
};

const pathOf = (words: readonly { readonly text: string }[], length: number): string =>
  words
    .slice(0, length)
    .map(({ text }) => text)
    .join(" ");

const readArguments = async (
  command: Command,
  ctx: CommandCtx,
  line: string,
  preset: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const named = namedOf(command, preset);
  const takesRest = Object.values(command.args).some(({ mode }) => mode === "rest");
  const text = takesRest ? line : withoutNamed(named, line);
  let at = takesRest ? named.pass(text, 0) : 0;
  const read: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(command.args)) {
    if (["named", "flag", "asked"].includes(argument.mode) || named.given.has(name)) continue;
    if (argument.mode === "rest") {
      const rest = unquote(text.slice(at).trim());
      at = text.length;
      read[name] = await settle(command, name, argument, ctx, rest === "" ? [] : [typed(rest)]);
      continue;
    }
    const word = nextWord(text, at);
    const value = word === null ? undefined : await argument.type.read(ctx, word.text);
    if (word !== null && value !== undefined) {
      read[name] = value;
      at = takesRest ? named.pass(text, word.end) : word.end;
    } else if (word === null || argument.optional || argument.type.absent !== undefined) {
      read[name] = await settle(command, name, argument, ctx, []);
    } else {
      throw notUnderstood(command, name, argument.type, word.text);
    }
  }
  const left = nextWord(text, at);
  if (left !== null) {
    throw tooMany(command, line, text.slice(left.start));
  }
  const values: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(command.args)) {
    values[name] = Object.hasOwn(read, name)
      ? read[name]
      : await settle(command, name, argument, ctx, named.given.get(name) ?? []);
  }
  return values;
};

interface Named {
  readonly given: ReadonlyMap<string, readonly Typed[]>;
  /** Reads `name:value`, `name!:value` and `--flag` from a place on; gives where the first word begins that is none. */
  pass(text: string, from: number): number;
}

const namedOf = (command: Command, presets: Readonly<Record<string, string>>): Named => {
  const given = new Map<string, readonly Typed[]>(
    Object.entries(presets).map(([name, value]) => [name, [typed(value)]]),
  );
  const preset = new Set(given.keys());
  const passOne = (text: string, at: number, isBehind: boolean): number | undefined => {
    const pair = namedAt(text, at);
    const argument = pair === null ? undefined : argumentCalled(command, pair.name);
    if (pair !== null && argument?.mode === "asked") throw onlyAsked(command, pair.name);
    const isRead = argument?.mode !== "flag" || isYesOrNo(pair?.value ?? "");
    // Behind a word, what is called like the rest of the line is its beginning.
    const isRest = argument?.mode === "rest" && isBehind;
    if (pair !== null && argument !== undefined && isRead && !isRest && (!pair.negated || argument.filter)) {
      const before = argument.many && !preset.delete(pair.name) ? (given.get(pair.name) ?? []) : [];
      given.set(pair.name, [...before, { text: pair.value, negated: pair.negated, whole: pair.quoted }]);
      return pair.end;
    }
    const word = nextWord(text, at);
    const flag = word === null || word.quoted ? undefined : flagIn(word.text);
    if (word === null || flag === undefined || argumentCalled(command, flag)?.mode !== "flag") return undefined;
    given.set(flag, [typed("yes")]);
    return word.end;
  };
  return {
    given,
    pass: (text, from) => {
      const isBehind = from > 0;
      let at = from;
      for (let next = passOne(text, at, isBehind); next !== undefined; next = passOne(text, at, isBehind)) at = next;
      return at;
    },
  };
};

const flagIn = (word: string): string | undefined => /^(?:--|—|–)([\p{L}-]+)$/u.exec(word)?.[1]?.toLowerCase();

/** Where nothing takes the rest of a line, named values stand wherever they like: gives what is left without them. */
const withoutNamed = (named: Named, text: string): string => {
  const left: string[] = [];
  for (let at = named.pass(text, 0); ; ) {
    const word = nextWord(text, at);
    if (word === null) return left.join(" ");
    left.push(text.slice(word.start, word.end));
    at = named.pass(text, word.end);
  }
};

/** An argument of its own: "constructor" is a word like any other. */
const argumentCalled = (command: Command, name: string): Argument<unknown> | undefined =>
  Object.hasOwn(command.args, name) ? command.args[name] : undefined;

/** A rest that is one whole quotation loses its quotes. */
const unquote = (text: string): string => {
  const word = nextWord(text, 0);
  return word?.quoted === true && word.end === text.length ? word.text : text;
};
