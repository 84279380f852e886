import type { Table } from "../../src/commands/table.ts";
import { brief } from "../../src/commands/usage.ts";

/** Every command as the README lists it: its words and required arguments, and one sentence. */
export const commandList = (table: Table): string =>
  [
    "| command | what it does |",
    "|---|---|",
    ...table.commands.map(
      (one) => `| \`${brief(one).replaceAll("|", "\\|")}\` | ${one.summary.replaceAll("|", "\\|")} |`,
    ),
  ].join("\n");
