import { Refusal } from "../domain/refusal.ts";
import type { Form, Input } from "../presentation/form.ts";
import type { Command } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { type Given, type Reading, readOptions } from "./read.ts";
import type { Table } from "./table.ts";

/** A command's form as somebody filled it, to be put right. Undefined for a command that asks nothing by a form. */
export const formAgain = async (
  table: Table,
  ctx: CommandCtx,
  { path, given }: { readonly path: string; readonly given: Given },
): Promise<{ readonly command: Command; readonly form: Form } | undefined> => {
  const build = table.find(path)?.command.form?.build;
  const reading = await readable(table, ctx, path, given);
  if (build === undefined || reading.kind !== "command") return undefined;
  const form = await build(ctx, reading.values);
  return { command: reading.command, form: { ...form, inputs: form.inputs.map((input) => filled(input, given)) } };
};

/** What of it can be read: each thing that cannot is left out. */
const readable = async (table: Table, ctx: CommandCtx, path: string, given: Given): Promise<Reading> => {
  try {
    return await readOptions(table, ctx, path, given);
  } catch (error) {
    const field = error instanceof Refusal ? error.field : undefined;
    if (field === undefined || given[field] === undefined) throw error;
    const { [field]: _refused, ...rest } = given;
    return readable(table, ctx, path, rest);
  }
};

/** What is searched for is searched for again: its words are not known here. */
const filled = (input: Input, given: Given): Input => {
  const value = given[input.name];
  if (value === undefined || input.kind === "search") return input;
  return { ...input, initial: [value].flat().join(", ") };
};
