import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { findPath, readLine } from "../../src/commands/read.ts";
import type { ScheduleId } from "../../src/domain/ids.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import { createChannel } from "../../src/services/channel/create.ts";
import { createEscalation } from "../../src/services/escalation/change.ts";
import { createSchedule } from "../../src/services/oncall/schedule/create.ts";
import { createPolicy } from "../../src/services/policy/change.ts";
import { addSeverity } from "../../src/services/severity/add.ts";
import { addTarget } from "../../src/services/target/add.ts";
import { createTeam } from "../../src/services/team/change.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { definitionOf, layerOf } from "../support/oncall-definition.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = menu();
const { commands, aliases } = table;

/** What `/incident` may hold: one word, or a group. Whatever comes later joins a group. */
const alone =
  "open ack take resolve close reopen status severity comment list show timeline report stats deliver duplicate delete";
const groups = "assign role tag link edit page update task";

describe("the menu", () => {
  it("holds nothing beside the twenty-five children that /incident has", () => {
    const planned = `${alone} ${groups}`.split(" ");
    expect(planned).toHaveLength(25);
    expect(table.children("incident").filter((word) => !planned.includes(word))).toEqual([]);
  });

  it("groups what is a group, and nothing else, so that every platform can register it", () => {
    const paths = commands.map(({ path }) => path);
    expect(paths.filter((path) => paths.some((other) => other.startsWith(`${path} `)))).toEqual([]);
    for (const word of table.children("incident")) {
      const isGroup = paths.some((path) => path.startsWith(`incident ${word} `));
      expect(isGroup, word).toBe(groups.split(" ").includes(word));
    }
  });

  it("has the three commands and no other", () => {
    expect([...new Set(commands.map(({ path }) => path.split(" ")[0]))].toSorted()).toEqual([
      "incident",
      "oncall",
      "tocsin",
    ]);
  });

  it.each(commands.map((one) => [one.path, one] as const))("says in one calm line what /%s does", (_path, one) => {
    expect(one.summary).toMatch(/^\p{Lu}/u);
    for (const words of [one.summary, ...Object.values(one.args).map(({ description }) => description)]) {
      expect(words).not.toMatch(/[.!]$|\s{2}|^\s|\s$|\n/u);
      expect(words.length).toBeGreaterThan(0);
      expect(words.length).toBeLessThanOrEqual(100);
    }
  });

  it("finds every other name, and none that a shorter command would swallow", () => {
    for (const { from, to } of aliases) {
      const found = findPath(table, `${from} `);
      expect(found, from).toMatchObject({ kind: "command", command: { path: to }, rest: "" });
    }
  });

  it("asks at most for five things in a row before the rest", () => {
    for (const { path, args } of commands) {
      const words = Object.values(args).filter(({ mode }) => mode === "word");
      expect(words.length, path).toBeLessThanOrEqual(5);
    }
  });

  it("takes a slip behind a name that stands for a command of its own for a slip", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const message = await acme.answers(table, ada, "/oncall nwo");
    expect(wordsOf(message)).toContain("I do not know /oncall nwo. Did you mean /oncall now?");
    expect(Object.values(buttonsOf(message))).toEqual(["oncall now"]);
    expect(await acme.types(table, ada, "/incident assign romove inc-42 me")).toContain(
      "Did you mean /incident assign remove?",
    );
    expect(await acme.types(table, ada, "/oncall tomorrow night")).toContain("more than /oncall now understands");
    expect(await acme.types(table, ada, "/incident assign inc-42 somebody")).not.toContain(
      "Did you mean /incident assign",
    );
  });

  it("shows examples that are understood as the command they are shown with", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    await createChannel(ctx, { name: "payments", description: "" });
    await createTeam(ctx, "platform", []);
    const layers = [layerOf({ slots: [[personKey(world.people.ada)]] })];
    const schedules: ScheduleId[] = [];
    for (const name of ["web", "api"]) {
      schedules.push((await createSchedule(ctx, { name, definition: definitionOf(layers) })).id);
    }
    await addSeverity(ctx, {
      key: "blip",
      name: "Blip",
      description: "",
      colour: "#7A3FF2",
      aliases: [],
      urgent: false,
      banner: false,
    });
    const given = { address: "ops@example.com", url: "https://hooks.example.com/x" };
    await addTarget(ctx, ctx.outside, { kind: "email", name: "ops-mail", given, mine: false });
    await addTarget(ctx, ctx.outside, { kind: "webhook", name: "ops-hook", given, mine: false });
    const steps = [{ targets: [personKey(world.people.ada)], wait: 300, need: 1 }];
    await createEscalation(ctx, { name: "payments", steps });
    await createPolicy(ctx, { name: "web-news", types: ["issue.add"], schedules });
    const problems: string[] = [];
    for (const { path, examples = [] } of commands) {
      for (const example of examples) {
        // Slack sends a mention of a group with its id.
        const line = example.replace("@platform-team", "[@platform-team](group:S0123456)");
        const read = await readLine(table, ctx, line).catch((error: unknown) => String(error));
        const understood = typeof read !== "string" && read.kind === "command" ? read.command.path : read;
        if (understood !== path) problems.push(`${example}: ${JSON.stringify(understood)}`);
      }
    }
    expect(problems).toEqual([]);
  });
});
