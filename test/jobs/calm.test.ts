import { describe, expect, it } from "vitest";
import type { IncidentId } from "../../src/domain/ids.ts";
import { type MemberKey, memberKey } from "../../src/domain/oncall/member.ts";
import { describeIncident, retitleIncident, setIncidentPrivate } from "../../src/services/incident/edit.ts";
import { assignIncident } from "../../src/services/incident/people.ts";
import { acknowledgeIncident, changeIncidentStatus, reopenIncident } from "../../src/services/incident/progress.ts";
import { pageByHand } from "../../src/services/notify/page.ts";
import { refusal, unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";

type Name = keyof PostingWorld["workspace"]["people"];

const everybody = ["ada", "grace", "bo"] as const;

const pageAll = (world: PostingWorld, id: IncidentId, names: readonly Name[], more: readonly MemberKey[] = []) =>
  pageByHand(
    world.as("ada"),
    { id },
    { targets: [...names.map((one) => personKey(world, one)), ...more], confirmed: false },
  );

const personKey = (world: PostingWorld, name: Name) => memberKey({ kind: "person", id: world.workspace.people[name] });

const last = (world: PostingWorld, chat: string) => world.chat.in(chat).at(-1);
const lines = (world: PostingWorld, chat: string) => world.chat.words(chat).at(-1)?.split("\n");

describe("a page", () => {
  it("loses its buttons everywhere when somebody acknowledges, and says who has it", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    const room = memberKey({ kind: "place", connection: world.workspace.connection, chat: "C7" });
    await pageAll(world, id, everybody, [room]);
    await world.settle();
    expect(lines(world, "C7")?.at(-1)).toBe("[Acknowledge] [Show]");
    const sent = world.chat.sent.length;
    await acknowledgeIncident(world.as("grace"), { id });
    await world.settle();
    for (const chat of ["U-ADA", "U-GRACE", "U-BO", "C7"]) {
      expect(lines(world, chat)?.slice(-2)).toEqual(["Acknowledged by Grace, 2026-01-05T09:00Z.", "[Show]"]);
      expect(last(world, chat)?.message.pings ?? []).toEqual([]);
    }
    expect(world.chat.sent).toHaveLength(sent);
  });

  it("goes on asking whoever else was called while its step asks for more", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    const grace = { kind: "person", id: world.workspace.people.grace } as const;
    await pageAll(world, id, ["ada", "grace"]);
    await world.settle();
    await world.workspace.database.transact((tx) => tx.execute("update runs set need = 2"));
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    expect(lines(world, "U-ADA")?.at(-1)).toBe("[Show]");
    expect(lines(world, "U-GRACE")?.at(-1)).toContain("[Acknowledge]");
    await assignIncident(world.as("ada"), { id }, grace);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.settle();
    expect(lines(world, "U-GRACE")?.at(-1)).toBe("[Show]");
  });

  it("is changed once, and an earlier one keeps its word when the incident is reopened", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await pageAll(world, id, ["grace"]);
    await world.settle();
    await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    await world.settle();
    expect(lines(world, "U-GRACE")?.slice(-2)).toEqual(["Resolved, 2026-01-05T09:00Z.", "[Show]"]);
    await reopenIncident(world.as("ada"), { id });
    await pageAll(world, id, ["grace"]);
    await world.advance("5m");
    await acknowledgeIncident(world.as("bo"), { id });
    await world.settle();
    const [first, second] = world.chat.in("U-GRACE");
    expect([first?.edits, second?.edits]).toEqual([1, 1]);
    expect(lines(world, "U-GRACE")).toContain("Acknowledged by Bo, 2026-01-05T09:05Z.");
  });

  it("that is on its way while somebody acknowledges ends without buttons", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await pageAll(world, id, ["grace"]);
    world.chat.meanwhile(async () => {
      await acknowledgeIncident(world.as("bo"), { id });
      // What calms the others is done before this one is there.
      await world.workspace.jobs.settle();
    });
    await world.settle();
    expect(world.chat.in("U-GRACE")).toHaveLength(1);
    expect(lines(world, "U-GRACE")?.slice(-2)).toEqual(["Acknowledged by Bo, 2026-01-05T09:00Z.", "[Show]"]);
  });

  it("that somebody deleted keeps no other waiting, nor does a platform that is away", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await pageAll(world, id, everybody);
    await world.settle();
    world.chat.trouble("edit", { kind: "refuses", error: refusal("message_not_found") });
    world.chat.trouble("edit", { kind: "refuses", error: unreachable() });
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    const calm = () => ["U-ADA", "U-GRACE", "U-BO"].filter((chat) => lines(world, chat)?.at(-1) === "[Show]").length;
    expect(calm()).toBe(1);
    await world.advance("1m");
    expect(calm()).toBe(2);
  });

  it("is calm in the end wherever the process dies", async () => {
    for (let nth = 1; nth <= 60; nth += 2) {
      await using world = await postingWorld();
      const { id } = await world.open("Checkout is down", { severity: "sev1" });
      await pageAll(world, id, ["grace"]);
      world.chat.meanwhile(async () => {
        await acknowledgeIncident(world.as("bo"), { id });
      });
      world.dieAt(nth);
      await world.advance("5m");
      if (!world.died()) return;
      for (const line of world.chat.words("U-GRACE")) expect(line.split("\n").at(-1)).toBe("[Show]");
    }
    throw new Error("It never came to its end.");
  });
});

