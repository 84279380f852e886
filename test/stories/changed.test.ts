import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";
import type { Person, Sight } from "../support/person.ts";

const sides = [
  { here: "slack", there: "discord" },
  { here: "discord", there: "slack" },
] as const;

const said = async (person: Person, words: string, thread: Sight) =>
  (await person.reads({ thread })).filter((one) => one.words.includes(words));

describe.each(sides)("a comment written in $here", ({ here, there }) => {
  it("that is changed by command is followed by its copies, and in its own thread by a line beneath", async () => {
    await using bot = await startBot({ platforms: [here, there] });
    const [lin, ada] = [bot.on(here).as("lin"), bot.on(there).as("ada")];
    await lin.types("/incident open sev1 checkout down");
    const [mine, theirs] = [await lin.sees("INC-1 · checkout down"), await ada.sees("INC-1 · checkout down")];
    await lin.types("the disk is full", { thread: mine });
    const copy = await ada.sees("the disk is full", { thread: theirs });
    await lin.types("/incident comment edit:1 1 the log disk is full");
    expect((await ada.sees("the log disk is full", { thread: theirs })).ts).toBe(copy.ts);
    const beneath = await lin.sees(["edited comment 1", "the log disk is full"], { thread: mine });
    await lin.types("/incident comment edit:1 1 the log disk was full");
    expect((await lin.sees(["edited comment 1", "the log disk was full"], { thread: mine })).ts).toBe(beneath.ts);
    expect(await said(lin, "edited comment", mine)).toHaveLength(1);
    expect(await said(ada, "edited comment", theirs)).toHaveLength(0);

    await lin.types("/incident comment delete:1 1");
    await ada.misses("disk was full", { thread: theirs });
    await lin.misses("disk was full", { thread: mine });
    await lin.sees("deleted comment 1", { thread: mine });
    expect(await said(lin, "the disk is full", mine)).toHaveLength(1);
  });

  it("that is edited or deleted while nobody listens is noticed afterwards, and its copies follow", async () => {
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
