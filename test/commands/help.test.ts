import { describe, expect, it } from "vitest";
import { choice, flag, onOff, rest, word } from "../../src/commands/arguments/plain.ts";
import { type Command, command, filter, named, optional } from "../../src/commands/command.ts";
import type { CommandCtx } from "../../src/commands/context.ts";
import { dispatch, type Outcome } from "../../src/commands/dispatch.ts";
import { buildTable } from "../../src/commands/table.ts";
import type { Role } from "../../src/domain/actor.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import type { Message } from "../../src/presentation/message.ts";
import { answer } from "../../src/presentation/say.ts";
import { ada } from "../support/incident.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const base = { permission: "incident.change", answer: "private", run: async () => answer("Done.") } as const;
const commands: readonly Command[] = [
  command({
    ...base,
    path: "incident open",
    summary: "Open an incident",
    args: { private: flag("Hide it"), title: optional(rest("What is broken?")) },
    examples: ["incident open checkout down", "incident open --private leak"],
    form: {
      when: (args) => args.title === undefined,
      build: () => ({ path: "incident open", title: "Open", submit: "Open", inputs: [], known: {} }),
    },
    run: async (_ctx, args) => answer(`Opened ${args.title}.`),
  }),
  command({
    ...base,
    path: "incident list",
    summary: "Show incidents",
    permission: "incident.view",
    args: { status: filter(choice(["open"], "Which status")), by: named(word("Whose")) },
  }),
  command({ ...base, path: "incident tag add", summary: "Tag it", args: { tag: word("One word") } }),
  command({ ...base, path: "incident tag remove", summary: "Take a tag away", args: { tag: word("Which one") } }),
  command({
    ...base,
    path: "tocsin set",
    summary: "Set it",
    permission: "workspace.manage",
    answer: "public",
    args: { switch: onOff("On or off") },
    run: async (_ctx, args) => {
      if (!args.switch) throw new Refusal("stays-on", "It stays on. Switch it with `/tocsin set on`.", "switch");
      return answer("On.");
    },
  }),
];
const table = buildTable(commands, [
  { from: "incident new", to: "incident open" },
  { from: "incident tag", to: "incident tag add" },
]);
const ctxOf = (role: Role) => ({ actor: { kind: "person", id: ada, role } }) as CommandCtx;
const ask = (line: string, role: Role = "owner"): Promise<Outcome> =>
  dispatch(table, ctxOf(role), { kind: "line", line });
const answered = async (line: string, role: Role = "owner"): Promise<Message> => {
  const outcome = await ask(line, role);
  if (outcome.kind !== "answer") throw new Error("A form was shown.");
  return outcome.message;
};
const said = async (line: string, role: Role = "owner") => wordsOf(await answered(line, role));

describe("help", () => {
  it("for a whole command lists what there is, with how it is typed", async () => {
    const all = [
      "/incident",
      "- /incident open [title …] Open an incident",
      "- /incident list Show incidents",
      "- /incident tag add <tag> Tag it",
      "- /incident tag remove <tag> Take a tag away",
      "More about one: /incident help <command>",
    ].join("\n");
    for (const line of ["incident", "/incident help", "issue help"]) expect(await said(line)).toBe(all);
  });

  it("offers to show a number, and to open what reads like a title", async () => {
    const offered = async (line: string) => buttonsOf(await answered(line));
    expect(await offered("incident 7")).toEqual({ "Show INC-7": "incident show inc-7" });
    expect(await offered("incident inc-7")).toEqual({ "Show INC-7": "incident show inc-7" });
    expect(await offered("incident checkout is down")).toEqual({
      "Open an incident: checkout is down": "incident open checkout is down",
    });
    for (const line of ["undo", "undo 1", "unack inc-12"]) expect(await offered(`incident ${line}`)).toEqual({});
  });

  it("hides what the reader may not do", async () => {
    const words = await said("incident help", "read-only");
    expect(words).toContain("/incident list");
    expect(words).not.toContain("/incident open");
  });

  it("for one command says everything about it", async () => {
    const open = [
      "/incident open [--private] [title …]",
      "Open an incident.",
      "- --private Hide it\n- title What is broken?",
      "For example /incident open checkout down or /incident open --private leak",
      "Also /incident new",
    ].join("\n");
    for (const line of [
      "incident help open",
      "incident open help",
      "incident help new",
      "incident help open the door",
    ]) {
      expect(await said(line)).toBe(open);
    }
    expect(await said("incident help list")).toContain("- status: or status!: Which status\n- by: Whose");
  });

  it("for a group lists the group, whatever it stands for by itself", async () => {
    for (const line of ["incident help tag", "incident tag help"]) {
      expect(await said(line)).toContain(
        "/incident tag add <tag> Tag it\n- /incident tag remove <tag> Take a tag away",
      );
      expect(await said(line)).not.toContain("/incident open");
    }
  });

  it("for a word that is slightly wrong says what was meant", async () => {
    expect(await said("incident help opne")).toContain("I do not know /incident opne. Did you mean /incident open?");
    expect(await said("incident help nonsense")).toContain("I do not know /incident nonsense.");
    expect(await said("incident help nonsense")).toContain("All commands: /incident help");
  });

  it("begins with the commands where there is none", async () => {
    for (const line of ["", "help", "nonsense help"]) {
      expect(await said(line)).toBe("Begin with /incident, /oncall or /tocsin.");
    }
  });
});

