import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

const table = buildTable(
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
const outside = { zone: "UTC", now: () => now } as unknown as CommandCtx;
const here = { id: asId<IncidentId>("0198a0de-0000-7000-8000-000000000007"), number: 7 };
const inside = { ...outside, here };

const valuesOf = async (line: string, ctx = outside) => {
  const reading = await readLine(table, ctx, line);
  if (reading.kind !== "command") throw new Error(`${line} is no command but ${JSON.stringify(reading)}`);
  return { path: reading.command.path, ...reading.values };
};
const optionsOf = async (path: string, given: Given, ctx = outside) => {
  const reading = await readOptions(table, ctx, path, given);
  if (reading.kind !== "command") throw new Error(`${path} is no command`);
  return { path: reading.command.path, ...reading.values };
};
const refusalOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    (value) => {
      throw new Error(`It was read: ${JSON.stringify(value)}`);
    },
    (error: unknown) => {
      if (error instanceof Refusal) return error.message;
      throw error;
    },
  );
const opened = {
  path: "incident open",
  level: undefined,
  start: undefined,
  tag: [],
  link: [],
  about: undefined,
  private: false,
  title: undefined,
};

describe("a path", () => {
  it("is the longest declared one of at most three words, in any case, with or without a slash", async () => {
    expect((await valuesOf("/Incident TAG Remove inc-1 db")).path).toBe("incident tag remove");
    expect(await valuesOf("incident tag inc-1 db")).toMatchObject({ path: "incident tag add", tag: "db" });
    expect((await valuesOf("  incident   open ")).path).toBe("incident open");
  });

  it("may begin with issue or incidents", async () => {
    expect((await valuesOf("/issue open x")).path).toBe("incident open");
    expect((await valuesOf("incidents list")).path).toBe("incident list");
  });

  it("ends before a quotation", async () => {
    expect(await valuesOf('incident tag "remove" db', inside).catch(String)).toContain("db");
    expect(await valuesOf('incident tag "remove"', inside)).toMatchObject({ path: "incident tag add", tag: "remove" });
  });

  it("may go by another name, which presets an argument that can still be given", async () => {
    expect(await valuesOf("incident pending inc-1 waiting for them")).toMatchObject({
      path: "incident status",
      status: "pending",
      note: "waiting for them",
    });
    expect(await valuesOf("incident closed")).toMatchObject({ status: { is: ["closed"], not: [] } });
    expect(await valuesOf("incident closed status:open")).toMatchObject({ status: { is: ["open"], not: [] } });
  });

  it("that is unknown is a group, with the word meant if there is one", async () => {
    expect(await readLine(table, outside, "incident")).toEqual({ kind: "group", path: "incident", rest: "" });
    expect(await readLine(table, outside, "incident opne the door")).toMatchObject({
      kind: "group",
      path: "incident",
      unknown: "opne",
      nearest: "open",
      rest: "opne the door",
    });
    expect(await readLine(table, outside, "/incident edit strat")).toMatchObject({
      path: "incident edit",
      unknown: "strat",
      nearest: "start",
    });
    expect(await readLine(table, outside, "incident checkout down")).not.toHaveProperty("nearest");
    expect(await readLine(table, outside, "constructor x")).toMatchObject({ kind: "group", unknown: "constructor" });
    expect(await readLine(table, outside, "")).toMatchObject({ kind: "group", path: "" });
  });
});

