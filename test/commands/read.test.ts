import { describe, expect, it } from "vitest";
import { readLine } from "../../src/commands/read.ts";
import { inside, opened, outside, refusalOf, table, valuesOf } from "../support/grammar.ts";

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

  it("may stand anywhere where no argument takes the rest of the line", async () => {
    for (const line of ["inc-3 tag:db", "tag:db inc-3", 'tag:"db" inc-3']) {
      expect(await valuesOf(`incident tag add ${line}`)).toMatchObject({ incident: { number: 3 }, tag: "db" });
    }
    expect(await valuesOf('tocsin set "on" count:3')).toMatchObject({ switch: true, count: 3 });
    expect(await refusalOf(valuesOf("tocsin set on count:3 more"))).toContain('"more" is more than');
    expect(await valuesOf("incident say about tag:db")).toMatchObject({ text: "about tag:db" });
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
      "private:meeting room is hot",
      "title!:x",
      "14:30 crash",
    ]) {
      expect(await valuesOf(`incident open ${title}`)).toEqual({ ...opened, title });
    }
  });

  it("that are flags may say yes or no, as Discord's options do", async () => {
    for (const yes of ["--private", "private:yes", "Private:true"])
      expect(await valuesOf(`incident open ${yes} leak`)).toEqual({ ...opened, private: true, title: "leak" });
    expect(await valuesOf("incident open private:no leak")).toEqual({ ...opened, private: false, title: "leak" });
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
