import { describe, expect, it } from "vitest";
import type { IncidentId, PolicyId } from "../../../src/domain/ids.ts";
import type { PolicyRule } from "../../../src/domain/notify/policy.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { addComment } from "../../../src/services/incident/comment.ts";
import { changeIncidentStatus, reopenIncident } from "../../../src/services/incident/progress.ts";
import { snoozePages } from "../../../src/services/notify/snooze.ts";
import { builtInChannel } from "../../../src/store/channel-hearers.ts";
import { insertPolicy } from "../../../src/store/policies.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { wordsOf } from "../../support/said.ts";

/** Incidents are shown in #ops, and a policy minds how many events they have. */
const minding = async (rule: Partial<PolicyRule> & Pick<PolicyRule, "events">): Promise<PostingWorld> => {
  const world = await postingWorld();
  const { database, workspace, people, clock } = world.workspace;
  await world.map("all", "C-OPS");
  const by = `person:${people.ada}`;
  await database.transact(async (tx) => {
    const all = await builtInChannel(tx, workspace);
    await insertPolicy(tx, workspace, {
      id: freshId<PolicyId>(),
      key: "storms",
      name: "Storms",
      types: [],
      rules: [{ rule: "event-storm", after: 0, times: 1, ...rule }],
      schedules: [],
      channels: all === undefined ? [] : [all],
      hold: false,
      createdBy: by,
      createdAt: clock.now(),
      updatedBy: by,
      updatedAt: clock.now(),
    });
  });
  return world;
};

let counter = 0;
const happens = async (world: PostingWorld, id: IncidentId, times = 1) => {
  for (let i = 0; i < times; i += 1) {
    counter += 1;
    await addComment(world.as("grace"), { id }, { body: "again", event: `message:${counter}` });
  }
  await world.settle();
};

const storms = (world: PostingWorld) =>
  world.chat
    .in("C-OPS")
    .flatMap(({ ref }) => world.chat.under(ref))
    .filter(({ message }) => wordsOf(message).includes("many events came in"));

describe("an event storm", () => {
  it("is said once when more events than that are linked, the message it was opened from among them", async () => {
    await using world = await minding({ events: { more: 3 } });
    const source = { kind: "message", id: "1.0", name: "It is down" };
    const { id } = await world.open("Checkout is down", { source });
    await world.settle();
    await happens(world, id, 2);
    expect(storms(world)).toEqual([]);
    await happens(world, id);
    expect(storms(world)).toHaveLength(1);
    await happens(world, id, 3);
    expect(storms(world)).toHaveLength(1);
  });

  it("counts the same message once", async () => {
    await using world = await minding({ events: { more: 1 } });
    const { id } = await world.open("Checkout is down");
    await world.settle();
    for (let i = 0; i < 3; i += 1) {
      await addComment(world.as("grace"), { id }, { body: "again", event: "message:same" });
    }
    await world.settle();
    expect(storms(world)).toEqual([]);
  });

  it("is said again when it comes again within its window", async () => {
    await using world = await minding({ events: { more: 2, within: 600 } });
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await happens(world, id, 2);
    await world.advance("11m");
    await happens(world, id, 2);
    expect(storms(world)).toEqual([]);
    await happens(world, id);
    expect(storms(world)).toHaveLength(1);
    await world.advance("11m");
    await happens(world, id, 4);
    expect(storms(world)).toHaveLength(2);
  });

  it("is repeated as set, while it goes on", async () => {
    await using world = await minding({ events: { more: 1, within: 3600 }, every: 1200, times: 30 });
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await happens(world, id, 2);
    for (let i = 0; i < 6; i += 1) await world.advance("20m");
    // At once, after 20 and after 40 minutes; after an hour none of its events is in the window.
    expect(storms(world)).toHaveLength(3);
  });

  it("is said at once when pages are no longer silenced", async () => {
    await using world = await minding({ events: { more: 1 } });
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ hours: 20 }));
    await happens(world, id, 2);
    await world.advance("10m");
    await snoozePages(world.as("ada"), { id }, "off");
    await world.settle();
    expect(storms(world)).toHaveLength(1);
  });

  it("is not said while pages are silenced, nor of what is over", async () => {
    await using world = await minding({ events: { more: 1 } });
    const { id } = await world.open("Checkout is down");
    await world.settle();
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ hours: 1 }));
    await happens(world, id, 2);
    await world.advance("59m");
    expect(storms(world)).toEqual([]);
    await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    await world.advance("2m");
    expect(storms(world)).toEqual([]);
    await reopenIncident(world.as("ada"), { id });
    await world.settle();
    expect(storms(world)).toHaveLength(1);
  });
});
