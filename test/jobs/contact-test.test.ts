import { describe, expect, it } from "vitest";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { DeliveryError } from "../../src/domain/refusal.ts";
import { contactList } from "../../src/presentation/reach.ts";
import { startTests } from "../../src/services/person/contact-test.ts";
import { viewMe } from "../../src/services/person/me.ts";
import { meansOf } from "../../src/services/person/unreachable.ts";
import { refusal, unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";

const outcomes = async (world: PostingWorld) =>
  wordsOf(contactList(await viewMe(world.as("ada")), meansOf(world.as("ada"))));

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

  it("goes to the mailbox and to one's own targets too", async () => {
    await using world = await postingWorld();
    const table = buildTable(tocsinCommands, tocsinAliases);
    const ada = world.as("ada");
    await world.workspace.types(table, ada, "tocsin contact add address:ada@home.example email home");
    await startTests(ada);
    await world.advance("10s");
    const posted = world.workspace.outside.posted.map(({ to, letter }) => [to, letter.type, wordsOf(letter.message)]);
    // Each test is a job of its own: they come in any order.
    expect(posted).toHaveLength(2);
    expect(posted).toEqual(
      expect.arrayContaining([
        [
          { kind: "email", settings: { address: "ada@acme.test" } },
          "test",
          expect.stringContaining("by ada@acme.test."),
        ],
        [{ kind: "email", settings: { address: "ada@home.example" } }, "test", expect.stringContaining("by home.")],
      ]),
    );
    expect(await outcomes(world)).toContain("ada@acme.test (email): worked");
    expect(await outcomes(world)).toContain("home (home): worked");
  });

  it("that did not arrive is told by the other contacts, once", async () => {
    await using world = await postingWorld();
    const error = new DeliveryError("email", "The mailbox is full.", { permanent: true });
    world.workspace.outside.trouble(error);
    await startTests(world.as("ada"));
    await world.advance("1m");
    expect(world.chat.words("U-ADA").filter((words) => words.startsWith("A test did not arrive"))).toEqual([
      "A test did not arrive: ada@acme.test. The mailbox is full.\n[Contacts] [Send a test]",
    ]);
    expect(await outcomes(world)).toContain("ada@acme.test (email): failed");
  });
});
