import { permit } from "../domain/permission.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Form } from "../presentation/form.ts";
import type { Message } from "../presentation/message.ts";
import { refused } from "../presentation/refused.ts";
import { nameMentions } from "../services/person/mentions.ts";
import { formAgain } from "./again.ts";
import type { Command } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { groupHelp, help } from "./help.ts";
import { type Given, type HelpAsked, type Reading, readLine, readOptions } from "./read.ts";
import type { Table } from "./table.ts";

/** What somebody asked for: a line of words, or what was already taken apart. */
export type Request =
  | { readonly kind: "line"; readonly line: string }
  | {
      readonly kind: "options";
      readonly path: string;
      readonly given: Given;
      /** Shows the form that was filled so, to be put right. */
      readonly again?: boolean;
    };

/** What they get at once. */
export type Outcome =
  | {
      readonly kind: "answer";
      readonly message: Message;
      readonly visible: Command["answer"];
      readonly refused: boolean;
      /** The argument that a refusal is about. */
      readonly field?: string;
    }
  | { readonly kind: "form"; readonly form: Form };

/**
 * Reads a request against the table and runs it. A refusal is an answer; anything else that is thrown is a bug and
 * is the caller's to log and apologise for.
 */
export const dispatch = async (table: Table, ctx: CommandCtx, request: Request): Promise<Outcome> => {
  try {
    if (request.kind === "options" && request.again === true) {
      const found = await formAgain(table, ctx, request);
      if (found !== undefined) {
        permit(ctx.actor, found.command.permission);
        return { kind: "form", form: found.form };
      }
    }
    const reading =
      request.kind === "line"
        ? await readLine(table, ctx, request.line)
        : await readOptions(table, ctx, request.path, request.given);
    return await run(table, ctx, reading);
  } catch (error) {
    if (error instanceof Refusal) {
      return {
        kind: "answer",
        message: refused(await nameMentions(ctx, error.message)),
        visible: "private",
        refused: true,
        ...(error.field === undefined ? {} : { field: error.field }),
      };
    }
    throw error;
  }
};

const run = async (table: Table, ctx: CommandCtx, reading: Reading | HelpAsked): Promise<Outcome> => {
  if (reading.kind === "help") {
    const message = help(table, ctx.actor, reading.root, reading.topic);
    return { kind: "answer", message, visible: "private", refused: false };
  }
  if (reading.kind === "group") {
    return {
      kind: "answer",
      message: groupHelp(table, ctx.actor, reading),
      visible: "private",
      refused: reading.unknown !== undefined,
    };
  }
  const { command, values } = reading;
  permit(ctx.actor, command.permission);
  if (command.form?.when(values) === true) {
    return { kind: "form", form: await command.form.build(ctx, values) };
  }
  return { kind: "answer", message: await command.run(ctx, values), visible: command.answer, refused: false };
};
