import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { assignIncident, unassignIncident } from "../../../src/services/incident/people.ts";
import { changeIncidentStatus, reopenIncident } from "../../../src/services/incident/progress.ts";
import { calling, reminding } from "../../support/policies.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { wordsOf } from "../../support/said.ts";

const notes = (world: PostingWorld) =>
  world.chat
    .in("C-OPS")
    .flatMap(({ ref }) => world.chat.under(ref))
    .map(({ message }) => wordsOf(message))
    .filter((words) => words.includes("notes that"));

const opened = async (world: PostingWorld, severity = "sev4") => {
  await world.map("all", "C-OPS");
  const { id } = await world.open("Checkout is down", { severity });
  await world.settle();
  return id;
};

const delivers = async (world: PostingWorld, channel: string) => {
  await world.workspace.types(menu(), world.as("ada"), `incident deliver inc-1 ${channel}`);
  await world.settle();
};

describe("within one spell of its condition", () => {
  it("a rule says its word once, whatever severity and channels become", async () => {
    await using world = await postingWorld();
    await reminding(world, [{ rule: "open-timeout", after: 600, times: 1 }]);
    await world.channel("search");
    const id = await opened(world);
    await world.advance("11m");
    expect(notes(world)).toHaveLength(1);
    await world.becomes(id, "sev2");
    await delivers(world, "search");
    await world.advance("30m");
    expect(notes(world)).toHaveLength(1);
    await changeIncidentStatus(world.as("ada"), { id }, "pending");
    await changeIncidentStatus(world.as("ada"), { id }, "open");
    await world.advance("5m");
    await world.becomes(id, "sev1");
    await world.advance("5m");
    expect(notes(world)).toHaveLength(2);
    await world.advance("30m");
    expect(notes(world)).toHaveLength(2);
    await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    await reopenIncident(world.as("ada"), { id });
    await world.advance("30m");
    expect(notes(world)).toHaveLength(3);
  });

  it("a rule that was ended stays ended, until its condition comes again", async () => {
    await using world = await postingWorld();
    await reminding(world, [{ rule: "no-assignee", after: 600, times: 1 }]);
    const grace = { kind: "person", id: world.workspace.people.grace } as const;
    const id = await opened(world);
    await world.advance("11m");
    expect(notes(world)).toHaveLength(1);
    await world.becomes(id, "sev2");
    await world.advance("30m");
    expect(notes(world)).toHaveLength(1);
    await assignIncident(world.as("ada"), { id }, grace);
    await unassignIncident(world.as("ada"), { id }, grace);
    await world.becomes(id, "sev1");
    await world.advance("30m");
    expect(notes(world)).toHaveLength(2);
  });
});

describe("in the middle of a spell", () => {
  it("the rules of a channel to which it is delivered begin, and count from then", async () => {
    await using world = await postingWorld();
    await reminding(world, [{ rule: "open-timeout", after: 600, times: 1 }], await world.channel("search"));
    await opened(world);
    await world.advance("1h");
    await delivers(world, "search");
    await world.advance("9m");
    expect(notes(world)).toEqual([]);
    await world.advance("1m");
    expect(notes(world)).toHaveLength(1);
  });

  it("an escalation for what is grave begins once it is", async () => {
    await using world = await postingWorld();
    await calling(world, ["grace"], { leastRank: (await world.severity("sev1")).rank });
    const id = await opened(world);
    await world.advance("1h");
    expect(world.chat.words("U-GRACE")).toEqual([]);
    await world.becomes(id, "sev1");
    await world.settle();
    expect(world.chat.words("U-GRACE")).toHaveLength(1);
    await world.becomes(id, "sev4");
    await world.becomes(id, "sev1");
    await world.advance("1h");
    expect(world.chat.words("U-GRACE")).toHaveLength(1);
  });
});
