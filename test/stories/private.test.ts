import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

describe.each(["slack", "discord"] as const)("at %s", (platform) => {
  it("shows a private incident to the people on it alone", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada, grace] = [as("lin"), as("ada"), as("grace")];
    await lin.types("/incident open --private assign:@ada sev1 leaked credentials");
    await lin.sees("INC-1 leaked credentials is open");
    await bot.quiet();
    expect((await grace.reads()).map(({ words }) => words).join()).not.toContain("leaked");
    await ada.sees("leaked credentials", { in: "dm" });
    await grace.types("/incident show 1");
    await grace.sees("There is no INC-1 here");
    await grace.types("/incident list");
    const listed = await grace.reads();
    expect(listed.map(({ words }) => words).join()).not.toContain("leaked");
    await ada.types("/incident show 1");
    await ada.sees("leaked credentials");
  });

  it("tells nobody else a word of a private incident when they search", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada, grace] = [as("lin"), as("ada"), as("grace")];
    await ada.types("/incident open zeppole machine is on fire");
    await lin.types("/incident open --private assign:@ada zeppelin acquisition leaked");
    await lin.sees("INC-2 zeppelin acquisition leaked is open");
    await ada.types("/incident list zepelin aquisition");
    await ada.sees(["INC-2 zeppelin", "looked for", "acquisition"]);
    for (const typed of ["zepelin aquisition", "aquisition", "acquisition"]) {
      await grace.types(`/incident list ${typed}`);
      await grace.sees("Nothing has all of these words. All there are");
    }
    // What begins a word that is none to her is mistyped.
    await grace.types("/incident list zeppeli");
    await grace.sees(["INC-1 zeppole", "No word begins with zeppeli: looked for zeppole."]);
    const told = (await grace.reads()).map(({ words }) => words).join("\n");
    expect(told).not.toMatch(/zeppelin|looked for (?!zeppole)/);
    await lin.types("/incident public 2");
    await grace.types("/incident list aquisition");
    await grace.sees(["INC-2 zeppelin", "looked for acquisition"]);
  });

  it("takes the cards of an incident away that is made private, and brings them back", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open sev1 leaked credentials");
    await ada.sees("INC-1 · leaked credentials");
    await lin.types("/incident private 1");
    await bot.quiet();
    expect((await ada.reads()).map(({ words }) => words).join()).not.toContain("leaked");
    await lin.types("/incident public 1");
    await ada.sees("INC-1 · leaked credentials");
  });

  it("takes whoever is no longer on a private incident out of its chat channel", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as, channel } = bot.on(platform);
    const [lin, ada, grace] = [as("lin"), as("ada"), as("grace")];
    await ada.types("/tocsin channel room all sev1");
    await lin.types("/incident open --private assign:@grace sev1 leaked credentials");
    await grace.sees("leaked credentials", { in: "#inc-1-leaked-credentials" });
    await lin.types("/incident assign remove inc-1 @grace");
    await bot.quiet();
    expect(channel("#inc-1-leaked-credentials", "grace")).toBeUndefined();
    expect(channel("#inc-1-leaked-credentials", "lin")?.members).not.toContain(grace.id);
    await lin.types("/incident assign add inc-1 @grace");
    await bot.quiet();
    expect(channel("#inc-1-leaked-credentials", "lin")?.members).toContain(grace.id);
  });

  it("deletes an incident only when asked twice, with its card", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    await ada.sees("INC-1 ·");
    await lin.types("/incident delete 1");
    const asked = await lin.sees("This cannot be undone");
    await ada.sees("INC-1 ·");
    await lin.presses("Delete", asked);
    await lin.sees("is deleted");
    await bot.quiet();
    expect((await ada.reads()).map(({ words }) => words).join()).not.toContain("INC-1 ·");
    await ada.types("/incident show 1");
    await ada.sees("There is no INC-1 here");
  });

  it("closes a duplicate, links both and takes it back", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    await ada.types("/incident open cannot pay");
    await ada.sees("INC-2 ·");
    await ada.types("/incident duplicate inc-2 inc-1");
    const answer = await ada.sees("closed as a duplicate of INC-1");
    await lin.sees(["INC-2 ·", "Closed", "Duplicate of INC-1"]);
    await ada.presses("Undo", answer);
    await lin.sees(["INC-2 ·", "Open"]);
  });
});
