import { describe, expect, it } from "vitest";
import type { NagSettings } from "../../../src/domain/notify/nags.ts";
import { acknowledgeIncident, changeIncidentStatus } from "../../../src/services/incident/progress.ts";
import { addIncidentTask, assignIncidentTask, finishIncidentTask } from "../../../src/services/incident/task.ts";
import { postIncidentUpdate } from "../../../src/services/incident/update.ts";
import { handOver } from "../../../src/services/notify/hand-over.ts";
import { snoozePages } from "../../../src/services/notify/snooze.ts";
import { changeNag } from "../../../src/services/workspace/nags.ts";
import { setNagSettings } from "../../../src/store/workspaces.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { buttonsOf, wordsOf } from "../../support/said.ts";

const off = {
  commander: "off",
  severity: "off",
  update: "off",
  forgotten: "off",
  task: "off",
  stale: "off",
} as const;

/** A world in which incidents ask for these alone, and are shown in #ops. */
const asking = async (only: NagSettings): Promise<PostingWorld> => {
  const world = await postingWorld();
  const kept = Object.fromEntries(Object.entries({ ...off, ...only }).filter(([, value]) => value !== undefined));
  await world.workspace.database.transact((tx) => setNagSettings(tx, world.workspace.workspace, kept));
  await world.map("all", "C-OPS");
  return world;
};

const usual = undefined as never;

const threads = (world: PostingWorld) => world.chat.in("C-OPS").flatMap(({ ref }) => world.chat.under(ref));

const asked = (world: PostingWorld, what: string) =>
  threads(world)
    .map(({ message }) => wordsOf(message))
    .filter((words) => words.includes(what));

const pass = async (world: PostingWorld, times: number, step: string) => {
  for (let i = 0; i < times; i += 1) await world.advance(step);
};

