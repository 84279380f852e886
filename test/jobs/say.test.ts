import { describe, expect, it } from "vitest";
import type { Place } from "../../src/domain/place.ts";
import { setIncidentPrivate } from "../../src/services/incident/edit.ts";
import { tagIncident } from "../../src/services/incident/labels.ts";
import { acknowledgeIncident, changeIncidentStatus } from "../../src/services/incident/progress.ts";
import { channels } from "../../src/store/schema/channel.ts";
import { refusal, unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";

const opened = async (world: PostingWorld) => {
  await world.map("all", "C1");
  await world.map("all", "C2");
  const { id } = await world.open("Checkout is down", { severity: "sev3" });
  await world.settle();
  return id;
};

/** The thread of the first card in a chat. */
const threadOf = (world: PostingWorld, chat: string): Place => {
  const [card] = world.chat.in(chat);
  if (card === undefined) throw new Error(`There is no card in ${chat}.`);
  return { ...card.ref.place, thread: card.ref.message };
};

const inThread = (world: PostingWorld, chat: string, message: string) => ({
  message: { place: threadOf(world, chat), message },
});

describe("a thread", () => {
  it.each(["own thread", "room", "mapped place"] as const)(
    "of an incident that is public again hears in its %s nothing of what was said in private",
    async (kind) => {
      await using world = await postingWorld();
      if (kind === "mapped place") await world.map("all", "C1");
      if (kind === "room") await world.workspace.database.transact((tx) => tx.update(channels).set({ roomRank: 20 }));
      const thread = { connection: world.workspace.connection, chat: "C1", thread: "100.1" };
      const { id } = await world.open("Checkout is down", {
        severity: "sev1",
        ...(kind === "own thread" ? { thread } : {}),
      });
      await world.settle();
      await setIncidentPrivate(world.as("ada"), { id }, true);
      if (kind !== "mapped place") await world.settle();
      await world.comments(id, { body: "They were on the wiki." });
      if (kind !== "mapped place") await world.settle();
      await setIncidentPrivate(world.as("ada"), { id }, false);
      await world.comments(id, { body: "All is well." });
      await world.advance("1m");
      const inThread = world.chat
        .under({ place: thread, message: thread.thread })
        .map(({ message }) => wordsOf(message));
      const said = [...inThread, ...world.chat.words("R1"), ...world.chat.thread("C1")];
      expect(said).toContain("Ada:\nAll is well.");
      expect(said.join()).not.toContain("wiki");
    },
  );

  it("hears of every change in order", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.becomes(id, "sev1");
    await tagIncident(world.as("ada"), { id }, "db");
    await changeIncidentStatus(world.as("grace"), { id }, "resolved", "Rolled back to 1.8");
    await world.settle();
    expect(world.chat.thread("C1")).toEqual([
      "Grace acknowledged it at once",
      "Ada changed the severity from SEV3 Moderate to SEV1 Critical",
      "Ada added the tag db",
      "Grace resolved it at once:\nRolled back to 1.8",
    ]);
    expect(world.chat.thread("C2")).toEqual(world.chat.thread("C1"));
  });

  it("hears everything once and in order though the platform fails on the way", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.settle();
    world.chat.trouble("post", { kind: "refuses", error: unreachable() });
    world.chat.trouble("post", { kind: "answer-lost" });
    await tagIncident(world.as("ada"), { id }, "one");
    await tagIncident(world.as("ada"), { id }, "two");
    await world.settle();
    await tagIncident(world.as("ada"), { id }, "three");
    await world.advance("5m");
    for (const chat of ["C1", "C2"]) {
      expect(world.chat.thread(chat).map((line) => line.split(" ").at(-1))).toEqual(["once", "one", "two", "three"]);
    }
  });

  it("hears everything once, wherever the process dies", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await world.map("all", "C1");
      const { id } = await world.open("Checkout is down");
      await world.settle();
      await tagIncident(world.as("ada"), { id }, "one");
      await world.comments(id, { body: "Looking at it." });
      world.dieAt(nth);
      await world.settle();
      const died = world.died();
      await world.advance("10m");
      expect(world.chat.thread("C1"), `died at ${nth}`).toEqual(["Ada added the tag one", "Ada:\nLooking at it."]);
      expect(
        world.chat.sent.filter((key) => key.startsWith("say:")),
        `died at ${nth}`,
      ).toHaveLength(2);
      if (!died) break;
    }
  }, 60_000);

  it("goes on after a line that the platform refuses for good", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.settle();
    world.chat.trouble("post", { kind: "refuses", error: refusal("invalid_blocks") });
    await tagIncident(world.as("ada"), { id }, "one");
    await tagIncident(world.as("ada"), { id }, "two");
    await world.advance("1m");
    expect(world.chat.thread("C1")).toEqual(["Ada added the tag two"]);
    expect(world.warnings).toContain("A platform refused one line of a timeline.");
  });

  it("that begins later is not told what went before", async () => {
    await using world = await postingWorld();
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await tagIncident(world.as("ada"), { id }, "early");
    await world.advance("20m");
    await world.map("all", "C2");
    await tagIncident(world.as("ada"), { id }, "late");
    await world.advance("1m");
    expect(world.chat.thread("C1")).toEqual(["Ada added the tag early", "Ada added the tag late"]);
    expect(world.chat.words("C2")[0]).toContain("Tags: early and late");
    expect(world.chat.thread("C2")).toEqual([]);
  });
});