describe("an unknown command", () => {
  it("offers what was meant, with every word that followed", async () => {
    const message = await answered("/incident opne  the\n\ndoor  ");
    expect(wordsOf(message)).toContain("I do not know /incident opne. Did you mean /incident open?");
    expect(Object.values(buttonsOf(message))).toEqual(["incident open  the\n\ndoor"]);
    expect(await ask("/incident opne x")).toMatchObject({ refused: true, visible: "private" });
  });

  it("offers to open an incident called so, with all of its words", async () => {
    const title = `checkout ${"is very ".repeat(30)}slow 🔥`;
    expect(Object.values(buttonsOf(await answered(`incident ${title}`)))).toEqual([`incident open ${title}`]);
  });

  it("is said back in short", async () => {
    expect((await said(`tocsin ${"x".repeat(40_000)}`)).length).toBeLessThan(300);
  });
});

describe("a request", () => {
  it("is answered, to whom the command says", async () => {
    expect(await ask("incident open x y")).toMatchObject({ kind: "answer", visible: "private", refused: false });
    expect(await said("incident open x y")).toBe("Opened x y.");
    expect(await ask("tocsin set on")).toMatchObject({ visible: "public", refused: false });
  });

  it("is a form where words are missing, from either entrance", async () => {
    const options = { kind: "options", path: "incident open", given: {} } as const;
    for (const outcome of [await ask("incident open"), await dispatch(table, ctxOf("owner"), options)]) {
      expect(outcome).toMatchObject({ kind: "form", form: { path: "incident open" } });
    }
  });

  it("that is refused is answered privately with the reason and the argument it is about", async () => {
    expect(await ask("tocsin set off")).toMatchObject({ visible: "private", refused: true, field: "switch" });
    const { blocks } = await answered("tocsin set off");
    expect(blocks[0]).toMatchObject({
      content: [
        { kind: "text", text: "It stays on. Switch it with " },
        { kind: "code", text: "/tocsin set on" },
        { kind: "text", text: "." },
      ],
    });
  });

  it("of somebody who may not is refused before anything happens, forms too", async () => {
    for (const [line, role] of [
      ["incident open", "read-only"],
      ["incident open x", "read-only"],
      ["tocsin set on", "standard"],
    ] as const) {
      expect(await ask(line, role)).toMatchObject({ kind: "answer", refused: true });
      expect(await said(line, role)).toContain("Ask an owner of the workspace.");
    }
    expect(await ask("incident list", "read-only")).toMatchObject({ refused: false });
  });

  it("that meets a bug is not answered here", async () => {
    const broken = buildTable([
      command({ ...base, path: "a", summary: "A", args: {}, run: async () => Promise.reject(new TypeError("x")) }),
    ]);
    await expect(dispatch(broken, ctxOf("owner"), { kind: "line", line: "a" })).rejects.toThrow(TypeError);
  });
});
