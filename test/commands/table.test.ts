import { describe, expect, it } from "vitest";
import { rest, word } from "../../src/commands/arguments/plain.ts";
import { type Alias, type Arguments, type Command, command, named } from "../../src/commands/command.ts";
import { buildTable } from "../../src/commands/table.ts";

const declared = (path: string, args: Arguments = {}, summary = "Do it"): Command =>
  command({
    path,
    summary,
    permission: "incident.view",
    answer: "private",
    args,
    run: async () => ({ summary: "", blocks: [] }),
  });
const some = (count: number, path: (n: number) => string) => Array.from({ length: count }, (_, n) => declared(path(n)));
const problem = (commands: readonly Command[], aliases: readonly Alias[] = []): string => {
  try {
    buildTable(commands, aliases);
  } catch (error) {
    return String(error);
  }
  return "";
};

describe("a table of commands", () => {
  it("finds what is declared and what stands for it", () => {
    const table = buildTable(
      [declared("a b c"), declared("a d", { x: word("X") })],
      [{ from: "a e", to: "a d", preset: { x: "1" } }],
    );
    expect(table.find("a b c")).toMatchObject({ command: { path: "a b c" }, preset: {} });
    expect(table.find("a e")).toMatchObject({ command: { path: "a d" }, preset: { x: "1" } });
    for (const path of ["a", "a b", "A D", "constructor", ""]) expect(table.find(path)).toBe(undefined);
  });

  it("knows what may follow, registered words first", () => {
    const table = buildTable([declared("a b c"), declared("a d")], [{ from: "a e", to: "a d" }]);
    expect(table.children("a")).toEqual(["b", "d"]);
    expect(table.children("a", true)).toEqual(["b", "d", "e"]);
    expect(table.children("a b")).toEqual(["c"]);
    expect(table.under("a b").map(({ path }) => path)).toEqual(["a b c"]);
    expect(table.under("a").map(({ path }) => path)).toEqual(["a b c", "a d"]);
  });

  it("holds 25 children a node, and not 26, at either depth", () => {
    expect(problem(some(25, (n) => `a n${n}`))).toBe("");
    expect(problem(some(26, (n) => `a n${n}`))).toContain('"a" has 26 children; 25 fit');
    expect(problem(some(26, (n) => `a b n${n}`))).toContain('"a b" has 26 children; 25 fit');
    const groups = some(26, (n) => `a n${n % 25} x${n}`);
    expect(problem(groups)).toBe("");
  });

  it("holds 8000 characters a command, and not one more", () => {
    const full = (last: number) => [
      ...Array.from({ length: 19 }, (_, n) =>
        declared(`aa ${String(n).padStart(4, "0")}`, { abcd: named(word("d".repeat(100))) }, "s".repeat(92)),
      ),
      ...Array.from({ length: 4 }, (_, n) =>
        declared(
          `aa 9${String(n).padStart(3, "0")}`,
          Object.fromEntries(Array.from({ length: 10 }, (_unused, i) => [`arg${i}`, named(word("d".repeat(96)))])),
          "s".repeat(46),
        ),
      ),
      declared("aa bb", {}, "s".repeat(last)),
    ];
    // 2 for "aa"; 19 of 4 + 92 + 4 + 100; 4 of 4 + 46 + 10 times 4 + 96; 2 for "bb".
    const used = 2 + 19 * 200 + 4 * 1050 + 2;
    expect(used).toBe(8004);
    expect(problem(full(1))).toContain('"aa" has 8005 characters of names and descriptions; 8000 fit');
    expect(problem(full(1).slice(1))).toBe("");
    const exact = [
      ...full(1).slice(1, -1),
      declared("aa bb", {}, "s".repeat(100)),
      declared("aa cc", {}, "s".repeat(94)),
    ];
    expect(problem(exact)).toBe("");
    expect(problem([...exact.slice(0, -1), declared("aa cc", {}, "s".repeat(95))])).toContain("8001 characters");
  });

  it("counts every command by itself", () => {
    const half = (root: string) =>
      some(20, (n) => `${root} n${n}`).map((one) => ({
        ...one,
        summary: "s".repeat(100),
        args: { x: named(word("d".repeat(100))) },
      }));
    expect(problem([...half("a"), ...half("b")])).toBe("");
  });

  it.each([
    ["four words", [declared("a b c d")], '"a b c d" has more than 3 words'],
    ["a word in capitals", [declared("a B")], '"B" in "a B" cannot be registered'],
    ["an argument in capitals, which nobody could type", [declared("a", { dueAt: word("x") })], '"dueAt" in "a"'],
    ["a long summary", [declared("a", {}, "s".repeat(101))], 'the summary of "a" is too long'],
    ["a long description", [declared("a", { x: word("d".repeat(101)) })], '"a" says too much of x'],
    ["something after a rest", [declared("a", { x: rest("X"), y: word("Y") })], '"a" has arguments after its rest'],
    ["two of a path", [declared("a"), declared("a")], '"a" is declared twice'],
  ])("fails on %s", (_what, commands, words) => {
    expect(problem(commands)).toContain(words);
  });

  it.each([
    ["leads nowhere", [{ from: "b", to: "c" }], '"b" stands for "c", which does not exist'],
    ["is a command", [{ from: "a", to: "a" }], '"a" is a command and an alias'],
    [
      "is there twice",
      [
        { from: "b", to: "a" },
        { from: "b", to: "a" },
      ],
      '"b" is an alias twice',
    ],
    [
      "presets what is not asked",
      [{ from: "b", to: "a", preset: { y: "1" } }],
      '"b" presets "y", which "a" does not take',
    ],
  ])("fails on an alias that %s", (_what, aliases, words) => {
    expect(problem([declared("a", { x: word("X") })], aliases)).toContain(words);
  });

  it("lets named arguments follow a rest", () => {
    expect(problem([declared("a", { x: rest("X"), y: named(word("Y")) })])).toBe("");
  });
});
