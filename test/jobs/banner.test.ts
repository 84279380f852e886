import { describe, expect, it } from "vitest";
import { beats } from "../../src/jobs/beats.ts";
import { beatWith } from "../../src/jobs/heartbeat.ts";
import { setIncidentPrivate, setIncidentStart } from "../../src/services/incident/edit.ts";
import { changeIncidentStatus, reopenIncident } from "../../src/services/incident/progress.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";

const banners = (world: PostingWorld, chat = "C1") =>
  world.chat.in(chat).flatMap(({ pinned, message }) => (pinned ? [wordsOf(message).split("\n")[0]] : []));

const resolve = (world: PostingWorld, id: Awaited<ReturnType<PostingWorld["open"]>>["id"]) =>
  changeIncidentStatus(world.as("ada"), { id }, "resolved");

describe("a banner", () => {
  it("shows the gravest incident and how many lesser ones there are", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const high = await world.open("Search is slow", { severity: "sev2" });
    await world.open("A typo", { severity: "sev4" });
    await world.settle();
    expect(banners(world)).toEqual(["SEV2 High · INC-1 Search is slow · 0m"]);
    const grave = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    expect(banners(world)).toEqual(["SEV1 Critical · INC-3 Checkout is down · 0m · +1 lesser"]);
    await resolve(world, grave.id);
    await world.settle();
    expect(banners(world)).toEqual(["SEV2 High · INC-1 Search is slow · 0m"]);
    await resolve(world, high.id);
    await world.settle();
    expect(banners(world)).toEqual([]);
    expect(world.chat.in("C1")).toHaveLength(3);
  });

  it("is pinned anew when the incident is reopened", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await resolve(world, id);
    await world.settle();
    await reopenIncident(world.as("ada"), { id });
    await world.settle();
    expect(banners(world)).toEqual(["SEV1 Critical · INC-1 Checkout is down · 0m"]);
  });

  it("is not worn where the mapping says no, nor for what is not announced there", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1", { banner: false });
    await world.map("all", "C2", { leastRank: 10 });
    await world.open("Search is slow", { severity: "sev2" });
    await world.settle();
    expect([...banners(world, "C1"), ...banners(world, "C2")]).toEqual([]);
  });

  it("goes when its incident is made private", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("A leak", { severity: "sev1" });
    await world.settle();
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await world.settle();
    expect(world.chat.in("C1")).toEqual([]);
  });

  it("shows a new duration every five minutes", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    const beat = beatWith(world.workspace.as("ada"), beats, { error: () => undefined } as never);
    await beat();
    await world.advance("6m");
    await beat();
    await world.settle();
    expect(banners(world)).toEqual(["SEV1 Critical · INC-1 Checkout is down · 6m"]);
  });

  it("counts from a start that was moved", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await setIncidentStart(world.as("ada"), { id }, world.workspace.clock.now().subtract({ minutes: 20 }));
    await world.settle();
    expect(banners(world)).toEqual(["SEV1 Critical · INC-1 Checkout is down · 20m"]);
  });

  it("is pinned once, wherever the process dies, and leaves nothing behind", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await world.map("all", "C1");
      const { id } = await world.open("Checkout is down", { severity: "sev1" });
      world.dieAt(nth);
      await world.settle();
      const died = world.died();
      await world.advance("10m");
      expect(banners(world), `died at ${nth}`).toHaveLength(1);
      expect(world.chat.in("C1"), `died at ${nth}`).toHaveLength(2);
      await resolve(world, id);
      await world.advance("5m");
      expect(world.chat.in("C1"), `died at ${nth}`).toHaveLength(1);
      if (!died) break;
    }
  }, 120_000);
});
