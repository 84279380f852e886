import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

const sides = [
  { here: "slack", there: "discord" },
  { here: "discord", there: "slack" },
] as const;

describe.each(sides)("while nobody listens to $here", ({ here, there }) => {
  it("what is edited and deleted is noticed afterwards, and its copies follow", async () => {
    await using bot = await startBot({ platforms: [here, there] });
    const [lin, ada] = [bot.on(here).as("lin"), bot.on(there).as("ada")];
    await lin.types("/incident open sev1 checkout down");
    const [mine, theirs] = [await lin.sees("INC-1 · checkout down"), await ada.sees("INC-1 · checkout down")];
    for (const words of ["the disk is full", "never mind", "or is it?"]) {
      await lin.types(words, { thread: mine });
      await ada.sees(words, { thread: theirs });
    }
    const copy = await ada.sees("the disk is full", { thread: theirs });
    const [first, second] = [
      await lin.sees("the disk is full", { thread: mine }),
      await lin.sees("never mind", { thread: mine }),
    ];
    bot.discord.faults.resume(false);
    await bot.restart(async () => {
      await lin.edits(first, "the log disk is full");
      await lin.deletes(second);
      await bot.clock.advance("1h");
    });
    expect((await ada.sees("the log disk is full", { thread: theirs })).ts).toBe(copy.ts);
    await ada.misses("never mind", { thread: theirs });
    await ada.sees("or is it?", { thread: theirs });
    await lin.types("/incident comment --list 1");
    await lin.sees(["Comments of INC-1", "the log disk is full", "deleted"]);
  });
});
