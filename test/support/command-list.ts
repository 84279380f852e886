import type { Table } from "../../src/commands/table.ts";
import { synopsis } from "../../src/commands/usage.ts";

/** Every command as the README lists it: its words and required arguments, and one sentence. */
export const commandList = (table: Table): string =>
  [
    "| command | what it does |",
    "|---|---|",
    ...table.commands.map((one) => `| \`${brief(synopsis(one))}\` | ${one.summary.replaceAll("|", "\\|")} |`),
  ].join("\n");

/** Named arguments and flags are for `help` to tell. */
const brief = (line: string): string =>
  line.replaceAll(/ \[(?:--[\p{L}-]+|[\p{L}_-]+:…)\]/gu, "").replaceAll("|", "\\|");