describe("a page of an incident that became private", () => {
  it("says nothing of it any more to whoever is not on it, and goes on to whoever is", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    const room = memberKey({ kind: "place", connection: world.workspace.connection, chat: "C7" });
    await pageAll(world, id, ["ada", "grace"], [room]);
    await world.settle();
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await retitleIncident(world.as("ada"), { id }, "Leaked credentials");
    await describeIncident(world.as("ada"), { id }, "They were on the wiki.");
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    for (const chat of ["U-GRACE", "C7"]) {
      expect(world.chat.words(chat)).toEqual(["INC-1 is private now: this page asks for nothing any more."]);
      expect(last(world, chat)?.message.summary).not.toContain("Leaked");
    }
    expect(lines(world, "U-ADA")?.[0]).toContain("Leaked credentials");
  });
});

describe("several pages in one message", () => {
  it("lose the buttons of those that were answered, and the words of those that became private", async () => {
    await using world = await postingWorld();
    const opened = [];
    for (let n = 0; n < 13; n += 1) {
      const { id } = await world.open(`Outage ${n}`, { severity: "sev1" });
      opened.push(id);
      await pageAll(world, id, ["grace"]);
      await world.settle();
    }
    // The first page of an incident is never bundled, nor are ten in a minute: only the last three are.
    for (const id of opened) {
      await pageAll(world, id, ["grace"]);
      await world.settle();
    }
    await world.advance("61s");
    const bundle = () => world.chat.words("U-GRACE").find((one) => one.includes("messages for you"));
    expect(bundle()).toContain("[Ack INC-11]");
    const [first, second, third] = opened.slice(10);
    if (first === undefined || second === undefined || third === undefined) throw new Error("There were thirteen.");
    await acknowledgeIncident(world.as("bo"), { id: first });
    await world.settle();
    expect(bundle()).not.toContain("[Ack INC-11]");
    expect(bundle()).toContain("[Ack INC-12]");
    expect(bundle()).toContain("Acknowledged by Bo");
    await setIncidentPrivate(world.as("ada"), { id: second }, true);
    await retitleIncident(world.as("ada"), { id: second }, "Leaked credentials");
    await acknowledgeIncident(world.as("bo"), { id: third });
    await world.settle();
    expect(bundle()).not.toContain("Leaked");
    expect(bundle()).not.toContain("[Ack INC-12]");
    expect(bundle()).toContain("- INC-12 is private now");
  });
});
