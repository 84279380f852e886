import { describe, expect, it } from "vitest";
import type { Platform } from "../../src/domain/place.ts";
import { type StoryBot, startBot } from "../support/bot.ts";

const platforms = ["slack", "discord"] as const;
const dm = { in: "dm" };

/** Everybody has been seen once: before that nobody knows them. */
const cast = async (platform: Platform, bot: StoryBot) => {
  const side = bot.on(platform);
  const people = { lin: side.as("lin"), ada: side.as("ada"), grace: side.as("grace") };
  for (const one of [people.ada, people.grace]) await one.types("/incident list");
  return people;
};

describe.each(platforms)("paging at %s", (platform) => {
  const policy = '/tocsin escalation create steps:"Ada Okafor 5m, Grace Nilsson 10m" channels:all payments';

  it("pages whoever the policy names, then the next, until somebody acknowledges", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { lin, ada, grace } = await cast(platform, bot);
    await lin.types(policy);
    await lin.sees("payments pages for incidents of #all");
    await lin.types("/incident open sev1 checkout down");
    const page = await ada.sees(["checkout down", "payments, step 1"], dm);
    expect(page.controls.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Acknowledge", "I can't", "Escalate", "Show", "Snooze"]),
    );
    await bot.clock.advance("5m");
    const second = await grace.sees(["checkout down", "payments, step 2"], dm);
    await grace.presses("Acknowledge", second);
    await grace.sees("acknowledged", { thread: await lin.sees("INC-1 · checkout down") });
    await bot.clock.advance("30m");
    const read = await ada.reads(dm);
    expect(read.filter(({ words }) => words.includes("payments, step"))).toHaveLength(1);
  });

  it("lets the person who is paged pass it on, snooze it, and ask why", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { lin, ada, grace } = await cast(platform, bot);
    await lin.types(policy);
    await lin.types("/incident open sev1 checkout down");
    await ada.presses("I can't", await ada.sees("payments, step 1", dm));
    const second = await grace.sees("payments, step 2", dm);
    await grace.chooses("15 minutes", second);
    await grace.sees("pages are silent until", dm);
    await lin.types('/incident why-paged inc-1 "Ada Okafor"');
    await lin.sees(["What Ada", "(payments, step 1)", "sent"]);
    await lin.types('/incident page inc-1 "Ada Okafor"');
    await lin.sees(["Paged", "Ada"]);
    await ada.sees("paged by hand", dm);
  });
});
