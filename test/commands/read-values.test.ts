import { describe, expect, it } from "vitest";
import type { Refusal } from "../../src/domain/refusal.ts";
import { inside, optionsOf, outside, refusalOf, valuesOf } from "../support/grammar.ts";

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
      '"broken" is not understood: expected one of `open`, `pending`. Usage: `/incident status [incident] <status> [note …]`',
    );
    expect(await refusalOf(valuesOf("incident status inc-1"))).toBe(
      "`/incident status` needs one of `open`, `pending`. Usage: `/incident status [incident] <status> [note …]`",
    );
    expect(await refusalOf(valuesOf("tocsin set on 5 times"))).toBe(
      '"times" is more than `/tocsin set` understands. Usage: `/tocsin set <switch> [count]`',
    );
    expect(await refusalOf(valuesOf("incident open start:soon x"))).toContain('"soon" is not understood for `start`');
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
