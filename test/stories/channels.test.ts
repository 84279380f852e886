import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

describe.each(["slack", "discord"] as const)("at %s", (platform) => {
  it("says that nobody sees an incident yet, and maps the place by a button", async () => {
    await using bot = await startBot({ platforms: [platform], mapped: [] });
    const { as } = bot.on(platform);
    const lin = as("lin");
    await lin.types("/incident open checkout down");
    const answer = await lin.sees("No chat channel shows its card yet");
    await lin.presses("Show all incidents here", answer);
    await bot.quiet();
    await lin.types("/incident open search slow");
    await as("ada").sees("INC-2 · search slow");
  });

  it("delivers to the channel of the place it was opened in, and to those named with #", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await ada.types("/tocsin channel create payments", { in: "#payments" });
    await bot.quiet();
    await ada.types("/tocsin channel map payments", { in: "#payments" });
    await bot.quiet();
    await lin.types("/incident open checkout down", { in: "#payments" });
    await ada.sees(["INC-1 ·", "#payments"], { in: "#payments" });
    await ada.sees("INC-1 ·", { in: "#incidents" });
    await lin.types("/incident open disk full");
    await lin.types("/incident describe 2 it may hit #payments and #storage-team");
    const answer = await lin.sees("#storage-team is no channel yet");
    await ada.sees("INC-2 ·", { in: "#payments" });
    await lin.presses("Create #storage-team", answer);
    await lin.sees("delivered to #storage-team");
  });

  it("pins a banner while a grave incident lasts, the worst first", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as, channel } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open sev2 search slow");
    await lin.types("/incident open sev1 checkout down");
    await bot.quiet();
    const pinned = () => channel("#incidents", "ada")?.pins ?? [];
    expect(pinned()).toHaveLength(1);
    const banner = (await ada.reads()).find(({ ts }) => ts === pinned()[0]);
    expect(banner?.words).toMatch(/^SEV1 Critical · INC-2 checkout down/);
    await lin.types("/incident resolve 2 done");
    await lin.types("/incident resolve 1 done");
    await bot.quiet();
    expect(pinned()).toHaveLength(0);
  });

  it("gives a grave incident a chat channel of its own, and archives it on close", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as, channel } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await ada.types("/tocsin channel room all sev1");
    await ada.sees("SEV1");
    await lin.types("/incident open assign:@ada sev1 checkout down");
    await bot.quiet();
    const room = () => channel("#inc-1-checkout-down", "lin");
    expect(room()?.topic).toContain("checkout down");
    expect(room()?.members).toEqual(expect.arrayContaining([lin.id, ada.id]));
    await ada.types("@tocsin resolve rolled back", { in: "#inc-1-checkout-down" });
    await lin.sees(["INC-1 ·", "Resolved", "rolled back"]);
    await lin.types("/incident close 1");
    await bot.clock.advance("1m");
    expect(room()?.closed).toBe(true);
  });

  it("refreshes the duration on an active card every five minutes", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const lin = as("lin");
    await lin.types("/incident open checkout down");
    await lin.sees(["INC-1 ·", "for 0m"]);
    await bot.bot.beat();
    await bot.clock.advance("6m");
    await bot.bot.beat();
    await lin.sees(["INC-1 ·", "for 6m"]);
  });
});

it.each([
  { platform: "slack", place: "#random", remedy: "/invite @Tocsin" },
  { platform: "discord", place: "#leads", remedy: "Add Tocsin to it with the permission View Channel" },
] as const)("refuses at $platform to map a place it cannot post in, with the remedy", async (one) => {
  await using bot = await startBot({ platforms: [one.platform] });
  const ada = bot.on(one.platform).as("ada");
  await ada.types("/tocsin channel map all", { in: one.place });
  const answer = await ada.sees(one.remedy, { in: one.place });
  expect(answer.message.ephemeral).toBe(true);
});
