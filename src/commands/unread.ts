import { Refusal } from "../domain/refusal.ts";
import type { ArgumentType, Command } from "./command.ts";
import { usage } from "./usage.ts";
import { inShort } from "./words.ts";

export const notUnderstood = (command: Command, name: string, type: ArgumentType<unknown>, text: string): Refusal =>
  new Refusal(
    "argument-not-understood",
    `"${inShort(text)}" is not understood${command.args[name]?.mode === "named" ? ` for \`${name}\`` : ""}: expected ${type.expects}. ${usage(command)}`,
    name,
  );

/** Words are left that nothing takes: says what was probably meant by them. */
export const tooMany = (command: Command, line: string, left: string): Refusal => {
  const more = inShort(left);
  return new Refusal(
    "too-many-words",
    `"${more}" is more than \`/${command.path}\` understands. ${remedyFor(command, line, left) ?? (command.instead === undefined ? usage(command) : `Type \`/${command.instead} ${more}\`.`)}`,
  );
};

/** Quotes for `from:tomorrow 10:00`, and `people:` for a second person. */
const remedyFor = (command: Command, line: string, left: string): string | undefined => {
  const [word = ""] = left.split(/\s/u);
  const [, name, value] = /(?:^|\s)([\p{L}-]+):([^\s"]+)\s+$/u.exec(line.slice(0, line.indexOf(word))) ?? [];
  if (name !== undefined && Object.hasOwn(command.args, name.toLowerCase())) {
    return `Several words go in quotes: \`${name}:"${value} ${word}"\`.`;
  }
  const takesPeople = command.args.people?.many === true && /^<?@/u.test(word);
  return takesPeople ? "Name several with `people:`, such as `people:@ada,@lin`." : undefined;
};

/** What may be a secret is not said back either. */
export const onlyAsked = (command: Command, name: string): Refusal =>
  new Refusal(
    "asked-in-a-form",
    `\`${name}:\` is asked for in a form, where nobody else reads it: leave it out. If it was a secret, replace it: others may have seen that line. ${usage(command)}`,
    name,
  );