describe("a comment", () => {
  it("appears once in the other threads and not again where it was written", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    await world.comments(id, { body: "It is the **database**.", origin: inThread(world, "C1", "u1") }, "grace");
    await world.settle();
    expect(world.chat.thread("C1")).toEqual([]);
    expect(world.chat.thread("C2")).toEqual(["Grace:\nIt is the database."]);
  });

  it("written by command appears in every thread", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    await world.comments(id, { body: "Looking." });
    await world.settle();
    expect(world.chat.thread("C1")).toEqual(["Ada:\nLooking."]);
    expect(world.chat.thread("C2")).toEqual(["Ada:\nLooking."]);
  });

  it("changes its copies when it is edited, and says when", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    const comment = await world.comments(id, { body: "It is the databse.", origin: inThread(world, "C1", "u1") });
    await world.settle();
    await world.edits(id, comment, "It is the database.", { inChat: true });
    await world.settle();
    expect(world.chat.thread("C1")).toEqual([]);
    expect(world.chat.thread("C2")).toEqual(["Ada:\nIt is the database.\nedited 2026-01-05T09:00Z"]);
  });

  it("changed by command where somebody wrote it themselves is said there anew, in one line that follows", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    const comment = await world.comments(id, { body: "It is the databse.", origin: inThread(world, "C1", "u1") });
    await world.settle();
    await world.edits(id, comment, "It is the database.");
    await world.settle();
    expect(world.chat.thread("C1")).toEqual(["Ada edited comment 1:\nIt is the database."]);
    await world.edits(id, comment, "It was the database.", { inChat: true });
    await world.settle();
    expect(world.chat.thread("C1")).toEqual(["Ada edited comment 1:\nIt was the database."]);
    await world.deletes(id, comment);
    await world.settle();
    expect(world.chat.thread("C1")).toEqual(["Ada deleted comment 1"]);
  });

  it("takes its copies away when it is deleted", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    const comment = await world.comments(id, { body: "Wrong incident.", origin: inThread(world, "C1", "u1") });
    await world.settle();
    expect(world.chat.thread("C2")).toHaveLength(1);
    await world.deletes(id, comment);
    await world.settle();
    expect(world.chat.thread("C2")).toEqual([]);
  });

  it("that is deleted before it could be told is told nowhere", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    const comment = await world.comments(id, { body: "Oops." });
    await world.deletes(id, comment);
    await world.settle();
    expect(world.chat.thread("C1")).toEqual([]);
  });

  it("that is long is told whole in several messages, and shrinks with its edit", async () => {
    await using world = await postingWorld();
    const id = await opened(world);
    const words = Array.from({ length: 2_000 }, (_, i) => `word${i}`);
    const comment = await world.comments(id, { body: words.join(" ") });
    await world.settle();
    const thread = world.chat.thread("C1");
    expect(thread.length).toBeGreaterThan(4);
    expect(
      thread
        .join(" ")
        .split(/\s+/)
        .filter((one) => one.startsWith("word")),
    ).toEqual(words);
    await world.edits(id, comment, "Shorter.");
    await world.settle();
    expect(world.chat.thread("C1")).toEqual(["Ada:\nShorter.\nedited 2026-01-05T09:00Z"]);
  });
});
