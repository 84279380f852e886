import { describe, expect, it } from "vitest";
import { snoozePages } from "../../../src/services/notify/snooze.ts";
import { calling, reminding } from "../../support/policies.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { wordsOf } from "../../support/said.ts";

const opened = async (world: PostingWorld) => {
  await world.map("all", "C-OPS");
  const { id } = await world.open("Checkout is down", { severity: "sev1" });
  await world.settle();
  return id;
};

const pages = (world: PostingWorld, account: string) =>
  world.chat.words(account).filter((words) => words.includes("Payments, step"));

const notes = (world: PostingWorld) =>
  world.chat
    .in("C-OPS")
    .flatMap(({ ref }) => world.chat.under(ref))
    .map(({ message }) => wordsOf(message))
    .filter((words) => words.includes("notes that"));

const timeout = { rule: "process-timeout", after: 3600, times: 1 } as const;

describe("a snooze", () => {
  it("lasts as long as was said last, also where that is shorter", async () => {
    await using world = await postingWorld();
    await calling(world, ["ada", "grace"]);
    const id = await opened(world);
    const now = world.workspace.clock.now();
    await snoozePages(world.as("ada"), { id }, now.add({ hours: 20 }));
    await world.advance("1m");
    await snoozePages(world.as("ada"), { id }, now.add({ minutes: 15 }));
    await world.advance("13m");
    expect(pages(world, "U-GRACE")).toEqual([]);
    await world.advance("1m");
    expect(pages(world, "U-GRACE")).toHaveLength(1);
  });

  it("may last until it is let speak again, and then for a while only", async () => {
    await using world = await postingWorld();
    await calling(world, ["ada", "grace"]);
    const id = await opened(world);
    await snoozePages(world.as("ada"), { id }, "forever");
    await world.advance("1h");
    expect(pages(world, "U-GRACE")).toEqual([]);
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ minutes: 15 }));
    await world.advance("15m");
    expect(pages(world, "U-GRACE")).toHaveLength(1);
  });

  it.each(["20 hours", "forever"])("of %s that is taken back leaves a reminder at its own time", async (how) => {
    await using world = await postingWorld();
    await reminding(world, [timeout]);
    const id = await opened(world);
    const until = how === "forever" ? how : world.workspace.clock.now().add({ hours: 20 });
    await snoozePages(world.as("ada"), { id }, until);
    await world.advance("10m");
    await snoozePages(world.as("ada"), { id }, "off");
    await world.advance("49m");
    expect(notes(world)).toEqual([]);
    await world.advance("1m");
    expect(notes(world)).toHaveLength(1);
  });

  it("lets what begins meanwhile come at its own time once it is taken back", async () => {
    await using world = await postingWorld();
    await reminding(world, [{ rule: "no-assignee", after: 3600, times: 1 }]);
    await world.map("all", "C-OPS");
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ hours: 20 }));
    await world.settle();
    await world.advance("10m");
    await snoozePages(world.as("ada"), { id }, "off");
    await world.advance("49m");
    expect(notes(world)).toEqual([]);
    await world.advance("1m");
    expect(notes(world)).toHaveLength(1);
  });

  it("that is over cannot be taken back, and nobody is called early for it", async () => {
    await using world = await postingWorld();
    await calling(world, ["ada", "grace", "bo"]);
    const id = await opened(world);
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ minutes: 15 }));
    await world.advance("16m");
    expect(pages(world, "U-GRACE")).toHaveLength(1);
    await expect(snoozePages(world.as("grace"), { id }, "off")).rejects.toThrow("are not silenced");
    await world.advance("3m");
    expect(pages(world, "U-BO")).toEqual([]);
    await world.advance("1m");
    expect(pages(world, "U-BO")).toHaveLength(1);
  });

  it("stands on the card as long as pages are silent", async () => {
    await using world = await postingWorld();
    await calling(world, ["ada"]);
    const id = await opened(world);
    const card = () => world.chat.words("C-OPS")[0] ?? "";
    const shows = async (...until: Parameters<typeof snoozePages>[2][]) => {
      for (const one of until) await snoozePages(world.as("ada"), { id }, one);
      await world.advance("1m");
      return card();
    };
    expect(card()).not.toContain("silent");
    expect(await shows(world.workspace.clock.now().add({ hours: 1 }))).toContain(
      "Pages are silent until 2026-01-05T10:00Z.",
    );
    expect(await shows("forever")).toContain("Pages are silent until further notice.");
    expect(await shows("off")).not.toContain("silent");
  });
});
