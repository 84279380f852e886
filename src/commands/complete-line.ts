import { may } from "../domain/permission.ts";
import type { Argument, Command } from "./command.ts";
import { complete } from "./complete.ts";
import type { CommandCtx } from "./context.ts";
import { findPath } from "./read.ts";
import type { Table } from "./table.ts";
import { nextWord } from "./words.ts";

/** What could come next on a line; `insert` takes the place of everything from `from` on. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly from: number;
}

/** The words, names and values that may follow what has been typed of a line. */
export const completeLine = async (table: Table, ctx: CommandCtx, line: string): Promise<readonly Suggestion[]> => {
  const from = /\s$/.test(line) || line === "" ? line.length : line.length - (/\S+$/.exec(line)?.[0].length ?? 0);
  const typed = line.slice(from);
  const before = line.slice(0, from);
  const found = findPath(table, before.trim() === "" ? line : before);
  const words = before.trim().split(/\s+/).join(" ").toLowerCase();
  const deeper = pathWords(table, ctx, words, typed, from);
  if (found.kind === "group") return deeper;
  return [...deeper, ...(await argumentsOf(table, ctx, found.command, found.rest, typed, from))].slice(0, 25);
};

const pathWords = (table: Table, ctx: CommandCtx, before: string, typed: string, from: number): readonly Suggestion[] =>
  table
    .children(before)
    .filter((word) => word.startsWith(typed.toLowerCase()))
    .map((word) => ({
      word,
      commands: table.under(`${before} ${word}`).filter((one) => may(ctx.actor, one.permission)),
    }))
    .filter(({ commands }) => commands.length > 0)
    .map(({ word, commands }) => ({
      label: word,
      detail:
        commands.length === 1
          ? (commands[0]?.summary ?? "")
          : commands.map((one) => one.path.split(" ").at(-1)).join(", "),
      insert: `${word} `,
      from,
    }));

const argumentsOf = async (
  table: Table,
  ctx: CommandCtx,
  command: Command,
  rest: string,
  typed: string,
  from: number,
): Promise<readonly Suggestion[]> => {
  const all = Object.entries(command.args);
  const named = all.filter(([, argument]) => argument.mode !== "rest");
  const colon = /^([\p{L}-]+)(!?):(.*)$/u.exec(typed);
  const asked = colon === null ? undefined : named.find(([name]) => name === colon[1]?.toLowerCase());
  if (colon !== null && asked !== undefined) {
    const values = await complete(table, ctx, `${command.path} ${asked[0]}`, colon[3] ?? "");
    return values.map(({ label, value, detail = "" }) => ({
      label,
      detail,
      insert: `${asked[0]}${colon[2] ?? ""}:${quoted(value)} `,
      from,
    }));
  }
  const [positional, names] = [await valuesAt(table, ctx, command, rest, typed, from), namesOf(named, typed, from)];
  return [...positional, ...names];
};

/** Values for whatever the word being typed may be: each word before it took an argument, and those that may be left out may have been. */
const valuesAt = async (
  table: Table,
  ctx: CommandCtx,
  command: Command,
  rest: string,
  typed: string,
  from: number,
): Promise<readonly Suggestion[]> => {
  const words = Object.entries(command.args).filter(([, argument]) => argument.mode === "word");
  const at = countWords(rest);
  const candidates = words.filter((_, i) => {
    const needed = words.slice(0, i).filter(([, one]) => !one.optional && one.type.absent === undefined);
    return needed.length <= at && at <= i;
  });
  const lists = await Promise.all(
    candidates.map(async ([name]) => complete(table, ctx, `${command.path} ${name}`, typed)),
  );
  return lists.flat().map(({ label, value, detail = "" }) => ({ label, detail, insert: `${quoted(value)} `, from }));
};

const countWords = (text: string): number => {
  let count = 0;
  for (let word = nextWord(text, 0); word !== null; word = nextWord(text, word.end)) count += 1;
  return count;
};

const namesOf = (
  named: readonly (readonly [string, Argument<unknown>])[],
  typed: string,
  from: number,
): readonly Suggestion[] =>
  named
    .filter(([, argument]) => argument.mode === "named" || argument.mode === "flag")
    .map(([name, argument]) => ({
      word: argument.mode === "flag" ? `--${name}` : `${name}:`,
      detail: argument.description,
      after: argument.mode === "flag" ? " " : "",
    }))
    .filter(({ word }) => word.startsWith(typed.toLowerCase()))
    .map(({ word, detail, after }) => ({ label: word, detail, insert: `${word}${after}`, from }));

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);
