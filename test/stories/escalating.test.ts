import { describe, it } from "vitest";
import { startBot } from "../support/bot.ts";

const dm = { in: "dm" };

describe.each(["slack", "discord"] as const)("who hears of an incident at %s", (platform) => {
  const withWeb = async (every: "day" | "week") => {
    const bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [ada, grace, lin] = [as("ada"), as("grace"), as("lin")];
    for (const one of [grace, lin]) await one.types("/tocsin me");
    await ada.types(`/oncall schedule create every:${every} people:"@ada @grace" web`);
    await ada.sees("web is created");
    return { bot, ada, grace, lin, [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() };
  };

  it("is whoever has taken over by the time the next step is called", async () => {
    await using story = await withWeb("week");
    const { bot, ada, lin } = story;
    await ada.types('/tocsin escalation create steps:"web 5m, web 5m" channels:all payments');
    await ada.sees("payments pages for incidents of #all");
    await lin.types("/incident open sev1 checkout down");
    await ada.sees(["checkout down", "payments, step 1"], dm);
    await lin.types("/oncall take web 2h");
    await lin.sees("web: you are on call until");
    await bot.clock.advance("5m");
    await lin.sees(["checkout down", "on call in web (payments, step 2)"], dm);
  });

  it("is whoever comes on while pages are silenced", async () => {
    await using story = await withWeb("day");
    const { bot, ada, grace, lin } = story;
    await ada.types('/tocsin escalation create steps:"web 5m, web 5m" channels:all payments');
    await ada.sees("payments pages for incidents of #all");
    await lin.types("/incident open sev1 checkout down");
    await ada.sees("payments, step 1", dm);
    await ada.types("/incident snooze inc-1 24h");
    await ada.sees("pages are silent until");
    await bot.clock.advance("24h");
    await grace.sees(["checkout down", "payments, step 2"], dm);
  });

  it("is somebody at rest only when they are paged; the rest waits for the morning", async () => {
    await using story = await withWeb("week");
    const { bot, ada, grace, lin } = story;
    await ada.types("/tocsin me quiet 8:00-10:00 weekdays");
    await ada.sees("hold now, until");
    await ada.types("/tocsin policy create types:new schedules:web channels:all news");
    await ada.sees("news");
    await grace.types("/incident open sev3 search is slow");
    await grace.sees("INC-1");
    await lin.types("/incident page inc-1 @ada");
    await ada.sees("paged by hand", dm);
    await bot.clock.advance("59m");
    const before = (await ada.reads(dm)).filter(({ words }) => words.includes("(news)"));
    if (before.length > 0) throw new Error("The notice came within the quiet hours.");
    await bot.clock.advance("1m");
    await ada.sees(["search is slow", "(news)"], dm);
  });

  it("is whom a channel tells when nobody takes it, and whom a rule tells when nobody has it", async () => {
    await using story = await withWeb("week");
    const { bot, ada, grace, lin } = story;
    await ada.types("/tocsin channel upgrade all after:15m @grace");
    await ada.sees("When nobody takes a new incident");
    await ada.types('/tocsin policy create rules:"no-assignee 30m" schedules:web channels:all nags');
    await ada.sees("nags");
    await lin.types("/incident open sev3 checkout down");
    await lin.sees("INC-1");
    await bot.clock.advance("15m");
    await grace.sees(["checkout down", "Nobody has taken it for 15m"], dm);
    await bot.clock.advance("15m");
    const told = await ada.sees(["checkout down", "Nobody has it: no assignee for 30m (nags)"], dm);
    await ada.presses("Take", told);
    await ada.sees("it is yours", dm);
  });

  it("is whoever it is handed over to, from the page", async () => {
    await using story = await withWeb("week");
    const { ada, grace, lin } = story;
    await ada.types('/tocsin escalation create steps:"web 5m" channels:all payments');
    await ada.sees("payments pages for incidents of #all");
    await lin.types("/incident open sev1 checkout down");
    const page = await ada.sees("payments, step 1", dm);
    await ada.presses("Acknowledge", page);
    await ada.types("/incident assign over inc-1 @grace");
    await ada.sees("handed over to Grace Nilsson");
    await grace.sees(["checkout down", "paged by hand"], dm);
  });
});