describe("help", () => {
  it("is asked for before or after what it is about", async () => {
    for (const line of ["/incident help open", "/incident open help", "/Issue OPEN Help"]) {
      expect(await readLine(table, outside, line)).toEqual({ kind: "help", root: "incident", topic: "open" });
    }
    expect(await readLine(table, outside, "incident help")).toEqual({ kind: "help", root: "incident", topic: "" });
    expect(await readLine(table, outside, "tocsin help")).toEqual({ kind: "help", root: "tocsin", topic: "" });
    expect(await readLine(table, outside, "incident edit help")).toMatchObject({ kind: "help", topic: "edit" });
    expect(await readLine(table, outside, "incident tag remove help")).toMatchObject({ topic: "tag remove" });
  });

  it("is a word like any other after words that name no command", async () => {
    expect(await valuesOf("incident open need help")).toMatchObject({ title: "need help" });
    expect(await valuesOf('incident open "help"')).toMatchObject({ title: "help" });
    expect(await valuesOf("incident tag inc-1 help")).toMatchObject({ tag: "help" });
  });
});

describe("named arguments and flags", () => {
  it("are read in any order until the first word that is neither", async () => {
    expect(
      await valuesOf('incident open tag:db --private start:11:30 tag:"two words" sev1 it tag:broke --private'),
    ).toEqual({
      ...opened,
      level: "sev1",
      start: Temporal.Instant.from("2026-01-05T11:30:00Z"),
      tag: ["db", "two words"],
      private: true,
      title: "it tag:broke --private",
    });
  });

  it("are understood with dashes that a phone made longer, and in any case", async () => {
    for (const dash of ["--", "—", "–"]) {
      expect(await valuesOf(`incident open ${dash}Private LEVEL:sev2 x`)).toMatchObject({
        private: true,
        level: "sev2",
      });
    }
  });

  it("that are unknown, negated where they cannot be, or without a value are ordinary text", async () => {
    for (const title of [
      "foo:bar down",
      "https://acme.test/ down",
      "--loud noise",
      "level!:sev1 x",
      "constructor:x is undefined",
      "--constructor fails",
      "tag: missing on everything",
      "about: nobody knows",
      "private:yes is no flag",
      "title!:x",
      "14:30 crash",
    ]) {
      expect(await valuesOf(`incident open ${title}`)).toEqual({ ...opened, title });
    }
  });

  it("may be empty where quotation marks say so", async () => {
    expect(await valuesOf('incident open about:"" x')).toMatchObject({ about: "", title: "x" });
  });

  it("of a filter are wanted or not wanted, several at once", async () => {
    expect(await valuesOf("incident list status:open status!:closed words")).toMatchObject({
      status: { is: ["open"], not: ["closed"] },
      text: "words",
    });
    expect(await valuesOf("incident list status!:open,closed")).toMatchObject({
      status: { is: [], not: ["open", "closed"] },
    });
    expect(await valuesOf("incident list")).toMatchObject({ status: { is: [], not: [] } });
  });

  it("with commas are several, unless they are quoted or a comma belongs to them", async () => {
    expect(await valuesOf("incident open tag:a,b, x")).toMatchObject({ tag: ["a", "b"], title: "x" });
    expect(await valuesOf('incident open tag:"a,b" x')).toMatchObject({ tag: ["a,b"] });
    expect(await valuesOf("incident open link:https://acme.test/?a=1,2 x")).toMatchObject({
      link: ["https://acme.test/?a=1,2"],
    });
  });

  it("give a positional argument too, by more words than a bare one", async () => {
    expect(await valuesOf("incident open level:High it broke")).toMatchObject({ level: "high", title: "it broke" });
    expect(await valuesOf("incident open High it broke")).toMatchObject({ level: undefined, title: "High it broke" });
    expect(await valuesOf("incident status status:open incident:inc-3 so")).toMatchObject({
      incident: { number: 3 },
      status: "open",
      note: "so",
    });
  });
});

