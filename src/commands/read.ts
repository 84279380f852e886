import { Refusal } from "../domain/refusal.ts";
import type { Argument, ArgumentType, Command } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import type { Table } from "./table.ts";
import { usage } from "./usage.ts";
import { namedAt, nearest, nextWord } from "./words.ts";

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

/** `/incident help ack`, `/incident ack help` where no such command is declared. */
export interface HelpAsked {
  readonly kind: "help";
  readonly root: string;
  readonly topic: string;
}

/** What a form, a Discord interaction or a select gives: no text is parsed. */
export type Given = Readonly<Record<string, string | readonly string[]>>;

const synonyms: Readonly<Record<string, string>> = { issue: "incident", incidents: "incident" };

/** Finds the longest declared path at the front of a line, in any case, and reads the rest as its arguments. */
export const readLine = async (table: Table, ctx: CommandCtx, line: string): Promise<Reading | HelpAsked> => {
  const asked = helpIn(line);
  const found = findPath(table, asked === null ? line : `${asked.root} help`);
  if (asked !== null && found.kind === "group") return asked;
  if (found.kind === "group") return found;
  const values = await readArguments(found.command, ctx, found.rest, found.preset);
  return { kind: "command", command: found.command, values };
};

/** `/incident help ack` and `/incident ack help` ask the same. */
const helpIn = (line: string): HelpAsked | null => {
  const words = line.trim().replace(/^\//, "").toLowerCase().split(/\s+/);
  const root = synonyms[words[0] ?? ""] ?? words[0] ?? "";
  if (words[1] === "help") return { kind: "help", root, topic: words.slice(2).join(" ") };
  return words.length > 1 && words.length < 5 && words.at(-1) === "help"
    ? { kind: "help", root, topic: words.slice(1, -1).join(" ") }
    : null;
};

/** The same for what is already taken apart. */
export const readOptions = async (table: Table, ctx: CommandCtx, path: string, given: Given): Promise<Reading> => {
  const found = table.find(path);
  if (found === undefined) return { kind: "group", path: path.split(" ")[0] ?? path, unknown: path, rest: "" };
  const values: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(found.command.args)) {
    const raw = given[name] ?? found.preset[name];
    const texts = (typeof raw === "string" ? [raw] : (raw ?? [])).filter((text) => text.trim() !== "");
    values[name] = await settle(
      found.command,
      name,
      argument,
      ctx,
      texts.map((text) => ({ text, negated: false })),
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
  const words: { readonly text: string; readonly end: number }[] = [];
  for (let at = 0; words.length < 3; ) {
    const word = nextWord(line, at);
    if (word === null || word.quoted) break;
    const text = word.text.toLowerCase().replace(/^\//, "");
    words.push({ text: words.length === 0 ? (synonyms[text] ?? text) : text, end: word.end });
    at = word.end;
  }
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

const groupOf = (
  table: Table,
  words: readonly { readonly text: string; readonly end: number }[],
  line: string,
): Extract<Reading, { kind: "group" }> => {
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
  text: string,
  preset: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> => {
  const given = new Map<string, { text: string; negated: boolean }[]>(
    Object.entries(preset).map(([name, value]) => [name, [{ text: value, negated: false }]]),
  );
  let at = readNamed(command, text, given);
  const values: Record<string, unknown> = {};
  for (const [name, argument] of Object.entries(command.args)) {
    const named = given.get(name);
    if (argument.mode === "named" || argument.mode === "flag" || named !== undefined) {
      values[name] = await settle(command, name, argument, ctx, named ?? []);
      continue;
    }
    if (argument.mode === "rest") {
      const rest = unquote(text.slice(at).trim());
      at = text.length;
      values[name] = await settle(command, name, argument, ctx, rest === "" ? [] : [{ text: rest, negated: false }]);
      continue;
    }
    const word = nextWord(text, at);
    if (word === null) {
      values[name] = await settle(command, name, argument, ctx, []);
      continue;
    }
    const read = await argument.type.read(ctx, word.text);
    if (read !== undefined) {
      values[name] = read;
      at = word.end;
    } else if (argument.optional || argument.type.absent !== undefined) {
      values[name] = await settle(command, name, argument, ctx, []);
    } else {
      throw notUnderstood(command, name, argument.type, word.text);
    }
  }
  const left = nextWord(text, at);
  if (left !== null) {
    throw new Refusal(
      "too-many-words",
      `"${text.slice(left.start)}" is more than \`/${command.path}\` understands. ${usage(command)}`,
    );
  }
  return values;
};

/** Reads `name:value`, `name!:value` and `--flag` until the first word that is none of them; gives where that begins. */
const readNamed = (
  command: Command,
  text: string,
  given: Map<string, { text: string; negated: boolean }[]>,
): number => {
  let at = 0;
  for (;;) {
    const pair = namedAt(text, at);
    const argument = pair === null ? undefined : command.args[pair.name];
    if (pair !== null && argument !== undefined && argument.mode !== "flag" && (!pair.negated || argument.filter)) {
      const before = argument.many ? (given.get(pair.name) ?? []) : [];
      given.set(pair.name, [...before, { text: pair.value, negated: pair.negated }]);
      at = pair.end;
      continue;
    }
    const word = nextWord(text, at);
    const flag =
      word !== null && !word.quoted ? /^(?:--|—|–)([\p{L}-]+)$/u.exec(word.text)?.[1]?.toLowerCase() : undefined;
    if (word !== null && flag !== undefined && command.args[flag]?.mode === "flag") {
      given.set(flag, [{ text: "yes", negated: false }]);
      at = word.end;
      continue;
    }
    return word?.start ?? text.length;
  }
};

const settle = async (
  command: Command,
  name: string,
  argument: Argument<unknown>,
  ctx: CommandCtx,
  given: readonly { readonly text: string; readonly negated: boolean }[],
): Promise<unknown> => {
  const read = async (text: string): Promise<unknown> => {
    const value = await (argument.type.readNamed ?? argument.type.read)(ctx, text);
    if (value === undefined) throw notUnderstood(command, name, argument.type, text);
    return value;
  };
  if (argument.many) {
    const is: unknown[] = [];
    const not: unknown[] = [];
    for (const one of given) for (const text of splitList(one.text)) (one.negated ? not : is).push(await read(text));
    return argument.filter ? { is, not } : is;
  }
  const text = given.at(-1)?.text;
  if (text !== undefined) return read(text);
  if (argument.mode === "flag") return false;
  if (argument.type.absent !== undefined) return argument.type.absent(ctx);
  if (argument.optional) return undefined;
  throw new Refusal("argument-missing", `\`/${command.path}\` needs ${argument.type.expects}. ${usage(command)}`, name);
};

/** `tag:a,b` is two tags. */
const splitList = (text: string): readonly string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A rest that is one whole quotation loses its quotes. */
const unquote = (text: string): string => {
  const word = nextWord(text, 0);
  return word?.quoted === true && word.end === text.length ? word.text : text;
};

const notUnderstood = (command: Command, name: string, type: ArgumentType<unknown>, text: string): Refusal =>
  new Refusal(
    "argument-not-understood",
    `"${text}" is not understood as ${name}: expected ${type.expects}. ${usage(command)}`,
    name,
  );
