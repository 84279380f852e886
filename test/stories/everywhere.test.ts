import { expect, it } from "vitest";
import type { Platform } from "../../src/domain/place.ts";
import { startBot } from "../support/bot.ts";

const dm = { in: "dm" } as const;

it.each([
  ["slack", "discord"],
  ["discord", "slack"],
] as const)(
  "what is acknowledged at %s is silent at %s too, at once, in every message that called",
  async (here, there) => {
    await using bot = await startBot({ platforms: ["slack", "discord"] });
    const on = (platform: Platform, name: string) => bot.on(platform).as(name);
    const [ada, lin, also] = [on(here, "ada"), on(here, "lin"), on(there, "lin")];
    const [grace, sam] = [on(here, "grace"), on(there, "sam")];
    for (const one of [grace, sam]) await one.types("/tocsin me");
    await lin.types("/tocsin link");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await lin.sees("/tocsin link ")).words)?.[0] ?? "";
    await also.types(`/tocsin link ${code}`);
    await also.presses("Yes, that is me", await also.sees("Is that you?"));
    await also.sees("here too from now on");
    // Everybody at once, by hand, and a chat channel with them.
    await sam.types("/tocsin team create people:@lin,@sam crew");
    await sam.sees("crew is created with");
    await ada.types("/incident open sev1 checkout down");
    await ada.sees("INC-1 · checkout down");
    await ada.types("/incident page inc-1 crew, @grace, here", { in: "#general" });
    const pages = [
      { who: lin, where: dm },
      { who: also, where: dm },
      { who: grace, where: dm },
      { who: sam, where: dm },
      { who: ada, where: { in: "#general" } },
    ];
    for (const { who, where } of pages) {
      const page = await who.sees("INC-1 · checkout down", where);
      expect(page.controls.map(({ label }) => label)).toContain("Acknowledge");
    }
    await also.presses("Acknowledge", await also.sees("INC-1 · checkout down", dm));
    for (const { who, where } of pages) {
      const calm = await who.sees(["INC-1 · checkout down", "Acknowledged by Lin"], where);
      expect(calm.controls.map(({ label }) => label)).toEqual(["Show"]);
    }
    const sent = bot.outside.posted.length;
    await bot.clock.advance("20m");
    await bot.quiet();
    expect(bot.outside.posted).toHaveLength(sent);
    const calls = async (who: typeof lin) =>
      (await who.reads(dm)).filter(({ words }) => words.includes("paged by hand")).length;
    expect([await calls(lin), await calls(also), await calls(grace), await calls(sam)]).toEqual([1, 1, 1, 1]);
  },
);
