import { describe, expect, it } from "vitest";
import { beats } from "../../src/jobs/beats.ts";
import { beatWith } from "../../src/jobs/heartbeat.ts";
import { deleteIncident } from "../../src/services/incident/delete.ts";
import { setIncidentPrivate } from "../../src/services/incident/edit.ts";
import { tagIncident } from "../../src/services/incident/labels.ts";
import { acknowledgeIncident, changeIncidentStatus } from "../../src/services/incident/progress.ts";
import { withdrawIncident } from "../../src/services/posting/withdraw.ts";
import { tooFast, unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";

const beat = async (world: PostingWorld) => {
  const { workspace } = world;
  await beatWith(workspace.as("ada"), beats, {
    error: (...args: unknown[]) => {
      throw args[0];
    },
  } as never)();
  await world.settle();
};

describe("a card", () => {
  it("is posted once in every place mapped to the incident's channels, however many lead there", async () => {
    await using world = await postingWorld();
    const payments = await world.channel("payments");
    await world.map("all", "C1");
    await world.map("payments", "C1");
    await world.map("payments", "C2");
    await world.open("Checkout is down", { severity: "sev1", channels: [payments] });
    await world.settle();
    expect(world.chat.in("C1").filter(({ pinned }) => !pinned)).toHaveLength(1);
    expect(world.chat.words("C2")[0]).toContain("INC-1 · Checkout is down");
    expect(world.chat.words("C2")[0]).toContain("[Acknowledge]");
  });

  it("is not posted where the mapping asks for something graver", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1", { leastRank: 20 });
    const minor = await world.open("A typo", { severity: "sev3" });
    await world.settle();
    expect(world.chat.in("C1")).toHaveLength(0);
    await world.becomes(minor.id, "sev2");
    await world.settle();
    expect(world.chat.words("C1")[0]).toContain("A typo");
  });

  it("is edited in place once for several changes at once", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await acknowledgeIncident(world.as("grace"), { id });
    await tagIncident(world.as("ada"), { id }, "db");
    await tagIncident(world.as("ada"), { id }, "eu");
    await world.settle();
    const [card] = world.chat.in("C1");
    expect(card?.edits).toBe(1);
    expect(world.chat.words("C1")[0]).toContain("Tags: db and eu");
    expect(world.chat.words("C1")[0]).not.toContain("[Acknowledge]");
  });

  it("is not edited when nothing it shows has changed", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    const ctx = world.as("ada");
    await ctx.transact((tx) => ctx.enqueue(tx, [{ data: { kind: "announce", incident: id }, key: `announce:${id}` }]));
    await world.settle();
    expect(world.chat.in("C1")[0]?.edits).toBe(0);
  });

  it("shows a new duration every five minutes while the incident lasts, and not sooner", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await beat(world);
    await world.advance("3m");
    await beat(world);
    expect(world.chat.in("C1")[0]?.edits).toBe(0);
    await world.advance("3m");
    await beat(world);
    expect(world.chat.words("C1")[0]).toContain("Open for 6m");
    await world.advance("4m");
    await beat(world);
    expect(world.chat.in("C1")[0]?.edits).toBe(1);
    await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    await world.settle();
    await world.advance("1h");
    await beat(world);
    expect(world.chat.in("C1")[0]?.edits).toBe(2);
    expect(world.chat.words("C1")[0]).toContain("Resolved after 10m");
  });

  it("is there once after an answer that never came", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    world.chat.trouble("post", { kind: "answer-lost" });
    await world.open("Checkout is down");
    await world.advance("2m");
    expect(world.chat.in("C1")).toHaveLength(1);
    expect(world.chat.sent).toHaveLength(1);
  });

  it("is there once after the platform could not be reached for a while", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    world.chat.trouble("post", { kind: "refuses", error: unreachable() }, 3);
    await world.open("Checkout is down");
    await world.advance("5m");
    expect(world.chat.in("C1")).toHaveLength(1);
  });

  it("is there once, wherever the process dies on the way", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await world.map("all", "C1");
      const { id } = await world.open("Checkout is down");
      world.dieAt(nth);
      await world.settle();
      if (!world.died()) {
        expect(nth).toBeGreaterThan(4);
        break;
      }
      await world.advance("5m");
      expect(
        world.chat.sent.filter((key) => key.startsWith("card:")),
        `died at ${nth}`,
      ).toHaveLength(1);
      await acknowledgeIncident(world.as("grace"), { id });
      await world.advance("5m");
      expect(world.chat.words("C1")[0], `died at ${nth}`).toContain("Working");
    }
  }, 60_000);

  it("waits as long as the platform asks, and only in that chat", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    await world.map("all", "C2");
    world.chat.trouble("post", { kind: "refuses", error: tooFast(60) });
    await world.open("Checkout is down");
    await world.open("Search is slow");
    await world.settle();
    const posted = [world.chat.in("C1").length, world.chat.in("C2").length].toSorted();
    expect(posted).toEqual([0, 2]);
    await world.advance("61s");
    expect(world.chat.in("C1")).toHaveLength(2);
    expect(world.chat.in("C2")).toHaveLength(2);
  });

  it("that somebody deleted is not posted again", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    const [card] = world.chat.in("C1");
    if (card) await world.chat.remove(card.ref);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.advance("10m");
    expect(world.chat.in("C1")).toHaveLength(0);
  });

  it("goes with its lines when the incident is deleted", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.comments(id, { body: "Looking." });
    await world.settle();
    await deleteIncident(world.as("ada"), { id });
    await world.settle();
    expect(world.chat.in("C1")).toHaveLength(0);
  });
});

