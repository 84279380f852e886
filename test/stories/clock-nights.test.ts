import { describe, expect, it } from "vitest";
import { dm, platforms, startPaging } from "../support/paging-story.ts";

/** Turns change at 02:30 in Berlin: skipped in March, when it is 03:30 instead; there twice in October. */
describe.each(platforms)("on a night when the clocks change, at %s", (platform) => {
  it.each([
    ["forward", "2026-03-28T00:30:00Z", "2026-03-29T01:28:00Z"],
    ["back", "2026-10-24T00:10:00Z", "2026-10-25T00:28:00Z"],
  ])("%s, each step calls whoever is on at that instant, and waits as long as ever", async (_way, begins, opening) => {
    await using story = await startPaging(platform, { begins, zone: "Europe/Berlin" });
    const { ada, grace, lin, sets, passes, bot } = story;
    const to = (at: string) => passes(`${bot.clock.now().until(at).total("seconds")}s`);
    const from = begins.slice(0, 10);
    await sets(
      ada,
      `/oncall schedule create every:day from:"${from} 02:30" people:"@ada @grace" web`,
      "web is created",
    );
    await sets(
      ada,
      '/tocsin escalation create steps:"web 5m, web 5m" channels:all payments',
      "payments pages for incidents of #all",
    );
    await to(opening);
    await lin.types("/incident open sev1 checkout down");
    await ada.sees(["checkout down", "payments, step 1"], dm);
    await passes("299s");
    expect(await story.told(grace, "checkout down", "payments")).toEqual([]);
    await passes("1s");
    await grace.sees(["checkout down", "on call in web (payments, step 2)"], dm);
    await passes("58m");
    await lin.types("/incident open sev1 search is slow");
    await grace.sees(["search is slow", "payments, step 1"], dm);
    expect(await story.told(ada, "search is slow", "payments")).toEqual([]);
  });
});
