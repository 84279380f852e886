import { incident } from "../../src/commands/arguments/incident.ts";
import { url } from "../../src/commands/arguments/label.ts";
import { moment } from "../../src/commands/arguments/moment.ts";
import { choice, flag, number, onOff, rest, word } from "../../src/commands/arguments/plain.ts";
import {
  type Arguments,
  argument,
  command,
  filter,
  named,
  optional,
  several,
  trailing,
} from "../../src/commands/command.ts";
import type { CommandCtx } from "../../src/commands/context.ts";
import { type Given, readLine, readOptions } from "../../src/commands/read.ts";
import { buildTable } from "../../src/commands/table.ts";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import { Refusal } from "../../src/domain/refusal.ts";

const declared = (path: string, args: Arguments) =>
  command({
    path,
    summary: `Do ${path}`,
    permission: "incident.view",
    answer: "private",
    args,
    run: async () => ({ summary: "", blocks: [] }),
  });
/** Understands "sev1" to "sev4" as a bare word, and names where it is asked for by name. */
const level = argument(
  {
    name: "level",
    expects: "a level such as `sev1`",
    read: (_ctx, text) => (/^sev[1-4]$/i.test(text) ? text.toLowerCase() : undefined),
    readNamed: (_ctx, text) => (/^(sev[1-4]|high)$/i.test(text) ? text.toLowerCase() : undefined),
  },
  "How bad",
);

export const table = buildTable(
  [
    declared("incident open", {
      level: optional(level),
      start: named(moment("When", "past")),
      tag: several(word("A tag")),
      link: several(url("An address")),
      about: named(rest("What happened")),
      private: flag("Hidden"),
      title: optional(rest("What is broken")),
    }),
    declared("incident list", { status: filter(choice(["open", "closed"], "Status")), text: optional(rest("Words")) }),
    declared("incident status", {
      incident: incident(),
      status: choice(["open", "pending"], "The status"),
      note: optional(rest("Why")),
    }),
    declared("incident tag add", { incident: incident(), tag: word("A tag") }),
    declared("incident tag remove", { incident: incident(), tag: word("A tag") }),
    declared("incident edit start", { incident: incident(), start: trailing(moment("When", "past")) }),
    declared("incident say", { text: rest("Words") }),
    declared("tocsin set", { switch: onOff("On or off"), count: optional(number("How many")) }),
  ],
  [
    { from: "incident tag", to: "incident tag add" },
    { from: "tocsin", to: "tocsin set" },
    { from: "incident pending", to: "incident status", preset: { status: "pending" } },
    { from: "incident closed", to: "incident list", preset: { status: "closed" } },
  ],
);

const now = Temporal.Instant.from("2026-01-05T12:00:00Z");
export const outside = { zone: "UTC", now: () => now } as unknown as CommandCtx;
const here = { id: asId<IncidentId>("0198a0de-0000-7000-8000-000000000007"), number: 7 };
export const inside = { ...outside, here };

export const valuesOf = async (line: string, ctx = outside) => {
  const reading = await readLine(table, ctx, line);
  if (reading.kind !== "command") throw new Error(`${line} is no command but ${JSON.stringify(reading)}`);
  return { path: reading.command.path, ...reading.values };
};
export const optionsOf = async (path: string, given: Given, ctx = outside) => {
  const reading = await readOptions(table, ctx, path, given);
  if (reading.kind !== "command") throw new Error(`${path} is no command`);
  return { path: reading.command.path, ...reading.values };
};
export const refusalOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    (value) => {
      throw new Error(`It was read: ${JSON.stringify(value)}`);
    },
    (error: unknown) => {
      if (error instanceof Refusal) return error.message;
      throw error;
    },
  );
export const opened = {
  path: "incident open",
  level: undefined,
  start: undefined,
  tag: [],
  link: [],
  about: undefined,
  private: false,
  title: undefined,
};
