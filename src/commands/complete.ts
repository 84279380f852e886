import type { Option } from "../presentation/message.ts";
import type { CommandCtx } from "./context.ts";
import type { Table } from "./table.ts";

const most = 25;

/** What could be meant by what is typed so far. `target` is a command's path and one of its arguments. */
export const complete = async (
  table: Table,
  ctx: CommandCtx,
  target: string,
  typed: string,
): Promise<readonly Option[]> => {
  const space = target.lastIndexOf(" ");
  const argument = table.find(target.slice(0, space))?.command.args[target.slice(space + 1)];
  if (argument?.type.complete === undefined) return [];
  const [before, sought] = argument.filter ? lastOf(typed) : ["", typed];
  try {
    const found = (await argument.type.complete(ctx, sought)).slice(0, most);
    return before === ""
      ? found
      : found.map((one) => ({ ...one, label: `${before}${one.label}`, value: `${before}${one.value}` }));
  } catch {
    // Completion is a convenience: what cannot be completed can still be typed.
    return [];
  }
};

/** Of several values of a filter the last one is being typed: what stands before it stays. */
const lastOf = (typed: string): readonly [before: string, sought: string] => {
  const [before = ""] = /^(?:.*,)?\s*!?\s*/su.exec(typed) ?? [];
  return [before, typed.slice(before.length)];
};