describe("positional arguments", () => {
  it("are one word or one quotation each, left to right", async () => {
    expect(await valuesOf('incident tag add inc-1 "two words"')).toMatchObject({
      incident: { number: 1 },
      tag: "two words",
    });
    expect(await valuesOf("incident tag add inc-1 “two words”")).toMatchObject({ tag: "two words" });
    expect(await valuesOf("tocsin set on 5")).toMatchObject({ switch: true, count: 5 });
  });

  it("that may be left out are skipped where the word is none of theirs", async () => {
    expect(await valuesOf("incident open sev1 down")).toMatchObject({ level: "sev1", title: "down" });
    expect(await valuesOf("incident open severe down")).toMatchObject({ level: undefined, title: "severe down" });
    expect(await valuesOf('incident open "sev1" down')).toMatchObject({ level: "sev1", title: "down" });
  });

  it("end with the rest, taken verbatim; a rest that is one quotation loses its quotes", async () => {
    const title = 'it  said "no"\n\n  twice,\tthen —';
    expect(await valuesOf(`incident open sev1 ${title}  `)).toMatchObject({ title });
    expect(await valuesOf('incident open "checkout down"')).toMatchObject({ title: "checkout down" });
    expect(await valuesOf('incident open "checkout" down')).toMatchObject({ title: '"checkout" down' });
  });

  it("may end with a value of several words", async () => {
    for (const typed of ["20m ago", "2026-01-05 11:40", "today at 11:40", '"11:40"']) {
      expect(await valuesOf(`incident edit start inc-1 ${typed}`)).toMatchObject({
        start: Temporal.Instant.from("2026-01-05T11:40:00Z"),
      });
    }
  });
});

describe("an incident", () => {
  it("is inc-42 anywhere, in any case", async () => {
    for (const ctx of [outside, inside]) {
      expect(await valuesOf("incident status INC-42 open", ctx)).toMatchObject({ incident: { number: 42 } });
    }
  });

  it("is a bare number only outside an incident's place", async () => {
    for (const typed of ["42", "#42"]) {
      expect(await valuesOf(`incident tag ${typed} db`)).toMatchObject({ incident: { number: 42 }, tag: "db" });
    }
    expect(await valuesOf("incident tag 42", inside)).toMatchObject({ incident: { number: 7 }, tag: "42" });
    expect(await valuesOf("incident status pending 42 cards fail", inside)).toMatchObject({
      incident: { number: 7 },
      note: "42 cards fail",
    });
  });

  it("may be left out inside its place, and is asked for elsewhere", async () => {
    expect(await valuesOf("incident status pending", inside)).toMatchObject({ incident: { number: 7 } });
    expect(await refusalOf(valuesOf("incident status pending"))).toBe(
      "Which incident? Add its number, such as `inc-42`, or say it in the incident's thread. `/incident list` shows them.",
    );
  });
});

describe("a mistake", () => {
  it("is answered with what was expected and how it is used", async () => {
    expect(await refusalOf(valuesOf("incident status inc-1 broken"))).toBe(
      '"broken" is not understood as status: expected `open`, `pending`. Usage: `/incident status [incident] <status> [note …]`',
    );
    expect(await refusalOf(valuesOf("incident status inc-1"))).toBe(
      "`/incident status` needs `open`, `pending`. Usage: `/incident status [incident] <status> [note …]`",
    );
    expect(await refusalOf(valuesOf("tocsin set on 5 times"))).toBe(
      '"times" is more than `/tocsin set` understands. Usage: `/tocsin set <switch> [count]`',
    );
    expect(await refusalOf(valuesOf("incident open start:soon x"))).toContain('"soon" is not understood as start');
    expect(await refusalOf(valuesOf("incident list status:broken"))).toContain("`/incident list [status:…] [text …]`");
  });

  it("is said back in short, however long it was", async () => {
    expect((await refusalOf(valuesOf(`tocsin set on ${"x".repeat(40_000)}`))).length).toBeLessThan(250);
    expect((await refusalOf(valuesOf(`tocsin set ${"x".repeat(40_000)}`))).length).toBeLessThan(250);
  });

  it("names the argument, so that a form can show it there", async () => {
    const field = (reading: Promise<unknown>) => reading.catch((error: unknown) => (error as Refusal).field);
    expect(await field(valuesOf("incident status inc-1 broken"))).toBe("status");
    expect(await field(optionsOf("incident status", { incident: "inc-1" }))).toBe("status");
  });
});

