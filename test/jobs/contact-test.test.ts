import { describe, expect, it } from "vitest";
import { contactList } from "../../src/presentation/reach.ts";
import { startTests } from "../../src/services/person/contact-test.ts";
import { viewMe } from "../../src/services/person/me.ts";
import { refusal, unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";

const outcomes = async (world: PostingWorld) => wordsOf(contactList(await viewMe(world.as("ada"))));

const arrived = ({ chat }: PostingWorld) => chat.words("U-ADA").filter((words) => words.startsWith("This is a test"));

describe("a test of one's contacts", () => {
  it("arrives, and its outcome is shown", async () => {
    await using world = await postingWorld();
    expect(await outcomes(world)).toContain("Slack @ada (slack): not tested yet");
    await startTests(world.as("ada"));
    expect(await outcomes(world)).toContain("Slack @ada (slack): a test is under way since");
    await world.advance("10s");
    expect(arrived(world)).toEqual(["This is a test. You asked for it: pages reach you by Slack @ada."]);
    expect(await outcomes(world)).toContain("Slack @ada (slack): worked");
  });

  it("that a platform refuses has failed, and says why", async () => {
    await using world = await postingWorld();
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") });
    await startTests(world.as("ada"));
    await world.advance("10s");
    expect(await outcomes(world)).toMatch(/Slack @ada \(slack\): failed .*user_disabled/);
  });

  it("is tried again while its platform is away, but not for long", async () => {
    await using world = await postingWorld();
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 3);
    await startTests(world.as("ada"));
    await world.advance("1m");
    expect(await outcomes(world)).toContain("Slack @ada (slack): worked");
    await world.advance("1m");
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 50);
    await startTests(world.as("ada"));
    await world.advance("1m");
    expect(await outcomes(world)).toContain("Slack @ada (slack): failed");
  });

  it("comes once, though its answer was lost", async () => {
    await using world = await postingWorld();
    world.chat.trouble("direct", { kind: "answer-lost" });
    await startTests(world.as("ada"));
    await world.advance("1m");
    expect(arrived(world)).toHaveLength(1);
    expect(await outcomes(world)).toContain("Slack @ada (slack): worked");
  });

  it("is not begun twice within a minute", async () => {
    await using world = await postingWorld();
    await startTests(world.as("ada"));
    await expect(startTests(world.as("ada"))).rejects.toThrow("within the last minute");
    await world.advance("1m");
    await startTests(world.as("ada"));
    await world.advance("10s");
    expect(arrived(world)).toHaveLength(2);
  });
});
