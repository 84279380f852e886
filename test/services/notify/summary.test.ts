import { describe, expect, it } from "vitest";
import { beatWith } from "../../../src/jobs/heartbeat.ts";
import { assignIncident } from "../../../src/services/incident/people.ts";
import { changeIncidentStatus } from "../../../src/services/incident/progress.ts";
import { summariesDue } from "../../../src/services/notify/summarize.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

/** Lets the heart beat once, and does what it finds. */
const beat = async (world: PostingWorld): Promise<void> => {
  const ctx = world.as("ada");
  const log = { error: (about: { readonly err?: unknown }) => expect(about.err).toBeUndefined() };
  await beatWith(ctx, [summariesDue], log as never)();
  await world.settle();
};

const summaries = (world: PostingWorld, account: string) =>
  world.chat.words(account).filter((words) => words.startsWith("Daily summary"));

describe("the daily summary", () => {
  it("comes at nine in the reader's zone, once, with what is new, active, resolved and unassigned", async () => {
    // It is ten in Berlin.
    await using world = await postingWorld();
    await beat(world);
    const down = await world.open("Checkout is down", { severity: "sev1" });
    const slow = await world.open("Search is slow", { severity: "sev3" });
    await assignIncident(world.as("ada"), { id: slow.id }, { kind: "person", id: world.workspace.people.ada });
    await changeIncidentStatus(world.as("ada"), { id: slow.id }, "resolved");
    for (let i = 0; i < 22; i += 1) await world.advance("1h");
    await beat(world);
    expect(summaries(world, "U-GRACE")).toEqual([]);
    await world.advance("1h");
    await beat(world);
    expect(summaries(world, "U-GRACE")).toHaveLength(1);
    expect(summaries(world, "U-GRACE")[0]).toContain("2 new incidents, 1 resolved. 1 incident active.");
    expect(summaries(world, "U-GRACE")[0]).toContain("INC-1 Checkout is down · Critical");
    expect(down.number).toBe(1);
    await beat(world);
    await world.advance("1h");
    await beat(world);
    expect(summaries(world, "U-GRACE")).toHaveLength(1);
  });

  it("tells nothing of a private incident to those who are not on it, and nothing at all where nothing happened", async () => {
    await using world = await postingWorld();
    await beat(world);
    await world.open("A leak", { private: true });
    await world.advance("23h");
    await beat(world);
    expect(summaries(world, "U-GRACE")).toEqual([]);
    expect(summaries(world, "U-ADA")).toHaveLength(1);
  });
});