describe("an incident", () => {
  it("asks for a commander where its severity is grave, three times at most", async () => {
    await using world = await asking({ commander: usual });
    await world.open("Checkout is down", { severity: "sev1" });
    await world.open("A typo", { severity: "sev4" });
    await world.settle();
    await world.advance("4m");
    expect(asked(world, "no commander")).toEqual([]);
    await pass(world, 8, "10m");
    expect(asked(world, "no commander")).toHaveLength(3);
    expect(asked(world, "no commander")[0]).toContain("notes that it has no commander after 5m");
  });

  it("asks for no commander while its severity is grave no more, and again when it is", async () => {
    await using world = await asking({ commander: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await world.becomes(id, "sev4");
    await world.advance("40m");
    expect(asked(world, "no commander")).toEqual([]);
    await world.becomes(id, "sev2");
    await world.advance("10m");
    expect(asked(world, "no commander")).toHaveLength(1);
  });

  it("can be told to stop asking, and to ask again", async () => {
    await using world = await asking({ commander: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await world.advance("5m");
    const line = threads(world).find(({ message }) => "Stop asking" in buttonsOf(message));
    expect(line && buttonsOf(line.message)).toEqual({
      "I am commander": "incident role set inc-1 commander me",
      "Stop asking": "incident page snooze --asks inc-1 forever",
    });
    await snoozePages(world.as("ada"), { id }, "forever", "asks");
    await pass(world, 6, "10m");
    expect(asked(world, "no commander")).toHaveLength(1);
    await snoozePages(world.as("ada"), { id }, "off", "asks");
    await world.settle();
    expect(asked(world, "no commander")).toHaveLength(2);
  });

  it("keeps to itself what it asks for while its pages are silenced, also after something was heard", async () => {
    await using world = await asking({ forgotten: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.settle();
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ hours: 4 }));
    await world.comments(id, { body: "looking" });
    await pass(world, 7, "30m");
    expect(world.chat.words("U-ADA").filter((words) => words.includes("no word"))).toEqual([]);
    await world.advance("31m");
    expect(world.chat.words("U-ADA").filter((words) => words.includes("no word"))).toHaveLength(1);
  });

  it("counts what it heard while it was told to stop asking", async () => {
    await using world = await asking({ forgotten: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await snoozePages(world.as("ada"), { id }, "forever", "asks");
    await pass(world, 4, "30m");
    await world.comments(id, { body: "looking" });
    await world.settle();
    await snoozePages(world.as("ada"), { id }, "off", "asks");
    const asks = () => world.chat.words("U-ADA").filter((words) => words.includes("no word"));
    await world.advance("59m");
    expect(asks()).toEqual([]);
    await world.advance("1m");
    expect(asks()).toHaveLength(1);
  });

  it("asks whoever has it now whether they are still on it, an hour after they took it", async () => {
    await using world = await asking({ forgotten: usual });
    const { grace } = world.workspace.people;
    const asks = (account: string) => world.chat.words(account).filter((words) => words.includes("no word"));
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.settle();
    await acknowledgeIncident(world.as("ada"), { id });
    await world.advance("10m");
    await handOver(world.as("ada"), { id }, grace);
    await world.advance("59m");
    expect([asks("U-ADA").length, asks("U-GRACE").length]).toEqual([0, 0]);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.advance("59m");
    expect(asks("U-GRACE")).toEqual([]);
    await world.advance("1m");
    expect([asks("U-ADA").length, asks("U-GRACE").length]).toEqual([0, 1]);
  });

  it("asks whoever it was handed to, though they have not acknowledged", async () => {
    await using world = await asking({ forgotten: usual });
    const asks = (account: string) => world.chat.words(account).filter((words) => words.includes("no word"));
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await handOver(world.as("ada"), { id }, world.workspace.people.grace);
    await world.advance("1h");
    expect([asks("U-ADA").length, asks("U-GRACE").length]).toEqual([0, 1]);
  });

  it("asks for the update that was promised when its time has come, at any severity", async () => {
    await using world = await asking({ update: usual });
    const { id } = await world.open("A typo", { severity: "sev4" });
    await world.settle();
    const nextAt = world.workspace.clock.now().add({ minutes: 30 });
    await postIncidentUpdate(world.as("ada"), { id }, { known: "We look into it", nextAt });
    await world.settle();
    await world.advance("29m");
    expect(asked(world, "no update")).toEqual([]);
    await world.advance("1m");
    expect(asked(world, "no update for 30m")).toHaveLength(1);
    const later = world.workspace.clock.now().add({ hours: 2 });
    await postIncidentUpdate(world.as("ada"), { id }, { known: "Still looking", nextAt: later });
    await world.settle();
    await world.advance("119m");
    expect(asked(world, "no update")).toHaveLength(1);
    await world.advance("1m");
    expect(asked(world, "no update for 2h")).toHaveLength(1);
  });

  it("asks for no update after one that promised none, unless its severity does", async () => {
    await using world = await asking({ update: usual });
    const { id } = await world.open("A typo", { severity: "sev4" });
    await world.settle();
    const promises = async () => {
      const nextAt = world.workspace.clock.now().add({ minutes: 30 });
      await postIncidentUpdate(world.as("ada"), { id }, { known: "We look into it", nextAt });
      await world.advance("20m");
    };
    await promises();
    await postIncidentUpdate(world.as("ada"), { id }, { known: "It can wait" });
    await pass(world, 4, "30m");
    expect(asked(world, "no update")).toEqual([]);
    await promises();
    await world.becomes(id, "sev1");
    await world.settle();
    await postIncidentUpdate(world.as("ada"), { id }, { known: "It cannot wait" });
    await world.advance("59m");
    expect(asked(world, "no update")).toEqual([]);
    await world.advance("1m");
    expect(asked(world, "no update for 1h")).toHaveLength(1);
  });

  it("asks for a promised update though its severity is grave no more", async () => {
    await using world = await asking({ update: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    const nextAt = world.workspace.clock.now().add({ minutes: 30 });
    await postIncidentUpdate(world.as("ada"), { id }, { known: "We look into it", nextAt });
    await world.settle();
    await world.becomes(id, "sev4");
    await world.advance("29m");
    expect(asked(world, "no update")).toEqual([]);
    await world.advance("1m");
    expect(asked(world, "no update for 30m")).toHaveLength(1);
  });

  it("reminds whoever has a task when its time has passed, then daily, until it is done", async () => {
    await using world = await asking({ task: usual });
    const { ada, grace } = world.workspace.people;
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    const dueAt = world.workspace.clock.now().add({ hours: 1 });
    await addIncidentTask(world.as("ada"), { id }, { body: "Write to the customers", assignee: ada, dueAt });
    await world.settle();
    await assignIncidentTask(world.as("ada"), { id }, 1, grace);
    await world.advance("59m");
    const overdue = () => world.chat.words("U-GRACE").filter((words) => words.includes("due."));
    expect(overdue()).toEqual([]);
    await world.advance("1m");
    expect(overdue()).toHaveLength(1);
    expect(overdue()[0]).toContain("Task 1 is due.");
    await world.advance("24h");
    expect(world.chat.words("U-GRACE").at(-1)).toContain("Task 1 has been overdue for 1d.");
    await finishIncidentTask(world.as("grace"), { id }, 1);
    const before = world.chat.words("U-GRACE").length;
    await world.advance("48h");
    expect(world.chat.words("U-GRACE")).toHaveLength(before);
    expect(world.chat.words("U-ADA").filter((words) => words.includes("due"))).toEqual([]);
  });

  it("is asked about in its thread and of its assignees when nothing happens for a week", async () => {
    await using world = await asking({ stale: usual });
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await world.advance("5d");
    await world.comments(id, { body: "waiting for the vendor" }, "grace");
    await world.settle();
    await world.advance("6d");
    expect(asked(world, "nothing has happened")).toEqual([]);
    await world.advance("1d");
    expect(asked(world, "nothing has happened in it for 7d")).toHaveLength(1);
    const stale = () => world.chat.in("U-ADA").filter(({ message }) => "Still on it" in buttonsOf(message));
    expect(stale()).toHaveLength(1);
    await world.advance("7d");
    expect(stale()).toHaveLength(2);
    await changeIncidentStatus(world.as("ada"), { id }, "closed");
    await world.advance("14d");
    expect(stale()).toHaveLength(2);
  });
});

describe("what a workspace asks for", () => {
  it("waits as long as it says, or never asks", async () => {
    await using world = await asking({});
    expect(await changeNag(world.as("ada"), "commander", 1800)).toMatchObject({ commander: 1800 });
    await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await world.advance("29m");
    expect(asked(world, "no commander")).toEqual([]);
    await world.advance("1m");
    expect(asked(world, "no commander")).toHaveLength(1);
    expect(await changeNag(world.as("ada"), "commander", "off")).toMatchObject({ commander: "off" });
    await world.open("Search is down", { severity: "sev1" });
    await world.settle();
    await world.advance("29m");
    expect(asked(world, "no commander")).toHaveLength(1);
  });

  it("is an administrator's to say, and never less than a minute", async () => {
    await using world = await asking({});
    expect(() => changeNag(world.as("grace"), "update", 600)).toThrow();
    expect(() => changeNag(world.as("ada"), "update", 5)).toThrow("Between a minute and 30 days");
  });
});
