import { readFileSync } from "node:fs";
import { PermissionsBitField } from "discord.js";
import { describe, expect, it } from "vitest";
import { manifestText } from "../../../src/cli/manifest.ts";
import { rest } from "../../../src/commands/arguments/plain.ts";
import { command, optional } from "../../../src/commands/command.ts";
import { menu } from "../../../src/commands/menu.ts";
import { buildTable } from "../../../src/commands/table.ts";
import { discordCommands, installUrl } from "../../../src/platforms/discord/manifest.ts";
import { sameCommands } from "../../../src/platforms/discord/register.ts";
import { problemWithBody } from "../../support/discord-openapi.ts";

type Json = Readonly<Record<string, unknown>>;

const commands = discordCommands(menu());
const optionsOf = (of: Json | undefined): readonly Json[] => (of?.["options"] as readonly Json[] | undefined) ?? [];
const called = (all: readonly Json[], name: string): Json | undefined => all.find((one) => one["name"] === name);

it("is the one in the repository", () => {
  expect(readFileSync("manifests/discord.json", "utf8")).toBe(manifestText("discord"));
});

it("leads from the README to where the bot is added, with the permissions it names", () => {
  const { permissions } = JSON.parse(manifestText("discord")) as { permissions: string[] };
  const asked = new PermissionsBitField(BigInt(new URL(installUrl("1")).searchParams.get("permissions") ?? 0));
  const names = asked.toArray().map((name) => name.replaceAll(/(?<!^)[A-Z]/g, "_$&").toUpperCase());
  expect(names.toSorted()).toEqual(permissions.toSorted());
  expect(readFileSync("README.md", "utf8")).toContain(`\n   ${installUrl("APPLICATION_ID")}\n`);
});

it("is taken by Discord, as its own description says", () => {
  expect(problemWithBody("PUT", "/applications/1/commands", commands) ?? null).toBeNull();
});

describe("the commands", () => {
  it("are those of the table, with groups one level deep", () => {
    expect(commands.map(({ name }) => name)).toEqual(
      ["incident", "oncall", "tocsin", "Open incident from this message", "Add to incident"].filter(
        (name) => name !== "oncall" || called(commands, "oncall") !== undefined,
      ),
    );
    const assign = called(optionsOf(called(commands, "incident")), "assign");
    expect(assign).toMatchObject({ type: 2 });
    expect(optionsOf(assign).map(({ name }) => name)).toEqual(["add", "remove", "over"]);
  });

  it("have typed options: what is completed is text, a flag is a choice of two, a number is one", () => {
    const open = called(optionsOf(called(commands, "incident")), "open");
    expect(called(optionsOf(open), "severity")).toMatchObject({ type: 3, autocomplete: true });
    expect(called(optionsOf(open), "private")).toMatchObject({ type: 5 });
    expect(called(optionsOf(open), "title")?.["autocomplete"]).toBeUndefined();
  });

  it("ask first for what they cannot do without", () => {
    for (const one of commands.flatMap((root) => optionsOf(root)).flatMap((sub) => [sub, ...optionsOf(sub)])) {
      const required = optionsOf(one).map((option) => option["required"] === true);
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  });

  it("ask next for what people say without its name", () => {
    const open = called(optionsOf(called(commands, "incident")), "open");
    expect(
      optionsOf(open)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(["severity", "title", "description"]);
  });

  it("stay within Discord's limits", () => {
    const walk = (one: Json): void => {
      expect(String(one["name"]).length).toBeLessThanOrEqual(32);
      expect(String(one["description"] ?? "x").length).toBeLessThanOrEqual(100);
      expect(optionsOf(one).length).toBeLessThanOrEqual(25);
      optionsOf(one).forEach(walk);
    };
    commands.forEach(walk);
  });

  it("fail to be built when they would not fit", () => {
    const wide = Array.from({ length: 90 }, (_, i) =>
      command({
        path: `incident g${i % 20} c${i}`,
        summary: "x".repeat(95),
        permission: "incident.view",
        answer: "private",
        args: { text: optional(rest("y")) },
        run: async () => ({ summary: "", blocks: [] }),
      }),
    );
    expect(() => discordCommands(buildTable(wide))).toThrow(/characters/);
  });
});

it("is the same as what Discord gives back with its own additions, and not when a word differs", () => {
  const back = commands.map((one, i) => ({
    ...one,
    id: String(i),
    version: "1",
    dm_permission: true,
    nsfw: false,
    default_member_permissions: null,
    name_localizations: null,
    ...(one["type"] === 3 ? { description: "" } : {}),
  }));
  expect(sameCommands(back.toReversed(), commands)).toBe(true);
  const [first, ...rest] = back;
  expect(sameCommands([{ ...first, description: "other" }, ...rest], commands)).toBe(false);
});
