import { Refusal } from "../domain/refusal.ts";
import type { Argument, Command } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { notUnderstood } from "./unread.ts";
import { usage } from "./usage.ts";

/** A value as it was given: `whole` where a comma in it is a comma, not the seam of a list. */
export interface Typed {
  readonly text: string;
  readonly negated: boolean;
  readonly whole: boolean;
}

export const typed = (text: string): Typed => ({ text, negated: false, whole: false });

/** What an argument comes to by what was given for it; the last word counts where it takes but one. */
export const settle = async (
  command: Command,
  name: string,
  argument: Argument<unknown>,
  ctx: CommandCtx,
  given: readonly Typed[],
): Promise<unknown> => {
  const tryRead = async (text: string): Promise<unknown> => {
    try {
      return await (argument.type.readNamed ?? argument.type.read)(ctx, text);
    } catch (error) {
      // What reads a value does not know which question of a form it answers.
      if (!(error instanceof Refusal) || error.field !== undefined) throw error;
      throw new Refusal(error.code, error.message, name);
    }
  };
  const read = async (text: string): Promise<unknown> => {
    const value = await tryRead(text);
    if (value === undefined) throw notUnderstood(command, name, argument.type, text);
    return value;
  };
  if (argument.many) {
    const is: unknown[] = [];
    const not: unknown[] = [];
    for (const one of given) {
      const isOne = argument.type.commas === true || (one.whole && (await tryRead(one.text)) !== undefined);
      for (const text of (isOne ? [one.text] : splitList(one.text)).filter(Boolean)) {
        // `status:!open` is `status!:open`, for where a name cannot be changed: an option of Discord's.
        const [negated, value] = argument.filter && !one.whole ? notIn(text) : [false, text];
        (one.negated || negated ? not : is).push(await read(value));
      }
    }
    return argument.filter ? { is, not } : is;
  }
  const text = given.at(-1)?.text;
  if (text !== undefined) return read(text);
  if (argument.mode === "flag") return false;
  if (argument.type.absent !== undefined) return argument.type.absent(ctx);
  if (argument.optional) return undefined;
  // Any words will do: what they are for says what is missing.
  const what = ["text", "word"].includes(argument.type.name) ? ` for \`${name}\`` : "";
  throw new Refusal(
    "argument-missing",
    `\`/${command.path}\` needs ${argument.type.expects}${what}. ${usage(command)}`,
    name,
  );
};

/** Is a filter's value what is not wanted, and which? */
const notIn = (text: string): readonly [negated: boolean, value: string] =>
  /^!\s*\S/u.test(text) ? [true, text.slice(1).trim()] : [false, text];

/** `tag:a,b` is two tags; `tag:"a,b"` is one, but `people:"@ada, @lin"` are two: nobody is called so. */
const splitList = (text: string): readonly string[] => text.split(",").map((part) => part.trim());
