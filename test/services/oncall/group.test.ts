import { describe, expect, it } from "vitest";
import { followSchedule, unfollowSchedule } from "../../../src/services/oncall/ping/follow.ts";
import { changeSchedule } from "../../../src/services/oncall/schedule/change.ts";
import { createSchedule } from "../../../src/services/oncall/schedule/create.ts";
import { beat, daily, heard, said } from "../../support/handoff-world.ts";
import { definitionOf } from "../../support/oncall-definition.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

const group = (world: PostingWorld, emptyInGap = false) => ({
  connection: world.workspace.connection,
  group: "S-WEB",
  name: "@web",
  emptyInGap,
});

const follow = async (world: PostingWorld) => {
  world.chat.memberships.set("S-WEB", ["U-LIN"]);
  const schedule = await daily(world);
  await followSchedule(world.as("ada"), world.as("ada").messengers, { schedule: schedule.id, group: group(world) });
  await world.settle();
  return schedule;
};

const members = (world: PostingWorld) => world.chat.memberships.get("S-WEB");

describe("a group that follows a schedule", () => {
  it("holds whoever is on call at once and after each handoff, and nobody else", async () => {
    await using world = await postingWorld();
    await follow(world);
    expect(members(world)).toEqual(["U-ADA"]);
    await world.advance("1d");
    expect(members(world)).toEqual(["U-GRACE"]);
  });

  it("keeps whom it had in a gap, and is mended within the hour when somebody else changes it", async () => {
    await using world = await postingWorld();
    const { id } = await follow(world);
    await beat(world);
    world.chat.memberships.set("S-WEB", ["U-BO"]);
    await world.advance("1h");
    await beat(world);
    expect(members(world)).toEqual(["U-ADA"]);
    await changeSchedule(world.as("ada"), id, { validUntil: "2026-01-05T12:00" });
    await world.advance("1d");
    expect(members(world)).toEqual(["U-ADA"]);
  });

  it("that can no longer be changed is told of once a day, and handoffs go on", async () => {
    await using world = await postingWorld();
    const { id } = await follow(world);
    await beat(world);
    world.chat.memberships.delete("S-WEB");
    const refused = () =>
      said(world).filter((words) => words.startsWith("@web does not hold whoever is on call for web"));
    await world.advance("1d");
    await beat(world);
    expect(refused()).toHaveLength(1);
    expect(heard(world, "grace")).toHaveLength(1);
    await world.advance("1d");
    expect(refused()).toHaveLength(2);
    await unfollowSchedule(world.as("ada"), id);
    await world.advance("1d");
    expect(refused()).toHaveLength(2);
  });

  it("follows one schedule at a time", async () => {
    await using world = await postingWorld();
    await follow(world);
    const ctx = world.as("ada");
    const other = await createSchedule(ctx, { name: "api", definition: definitionOf([], { zone: "UTC" }) });
    await expect(followSchedule(ctx, ctx.messengers, { schedule: other.id, group: group(world) })).rejects.toThrow(
      "@web follows web. Let it go first",
    );
  });
});
