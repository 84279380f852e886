import type { Argument } from "../../src/commands/command.ts";
import { findPath } from "../../src/commands/read.ts";
import type { Table } from "../../src/commands/table.ts";
import { namedAt, nextWord } from "../../src/commands/words.ts";
import type { DiscordInvocation, DiscordValue } from "../../src/playground/discord/protocol.ts";

/** A line such as "/incident open sev1 checkout down" as somebody chooses and fills it in at Discord, who knows what is meant. */
export const invocationOf = (table: Table, line: string): Omit<DiscordInvocation, "channel"> => {
  const found = findPath(table, line);
  if (found.kind === "group") {
    const [name = "", ...path] = found.path.split(" ");
    const asked = found.unknown === "help" ? found.rest.replace(/^help\s*/, "") : path.join(" ");
    return { name, path: ["help"], options: asked === "" ? {} : { topic: asked } };
  }
  const { args } = found.command;
  const given = new Map<string, DiscordValue>(
    Object.entries(found.preset).map(([name, value]) => [name, args[name]?.mode === "flag" ? true : value]),
  );
  const rest = takeNamed(found.rest, args, given);
  takeWords(rest, args, given);
  const [name = "", ...path] = found.command.path.split(" ");
  return { name, path, options: Object.fromEntries(given) };
};

type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** Takes `name:value` and `--flag` from the front; gives what is left. */
const takeNamed = (text: string, args: Arguments, given: Map<string, DiscordValue>): string => {
  for (let at = 0; ; ) {
    const pair = namedAt(text, at);
    if (pair !== null && args[pair.name] !== undefined) {
      const before = given.get(pair.name);
      const value = pair.negated ? pair.value.replaceAll(/(?<=^|,)/g, "!") : pair.value;
      given.set(pair.name, before === undefined ? value : `${before},${value}`);
      at = pair.end;
      continue;
    }
    const word = nextWord(text, at);
    const flag = /^--([a-z-]+)$/.exec(word?.text ?? "")?.[1];
    if (word === null || flag === undefined || args[flag]?.mode !== "flag") return text.slice(at).trim();
    given.set(flag, true);
    at = word.end;
  }
};

/** Puts each word where it belongs, and the others into the option that takes a text. */
const takeWords = (text: string, args: Arguments, given: Map<string, DiscordValue>): void => {
  let at = 0;
  for (const [name, argument] of Object.entries(args)) {
    if (given.has(name) || argument.mode === "named" || argument.mode === "flag") continue;
    const word = nextWord(text, at);
    if (word === null) return;
    if (argument.mode === "rest") {
      given.set(
        name,
        text
          .slice(at)
          .trim()
          .replace(/^"(.*)"$/s, "$1"),
      );
      return;
    }
    const mayBeLeftOut = argument.optional || argument.type.absent !== undefined;
    if (mayBeLeftOut && !looksLike(argument.type.name, word.text)) continue;
    given.set(name, word.text);
    at = word.end;
  }
  const left = text.slice(at).trim();
  if (left !== "") throw new Error(`Nobody at Discord could say "${left}" with this command.`);
};

const looks: Readonly<Record<string, RegExp>> = {
  incident: /^(?:inc-|#)?\d+$/i,
  severity: /^(?:sev\d|p\d|critical|high|medium|low)$/i,
  number: /^\d+$/,
};

const looksLike = (kind: string, word: string): boolean =>
  kind.split("|").some((one) => looks[one]?.test(word) ?? (!kind.includes("|") || one === word.toLowerCase()));
