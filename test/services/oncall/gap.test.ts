import { describe, expect, it } from "vitest";
import { personKey } from "../../../src/domain/oncall/member.ts";
import type { ScheduleSettings } from "../../../src/domain/oncall/record.ts";
import { createSchedule } from "../../../src/services/oncall/schedule/create.ts";
import { beat, heard, inOps, said } from "../../support/handoff-world.ts";
import { definitionOf, layerOf } from "../../support/oncall-definition.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

describe("a gap", () => {
  const gappy = (world: PostingWorld, settings: Partial<ScheduleSettings> = {}) => {
    const layer = layerOf(
      { unit: "day", slots: [[personKey(world.workspace.people.grace)]] },
      { restrictions: [{ from: "09:00", minutes: 8 * 60 }] },
    );
    return createSchedule(world.as("bo"), {
      name: "desk",
      definition: definitionOf([layer], { zone: "UTC" }),
      settings: {
        reminder: 0,
        ...inOps(world),
        ...settings,
      },
    });
  };

  it("is told at the moment it opens, to the place, its maker and the owners", async () => {
    await using world = await postingWorld();
    await gappy(world);
    await world.advance("8h");
    const warning = expect.stringContaining("Nobody is on call for desk until 2026-01-06T09:00Z.");
    expect(said(world).at(-1)).toEqual(warning);
    expect(heard(world, "ada")).toContainEqual(warning);
    expect(heard(world, "bo")).toContainEqual(warning);
    expect(heard(world, "grace")).toContainEqual(
      expect.stringContaining("You are off call for desk: nobody is on call until 2026-01-06T09:00Z, then Grace."),
    );
  });

  it("is warned of once a day a week ahead", async () => {
    await using world = await postingWorld();
    await world.advance("1h");
    await gappy(world);
    await world.advance("1d");
    const warnings = () => said(world).filter((words) => words.includes("in the coming week"));
    expect(warnings()).toEqual([expect.stringContaining("Nobody is on call for desk 7 times in the coming week:")]);
    await beat(world);
    await world.advance("22h");
    expect(warnings()).toHaveLength(1);
    await world.advance("1h");
    expect(warnings()).toHaveLength(2);
  });

  it("that is meant is warned of by nobody, and the place hears who goes off", async () => {
    await using world = await postingWorld();
    await gappy(world, { muted: { intervals: [], outside: [{ from: "09:00", minutes: 8 * 60 }] } });
    await world.advance("2d");
    expect(said(world).filter((words) => words.includes("Nobody is on call"))).toEqual([]);
    expect(said(world)).toContainEqual(
      expect.stringContaining("desk: nobody is on call until 2026-01-06T09:00Z, then Grace."),
    );
    expect(heard(world, "ada")).toEqual([]);
  });
});
