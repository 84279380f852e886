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
  try {
    return (await argument.type.complete(ctx, typed)).slice(0, most);
  } catch {
    // Completion is a convenience: what cannot be completed can still be typed.
    return [];
  }
};
