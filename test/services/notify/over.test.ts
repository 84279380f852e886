import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { assignIncident } from "../../../src/services/incident/people.ts";
import { acknowledgeIncident, changeIncidentStatus } from "../../../src/services/incident/progress.ts";
import { setNagSettings } from "../../../src/store/workspaces.ts";
import { tooFast } from "../../support/chat.ts";
import { reminding } from "../../support/policies.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

const timeout = { rule: "process-timeout", after: 3600, times: 1 } as const;

/** What Ada hears from now on. */
const hearing = (world: PostingWorld, account = "U-ADA") => {
  const before = world.chat.words(account).length;
  return () => world.chat.words(account).slice(before);
};

describe("a reminder that could not go out at once", () => {
  it.each(["has acknowledged", "is assigned"] as const)(
    "never does once all is over, though its reader %s",
    async (how) => {
      await using world = await postingWorld();
      await reminding(world, [timeout]);
      await world.workspace.types(menu(), world.as("ada"), "tocsin me quiet 10:00-13:00");
      const { id } = await world.open("Checkout is down", { severity: "sev3" });
      if (how === "has acknowledged") await acknowledgeIncident(world.as("ada"), { id });
      else await assignIncident(world.as("grace"), { id }, { kind: "person", id: world.workspace.people.ada });
      await world.advance("90m");
      await changeIncidentStatus(world.as("grace"), { id }, "resolved");
      await world.settle();
      const heard = hearing(world);
      await world.advance("4h");
      expect(heard()).toEqual([]);
    },
  );

  it("goes out late to whoever has it, while it lasts", async () => {
    await using world = await postingWorld();
    await reminding(world, [timeout]);
    await world.workspace.types(menu(), world.as("ada"), "tocsin me quiet 10:00-13:00");
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    const heard = hearing(world);
    await world.advance("4h");
    expect(heard()).toHaveLength(1);
  });

  it("never does once somebody has it, where it asked for somebody", async () => {
    await using world = await postingWorld();
    const { ada } = world.workspace.people;
    await world.workspace.types(menu(), world.as("ada"), 'oncall schedule create web every:week people:"@grace"');
    await world.workspace.types(
      menu(),
      world.as("ada"),
      'tocsin policy create rules:"no-assignee 10m" schedules:web channels:all lonely',
    );
    world.chat.trouble("direct", { kind: "refuses", error: tooFast(1200) });
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.advance("11m");
    await assignIncident(world.as("bo"), { id }, { kind: "person", id: ada });
    await world.advance("40m");
    expect(world.chat.words("U-GRACE").filter((words) => words.includes("no assignee"))).toEqual([]);
  });

  it("never does once there was word, where it asked for one for the last time", async () => {
    await using world = await postingWorld();
    await world.workspace.database.transact((tx) => setNagSettings(tx, world.workspace.workspace, { update: "off" }));
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await world.advance("1h");
    await world.advance("1h");
    await world.workspace.types(menu(), world.as("ada"), "tocsin me quiet 11:00-15:00");
    await world.advance("1h");
    await world.comments(id, { body: "It is the database" });
    await world.settle();
    const heard = hearing(world);
    await world.advance("6h");
    expect(heard()).toEqual([]);
  });
});

describe("a page of an assignment that could not go out at once", () => {
  const assigned = async (world: PostingWorld) => {
    await world.workspace.types(menu(), world.as("grace"), "tocsin me rules page slack, email after 10m");
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.settle();
    world.chat.trouble("direct", { kind: "refuses", error: tooFast(30) });
    await assignIncident(world.as("bo"), { id }, { kind: "person", id: world.workspace.people.grace });
    await world.settle();
    return id;
  };

  it("does so though somebody else acknowledges meanwhile, once", async () => {
    await using world = await postingWorld();
    const id = await assigned(world);
    await acknowledgeIncident(world.as("ada"), { id });
    await world.advance("30m");
    expect(world.chat.words("U-GRACE")).toHaveLength(1);
    expect(world.chat.words("U-GRACE")[0]).toContain("Bo assigned INC-1");
    expect(world.workspace.outside.posted).toEqual([]);
  });

  it.each(["their own acknowledgement", "its resolution"])("never does after %s", async (what) => {
    await using world = await postingWorld();
    const id = await assigned(world);
    if (what === "its resolution") await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    else await acknowledgeIncident(world.as("grace"), { id });
    await world.settle();
    const heard = hearing(world, "U-GRACE");
    await world.advance("30m");
    expect(heard().filter((words) => words.includes("assigned INC-1"))).toEqual([]);
  });
});
