import { Refusal } from "../domain/refusal.ts";
import type { ArgumentType, Command } from "./command.ts";
import { usage } from "./usage.ts";
import { inShort } from "./words.ts";

export const notUnderstood = (command: Command, name: string, type: ArgumentType<unknown>, text: string): Refusal =>
  new Refusal(
    "argument-not-understood",
    `"${inShort(text)}" is not understood as ${name}: expected ${type.expects}. ${usage(command)}`,
    name,
  );

/** What may be a secret is not said back either. */
export const onlyAsked = (command: Command, name: string): Refusal =>
  new Refusal(
    "asked-in-a-form",
    `\`${name}:\` is asked for in a form, where nobody else reads it: leave it out. If it was a secret, replace it: others may have seen that line. ${usage(command)}`,
    name,
  );