describe("the other entrance", () => {
  it("takes values apart from any text: nothing in them is read as words", async () => {
    expect(await optionsOf("incident open", { title: 'sev1 tag:db --private "x"' })).toEqual({
      ...opened,
      title: 'sev1 tag:db --private "x"',
    });
  });

  it("takes several values as they are, and one text with commas as several", async () => {
    expect(await optionsOf("incident open", { tag: ["a,b", " ", "c"] })).toMatchObject({ tag: ["a,b", "c"] });
    expect(await optionsOf("incident open", { tag: "a, b" })).toMatchObject({ tag: ["a", "b"] });
  });

  it("takes what is left blank as absent, but an emptied text as empty", async () => {
    expect(
      await optionsOf("incident open", { level: "", start: " ", tag: [], private: "", title: " \n", about: "" }),
    ).toEqual({
      ...opened,
      title: "",
      about: "",
    });
    expect(await refusalOf(optionsOf("incident say", { text: " " }))).toContain("needs some words");
  });

  it("forgives spaces around a value", async () => {
    expect(await optionsOf("incident status", { incident: " inc-3 ", status: " Pending ", note: " so " })).toEqual({
      path: "incident status",
      incident: { number: 3 },
      status: "pending",
      note: "so",
    });
  });

  it("leaves the incident out inside its place", async () => {
    expect(await optionsOf("incident tag add", { tag: "x" }, inside)).toMatchObject({ incident: { number: 7 } });
  });

  it("knows declared paths alone", async () => {
    expect(await readOptions(table, outside, "incident nonsense", {})).toEqual({
      kind: "group",
      path: "incident",
      unknown: "nonsense",
      rest: "",
    });
  });

  it("gives the same values as a line that says the same", async () => {
    const text = fc
      .string({ unit: fc.constantFrom("a", "z", "é", "🔥", ",", "'", ":", "-", " ", "1"), maxLength: 12 })
      .map((one) => one.trim())
      .filter((one) => one !== "");
    const given = fc.record(
      {
        level: fc.constantFrom("sev1", "SEV4", "high"),
        start: fc.constantFrom("20m ago", "11:30", "2026-01-05", "yesterday 9am"),
        tag: fc.array(text, { maxLength: 3 }),
        about: text,
        private: fc.constant("yes"),
        title: text,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(given, async ({ private: hidden, ...some }) => {
        const parts = Object.entries(some).flatMap(([name, value]) => [value].flat().map((one) => `${name}:"${one}"`));
        const line = ["incident open", ...(hidden === undefined ? [] : ["--private"]), ...parts].join(" ");
        const options = { ...some, ...(hidden === undefined ? {} : { private: hidden }) };
        expect(await valuesOf(line)).toEqual(await optionsOf("incident open", options));
      }),
    );
  });
});

describe("any line", () => {
  it("loses no word: what is not read by name is the title", async () => {
    const part = fc.constantFrom(
      "tag:db",
      "tag:",
      "--private",
      "—private",
      "sev1",
      "it",
      "broke",
      "foo:bar",
      '"a b"',
      '"a',
      "constructor:x",
      "about:x",
      "start:soon?",
      "level!:x",
      "\n",
      "🔥",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const line = parts.join(" ");
        let values: Readonly<Record<string, unknown>>;
        try {
          values = await valuesOf(`incident open ${line}`);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        const title = String(values["title"] ?? "");
        const kept = line.trim();
        const tail = kept.endsWith(title)
          ? kept.slice(0, kept.length - title.length)
          : kept.slice(0, kept.lastIndexOf(title) - 1);
        const read = tail
          .trim()
          .split(/\s+/)
          .filter((one) => one !== "" && one !== '"');
        for (const one of read) expect(one).toMatch(/^(tag:db|about:x|--private|—private|sev1)$/);
      }),
      { numRuns: 500 },
    );
  });
});
