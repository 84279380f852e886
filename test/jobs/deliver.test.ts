import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { personKey } from "../../src/domain/oncall/member.ts";
import { assignIncident, setIncidentRole, unassignIncident } from "../../src/services/incident/people.ts";
import { acknowledgeIncident } from "../../src/services/incident/progress.ts";
import { pageByHand } from "../../src/services/notify/page.ts";
import { participants } from "../../src/store/schema/incident.ts";
import { deliveries } from "../../src/store/schema/notify.ts";
import { refusal, unreachable } from "../support/chat.ts";
import { postingWorld } from "../support/posting-world.ts";
import { buttonsOf } from "../support/said.ts";

describe("a direct message", () => {
  it("tells whoever is assigned what it is about, and lets them act", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down", { severity: "sev2" });
    await world.settle();
    await assignIncident(world.as("ada"), { id }, { kind: "person", id: world.workspace.people.grace });
    await world.advance("1m");
    expect(world.chat.words("U-GRACE")).toEqual([
      "Ada assigned INC-1 · Checkout is down to you.\nSEV2 High · open · 0m · Go to the incident\n[Acknowledge] [Show]",
    ]);
    const [message] = world.chat.in("U-GRACE");
    expect(message && buttonsOf(message.message)).toEqual({
      Acknowledge: "incident ack inc-1",
      Show: "incident show inc-1",
    });
  });

  it("comes once, though its answer was lost", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down");
    world.chat.trouble("direct", { kind: "answer-lost" });
    await assignIncident(world.as("ada"), { id }, { kind: "person", id: world.workspace.people.grace });
    await world.advance("5m");
    expect(world.chat.in("U-GRACE")).toHaveLength(1);
  });

  it("comes in the end, though the platform was away", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down");
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 4);
    await setIncidentRole(world.as("ada"), { id }, "commander", world.workspace.people.grace);
    await world.advance("10m");
    expect(world.chat.words("U-GRACE")[0]).toContain("Ada made you Commander of INC-1 · Checkout is down.");
  });

  it("whose condition ended is over, though nobody can look any more whether it arrived", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down");
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() });
    const targets = [personKey(world.workspace.people.grace)];
    await pageByHand(world.as("ada"), { id }, { targets, confirmed: true });
    await world.settle();
    world.chat.closed.add("U-GRACE");
    await acknowledgeIncident(world.as("grace"), { id });
    await world.advance("5m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
    const rows = await world.workspace.database.read((tx) => tx.select({ state: deliveries.state }).from(deliveries));
    expect(rows.map(({ state }) => state)).not.toContain("waiting");
    expect(await world.workspace.jobs.buried()).toEqual([]);
  });

  it("quotes the comment that named somebody", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down");
    const { grace } = world.workspace.people;
    await world.comments(id, { body: `Can you look, <@${grace}>?`, mentioned: [grace] });
    await world.settle();
    expect(world.chat.words("U-GRACE")[0]).toContain(
      "Ada mentioned you in INC-1 · Checkout is down.\nCan you look, @Grace?",
    );
  });

  it("is not sent to somebody who may no longer see the incident", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("A leak", { private: true });
    const grace = { kind: "person", id: world.workspace.people.grace } as const;
    await assignIncident(world.as("ada"), { id }, grace);
    const ctx = world.as("ada");
    await unassignIncident(ctx, { id }, grace);
    await ctx.transact(async (tx) => {
      await tx.delete(participants).where(eq(participants.personId, grace.id));
    });
    await world.settle();
    expect(world.chat.in("U-GRACE")).toEqual([]);
  });

  it("that nobody can receive is given up, and said in the log", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down");
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") });
    await assignIncident(world.as("ada"), { id }, { kind: "person", id: world.workspace.people.grace });
    await world.advance("5m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
    expect(world.warnings).toContain("A message did not go out.");
  });
});
