import { findPath } from "./read.ts";
import type { Table } from "./table.ts";

/** A button's or select's id taken apart: `<n>|<occurrence>|<line>`. */
export interface Pressed {
  readonly occurrence?: number;
  readonly line: string;
}

/** The id of a control. `n` keeps the ids of one message apart. */
export const controlId = (n: number, control: { readonly occurrence?: number; readonly line: string }): string =>
  `${n}|${control.occurrence ?? ""}|${control.line}`;

/** Null for what is none of our ids. */
export const readControlId = (id: string): Pressed | null => {
  const match = /^\d+\|(\d*)\|([\s\S]*)$/.exec(id);
  if (match === null) return null;
  const [, occurrence = "", line = ""] = match;
  return { line, ...(occurrence === "" ? {} : { occurrence: Number(occurrence) }) };
};

/** The incident a line made by software is about. */
export const incidentInLine = (line: string): number | undefined => {
  const number = /(?:^|\s)inc-(\d+)(?=\s|$)/i.exec(line)?.[1];
  return number === undefined ? undefined : Number(number);
};

/** The line that a choice makes of a select's: its open argument, named last, is given what was chosen. */
export const chosenLine = (table: Table, line: string, chosen: readonly string[]): string => {
  const open = /\s([\p{L}_-]+):$/u.exec(line);
  if (open === null) return [line, ...chosen.map(quoted)].join(" ");
  const found = findPath(table, line.slice(0, open.index));
  if (found.kind === "group") return line;
  const before = line.slice(0, open.index - found.rest.length).trimEnd();
  const path = found.rest === "" ? line.slice(0, open.index) : before;
  return [path, ...chosen.map((value) => `${open[1]}:${quoted(value)}`), found.rest].join(" ").trim();
};

const quoted = (value: string): string => (value.includes('"') ? `«${value}»` : `"${value}"`);
