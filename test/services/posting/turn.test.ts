import { describe, expect, it } from "vitest";
import { answer } from "../../../src/presentation/say.ts";
import { type Once, sendOnce } from "../../../src/services/posting/send.ts";
import { inTurn } from "../../../src/services/posting/turn.ts";
import { tooFast } from "../../support/chat.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

/** Sends as a job does: what has to wait comes again at its turn, or only once it is told to. */
const sender = (world: PostingWorld) => {
  const { chat, workspace } = world;
  const turns = new Map<string, Temporal.Instant>();
  const send = async (key: string, line: NonNullable<Once["line"]> = "others", to = "C-OPS") => {
    const place = { connection: workspace.connection, chat: to };
    const turn = turns.get(key);
    const ctx = turn === undefined ? world.as("ada") : { ...world.as("ada"), turn };
    try {
      await sendOnce(ctx, chat, { key, place, line, send: () => chat.post(place, answer(key), key) });
      turns.delete(key);
    } catch (error) {
      const { turn: given } = error as { readonly turn?: Temporal.Instant };
      if (given === undefined) throw error;
      turns.set(key, given);
    }
  };
  /** Whoever's turn it is by now sends. */
  const called = async (line?: Once["line"]) => {
    for (const [key, turn] of turns) {
      if (Temporal.Instant.compare(turn, workspace.clock.now()) <= 0) await send(key, line);
    }
  };
  const waits = () => [...turns].map(([key, turn]) => `${key} ${begin.until(turn).total("seconds")}`);
  return { send, called, waits };
};

const begin = Temporal.Instant.from("2026-01-05T09:00:00Z");

const paced = async () => {
  const world = await postingWorld();
  world.chat.pace = 1;
  return { world, ...sender(world), [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
};

describe("a chat that takes a message a second", () => {
  it("takes the first at once, and gives each of the others a second of its own", async () => {
    await using it = await paced();
    for (const key of ["a", "b", "c"]) await it.send(key);
    await it.send("elsewhere", "others", "C-WEB");
    expect(it.world.chat.sent).toEqual(["a", "elsewhere"]);
    expect(it.waits()).toEqual(["b 1", "c 2"]);
    await it.world.advance("1s");
    await it.called();
    await it.send("d");
    expect(it.waits()).toEqual(["c 2", "d 3"]);
    await it.world.advance("2s");
    await it.called();
    expect(it.world.chat.sent).toEqual(["a", "elsewhere", "b", "c"]);
    await it.world.advance("1s");
    await it.called();
    expect(it.world.chat.sent).toEqual(["a", "elsewhere", "b", "c", "d"]);
  });

  it("takes pages first, each in its own second", async () => {
    await using it = await paced();
    for (const key of ["a", "b", "c"]) await it.send(key);
    await it.send("page 1", "pages");
    await it.send("page 2", "pages");
    expect(it.waits()).toEqual(["b 1", "c 2", "page 1 1", "page 2 2"]);
    await it.world.advance("1s");
    await it.send("b");
    await it.send("page 1", "pages");
    await it.world.advance("1s");
    await it.send("c");
    await it.send("page 2", "pages");
    expect(it.world.chat.sent).toEqual(["a", "page 1", "page 2"]);
    expect(it.waits()).toEqual(["b 3", "c 4"]);
  });

  it("lets a turn that was missed lapse: after a pause nothing comes in a burst", async () => {
    await using it = await paced();
    for (const key of ["a", "b", "c", "d"]) await it.send(key);
    await it.world.advance("1h");
    await it.called();
    expect(it.world.chat.sent).toEqual(["a", "b"]);
    expect(it.waits()).toEqual(["c 3601", "d 3602"]);
  });

  it("keeps the seconds apart although whoever is called comes a little late", async () => {
    await using it = await paced();
    for (const key of ["a", "b", "c"]) await it.send(key);
    await it.world.advance("1.4s");
    await it.called();
    await it.world.advance("0.6s");
    await it.called();
    expect(it.world.chat.sent).toEqual(["a", "b", "c"]);
    await it.send("d");
    expect(it.waits()).toEqual(["d 3"]);
  });

  it("gives everybody who waits another turn when the platform asks to wait", async () => {
    await using it = await paced();
    for (const key of ["a", "b", "c"]) await it.send(key);
    it.world.chat.trouble("post", { kind: "refuses", error: tooFast(30) });
    await it.world.advance("1s");
    await expect(it.send("b")).rejects.toThrow("Slack asked for a pause.");
    await it.world.advance("1s");
    await it.send("c");
    await it.send("page", "pages");
    expect(it.world.chat.sent).toEqual(["a"]);
    expect(it.waits()).toEqual(["b 1", "c 31", "page 31"]);
  });

  it("changes and removes what stands there while others wait to be said, a moment after what was just sent", async () => {
    await using it = await paced();
    const { chat, workspace } = it.world;
    const place = { connection: workspace.connection, chat: "C-OPS" };
    for (const key of ["a", "b", "c", "d"]) await it.send(key);
    const [posted] = chat.in("C-OPS");
    const ref = posted?.ref ?? { place, message: "" };
    const edit = (turn?: Temporal.Instant) =>
      inTurn({ ...it.world.as("ada"), ...(turn && { turn }) }, chat, place, () => chat.edit(ref, answer("new")));
    await expect(edit()).rejects.toMatchObject({ turn: begin.add({ seconds: 1 }) });
    await it.world.advance("1s");
    await it.called();
    await edit(begin.add({ seconds: 1 }));
    expect(chat.words("C-OPS")).toEqual(["new", "b"]);
    expect(it.waits()).toEqual(["c 2", "d 3"]);
    await it.world.advance("10s");
    await inTurn(it.world.as("ada"), chat, place, () => chat.remove(ref));
    await it.called();
    expect(chat.words("C-OPS")).toEqual(["b", "c"]);
  });
});