describe("a place that is gone", () => {
  it("is reported to the channel's creator once, and no longer written to", async () => {
    await using world = await postingWorld();
    await world.channel("payments", world.workspace.people.grace);
    await world.map("all", "C1");
    await world.map("payments", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    world.chat.closed.add("C1");
    await acknowledgeIncident(world.as("grace"), { id });
    await world.comments(id, { body: "Looking." });
    await world.open("Search is slow");
    await world.advance("1h");
    await acknowledgeIncident(world.as("ada"), { id });
    await world.advance("1h");
    const told = world.chat.words("U-GRACE");
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("I can no longer post in #c1: Slack refused: not_in_channel");
    expect(told[0]).toContain("#payments");
    expect(world.chat.words("U-ADA").filter((words) => words.includes("no longer post"))).toHaveLength(1);
  });
});

describe("a private incident", () => {
  it("is announced nowhere and wears no banner", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("A leak", { severity: "sev1", private: true });
    await world.comments(id, { body: "Hush." });
    await world.settle();
    expect(world.chat.sent).toEqual([]);
  });

  it("takes away what was posted when it is made private, and is posted anew when it is public again", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("A leak", { severity: "sev1" });
    await world.comments(id, { body: "Looking." });
    await world.settle();
    expect(world.chat.in("C1")).toHaveLength(2);
    expect(world.chat.thread("C1")).toHaveLength(1);
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await world.settle();
    expect(world.chat.in("C1")).toEqual([]);
    await world.comments(id, { body: "In private." });
    await world.settle();
    expect(world.chat.in("C1")).toEqual([]);
    await setIncidentPrivate(world.as("ada"), { id }, false);
    await world.settle();
    expect(world.chat.words("C1")[0]).toContain("A leak");
    expect(world.chat.thread("C1").join()).not.toContain("In private.");
  });

  it("does not appear, wherever the process dies while it is being made private", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await world.map("all", "C1");
      const { id } = await world.open("A leak");
      await setIncidentPrivate(world.as("ada"), { id }, true);
      world.dieAt(nth);
      await world.settle();
      await world.advance("5m");
      expect(world.chat.in("C1"), `died at ${nth}`).toEqual([]);
      if (!world.died()) break;
    }
  }, 60_000);

  it("takes away a card whose sending was under way when the process died", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await world.map("all", "C1");
      const { id } = await world.open("A leak");
      world.dieAt(nth);
      await world.settle();
      const died = world.died();
      await setIncidentPrivate(world.as("ada"), { id }, true);
      await world.advance("10m");
      expect(world.chat.in("C1"), `died at ${nth}`).toEqual([]);
      if (!died) break;
    }
  }, 60_000);

  it("takes away what was on its way when it was made private", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("A leak");
    const hide = async () => {
      await setIncidentPrivate(world.as("ada"), { id }, true);
      await withdrawIncident({ ...world.as("ada"), actor: { kind: "system" } }, id);
    };
    world.chat.meanwhile(hide);
    world.chat.trouble("remove", { kind: "refuses", error: unreachable() });
    await world.advance("5m");
    expect(world.chat.sent).toHaveLength(1);
    expect(world.chat.in("C1")).toEqual([]);
    await setIncidentPrivate(world.as("ada"), { id }, false);
    await world.advance("1m");
    await tagIncident(world.as("ada"), { id }, "db");
    const [card] = world.chat.in("C1");
    world.chat.meanwhile(hide);
    await world.advance("5m");
    expect(world.chat.in("C1")).toEqual([]);
    expect(card && world.chat.under(card.ref)).toEqual([]);
  });

  it("loses its card even if the platform cannot be reached at first", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("A leak");
    await world.settle();
    world.chat.trouble("remove", { kind: "refuses", error: unreachable() }, 2);
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await world.advance("5m");
    expect(world.chat.in("C1")).toEqual([]);
  });
});
