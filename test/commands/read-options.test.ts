import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOptions } from "../../src/commands/read.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import { inside, opened, optionsOf, outside, refusalOf, table, valuesOf } from "../support/grammar.ts";

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

  it("takes a filter's value after an exclamation mark for what is not wanted, unless it was chosen whole", async () => {
    expect(await optionsOf("incident list", { status: "!open" })).toMatchObject({ status: { is: [], not: ["open"] } });
    expect(await optionsOf("incident list", { status: "closed, ! open" })).toMatchObject({
      status: { is: ["closed"], not: ["open"] },
    });
    expect(await valuesOf("incident list status:!open")).toEqual(await valuesOf("incident list status!:open"));
    expect(await refusalOf(optionsOf("incident list", { status: ["!open"] }))).toContain('"!open" is not understood');
    expect(await refusalOf(optionsOf("incident list", { status: "!" }))).toContain('"!" is not understood');
    expect(await optionsOf("incident open", { tag: "!urgent" })).toMatchObject({ tag: ["!urgent"] });
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
