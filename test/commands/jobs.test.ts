import { expect, it } from "vitest";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinCommands } from "../../src/commands/tocsin.ts";
import type { Outcome } from "../../src/store/attempt.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands);
const reads = (acme: TestWorkspace, line: string) => acme.answers(table, acme.as("ada"), line);

/** A workspace in which announcing an incident is given up, until it is told to go well. */
const inTrouble = async () => {
  const acme = await testWorkspace();
  const state: { outcome: Outcome; done: string[] } = {
    outcome: { kind: "bury", reason: "Slack refused: not_in_channel" },
    done: [],
  };
  await acme.jobs.work(async ({ data, key }) => {
    if (data.kind !== "announce") return { kind: "done" };
    if (state.outcome.kind === "done") state.done.push(key);
    return state.outcome;
  });
  acme.clock.follow(acme.jobs);
  return { acme, state, [Symbol.asyncDispose]: () => acme[Symbol.asyncDispose]() };
};

it("lists what was given up, why and when, and tries one again", async () => {
  await using world = await inTrouble();
  const { acme, state } = world;
  expect(wordsOf(await reads(acme, "tocsin jobs"))).toContain("no job was given up");
  const { id } = await acme.open({ title: "Checkout is down" });
  await acme.clock.settle();
  const list = await reads(acme, "tocsin jobs");
  expect(wordsOf(list)).toContain("Show an incident wherever it belongs · INC-1\nSlack refused: not_in_channel");
  expect(wordsOf(list)).toContain("after one attempt. [Try again]");

  state.outcome = { kind: "done" };
  const line = buttonsOf(list)["Try again"] ?? "";
  expect(wordsOf(await reads(acme, line))).toContain("it is tried again now");
  expect(wordsOf(await reads(acme, line))).toContain("not given up any more");
  await acme.clock.settle();
  expect(state.done).toEqual([`announce:${id}`]);
  expect(wordsOf(await reads(acme, "tocsin jobs"))).toContain("no job was given up");
});

it("names no private incident to whoever is not on it", async () => {
  await using world = await inTrouble();
  const { acme } = world;
  await acme.open({ title: "A leak", private: true }, "grace");
  await acme.clock.settle();
  const words = wordsOf(await reads(acme, "tocsin jobs"));
  expect(words).toContain("Show an incident wherever it belongs");
  expect(words).not.toContain("INC-1");
});

it("is for those who look after the workspace", async () => {
  await using acme = await testWorkspace();
  expect(await acme.types(table, acme.as("grace"), "tocsin jobs")).toContain("managed by administrators");
});
