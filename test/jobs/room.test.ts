import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deleteIncident } from "../../src/services/incident/delete.ts";
import { retitleIncident, setIncidentPrivate } from "../../src/services/incident/edit.ts";
import { assignIncident, unassignIncident } from "../../src/services/incident/people.ts";
import { acknowledgeIncident, changeIncidentStatus, reopenIncident } from "../../src/services/incident/progress.ts";
import { roomCreationKey } from "../../src/services/posting/privacy.ts";
import { channels } from "../../src/store/schema/channel.ts";
import { refusal } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";

const withRooms = async (): Promise<PostingWorld> => {
  const world = await postingWorld();
  await world.map("all", "C1");
  await world.workspace.database.transact(async (tx) => {
    await tx.update(channels).set({ roomRank: 20 }).where(eq(channels.key, "all"));
  });
  return world;
};

describe("an incident's own chat channel", () => {
  it("is made for grave incidents, with topic, responders, bookmark and card", async () => {
    await using world = await withRooms();
    await world.open("A typo", { severity: "sev3" });
    await world.open("Checkout is down!", { severity: "sev1" });
    await world.settle();
    await world.settle();
    const [room] = [...world.chat.rooms.kept.values()];
    expect(world.chat.rooms.kept.size).toBe(1);
    expect(room).toMatchObject({
      name: "inc-2-checkout-is-down",
      private: false,
      topic: "INC-2 · SEV1 Critical · open · Checkout is down!",
      invited: ["U-ADA"],
      archived: false,
    });
    expect(world.chat.words("R1")[0]).toContain("INC-2 · Checkout is down!");
  });

  it("asks in whoever joins, and follows the status", async () => {
    await using world = await withRooms();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await assignIncident(world.as("ada"), { id }, { kind: "person", id: world.workspace.people.grace });
    await changeIncidentStatus(world.as("ada"), { id }, "working");
    await world.settle();
    const room = world.chat.rooms.kept.get("R1");
    expect(room?.invited).toEqual(["U-ADA", "U-GRACE"]);
    expect(room?.topic).toContain("working");
    expect(room?.bookmarks).toHaveLength(1);
    expect(world.chat.words("R1").slice(1)).toEqual([
      "Ada assigned Grace",
      "Ada changed the status from open to working",
    ]);
  });

  it("hears the last line, is archived on close and opened again on reopening", async () => {
    await using world = await withRooms();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await changeIncidentStatus(world.as("ada"), { id }, "closed");
    await world.settle();
    expect(world.chat.rooms.kept.get("R1")?.archived).toBe(false);
    expect(world.chat.words("R1").at(-1)).toBe("Ada closed it at once");
    await world.advance("1m");
    expect(world.chat.rooms.kept.get("R1")?.archived).toBe(true);
    await world.comments(id, { body: "One more thing." });
    await world.advance("10m");
    expect(world.chat.words("U-ADA").filter((words) => words.includes("no longer post"))).toEqual([]);
    await reopenIncident(world.as("ada"), { id });
    await world.advance("1m");
    expect(world.chat.rooms.kept.get("R1")?.archived).toBe(false);
    expect(world.chat.words("R1")[0]).toContain("Open for");
    expect(world.chat.words("R1").slice(-2)).toEqual(["Ada:\nOne more thing.", "Ada reopened it"]);
  });

  it("is emptied and archived when the incident is deleted", async () => {
    await using world = await withRooms();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await world.comments(id, { body: "It is the database." });
    await world.settle();
    await deleteIncident(world.as("ada"), { id });
    await world.advance("1m");
    expect(world.chat.words("R1")).toEqual([]);
    expect(world.chat.rooms.kept.get("R1")?.archived).toBe(true);
  });

  it("of a private incident is private from the beginning and holds its card", async () => {
    await using world = await withRooms();
    await world.open("A leak", { severity: "sev1", private: true });
    await world.settle();
    expect(world.chat.rooms.kept.get("R1")?.private).toBe(true);
    expect(world.chat.words("R1")[0]).toContain("Private: only the people on it see this");
    expect(world.chat.in("C1")).toEqual([]);
  });

  it("of a private incident loses whoever is no longer on it, though they acknowledged it", async () => {
    await using world = await withRooms();
    const { id } = await world.open("A leak", { severity: "sev1", private: true });
    const grace = { kind: "person", id: world.workspace.people.grace } as const;
    await assignIncident(world.as("ada"), { id }, grace);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.settle();
    const invited = () => world.chat.rooms.kept.get("R1")?.invited;
    expect(invited()).toEqual(["U-ADA", "U-GRACE"]);
    world.chat.trouble("kick", { kind: "refuses", error: refusal("restricted_action") });
    await unassignIncident(world.as("ada"), { id }, grace);
    await world.settle();
    expect(invited()).toContain("U-GRACE");
    expect(world.warnings).toContain("A platform kept somebody in the chat channel of a private incident.");
    await changeIncidentStatus(world.as("ada"), { id }, "pending");
    await world.settle();
    expect(invited()).toEqual(["U-ADA"]);
    await assignIncident(world.as("ada"), { id }, grace);
    await world.settle();
    expect(invited()).toEqual(["U-ADA", "U-GRACE"]);
  });

  it("that was public shows nothing any more once the incident is private", async () => {
    await using world = await withRooms();
    const { id } = await world.open("A leak", { severity: "sev1" });
    await world.settle();
    expect(world.chat.in("R1")).not.toEqual([]);
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await world.settle();
    expect(world.chat.in("R1")).toEqual([]);
  });

  it("that was public tells nothing more of an incident that is private, and goes on once it is public again", async () => {
    await using world = await withRooms();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await retitleIncident(world.as("ada"), { id }, "Leaked credentials");
    await assignIncident(world.as("ada"), { id }, { kind: "person", id: world.workspace.people.grace });
    await world.settle();
    expect(world.chat.rooms.kept.get("R1")).toMatchObject({ topic: "INC-1 is private now.", invited: ["U-ADA"] });
    await setIncidentPrivate(world.as("ada"), { id }, false);
    await world.settle();
    const room = world.chat.rooms.kept.get("R1");
    expect(room?.topic).toContain("Leaked credentials");
    expect(room?.invited).toEqual(["U-ADA", "U-GRACE"]);
  });

  it("is a new one where a process died that had just made it and the incident became private", async () => {
    await using world = await withRooms();
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    const left = { private: false, key: roomCreationKey({ id, private: false }) };
    await world.chat.rooms.create(world.workspace.connection, "inc-1-checkout-is-down", left);
    await setIncidentPrivate(world.as("ada"), { id }, true);
    await retitleIncident(world.as("ada"), { id }, "Leaked credentials");
    await world.advance("1m");
    expect(world.chat.rooms.kept.get("R1")).toMatchObject({ private: false, topic: "", invited: [] });
    expect(world.chat.words("R1")).toEqual([]);
    expect(world.chat.rooms.kept.get("R2")?.private).toBe(true);
    expect(world.chat.words("R2")[0]).toContain("Leaked credentials");
  });

  it("is one, wherever the process dies", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await withRooms();
      await world.open("Checkout is down", { severity: "sev1" });
      world.dieAt(nth);
      await world.settle();
      const died = world.died();
      await world.advance("10m");
      expect(world.chat.rooms.kept.size, `died at ${nth}`).toBe(1);
      expect(world.chat.in("R1"), `died at ${nth}`).toHaveLength(1);
      expect(world.chat.rooms.kept.get("R1")?.invited, `died at ${nth}`).toEqual(["U-ADA"]);
      if (!died) break;
    }
  }, 120_000);
});
