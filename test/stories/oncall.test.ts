import { describe, expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

describe.each(["slack", "discord"] as const)("on call at %s", (platform) => {
  it("the first rotation takes a form, and everybody sees who is on call", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [ada, sam] = [as("ada"), as("sam")];
    for (const name of ["grace", "lin"]) await as(name).types("/tocsin me");
    await ada.types("/oncall");
    await ada.presses(
      "Create a schedule",
      await ada.sees(["There is no on-call schedule yet", "A first one takes a line"]),
    );
    await ada.seesModal("Create a schedule");
    await ada.submits({
      Name: "web",
      "Who takes turns, in order?": ["Ada Okafor", "Grace Nilsson"],
      "A turn is": "Every week",
    });
    await ada.sees([
      "web is created (UTC)",
      "Ada Okafor until",
      ", then Grace Nilsson",
      "every week, Mondays at 09:00",
    ]);
    await sam.types("/oncall");
    await sam.sees(["web: Ada Okafor until", ", then Grace Nilsson"]);
    await bot.clock.advance("7d");
    await sam.types("/oncall who web");
    await sam.sees(["web: Grace Nilsson until", ", then Ada Okafor", "by layer primary"]);
    await sam.types("/oncall who web 2026-01-06 02:10");
    await sam.sees(["web at", "Ada Okafor until"]);
  });

  it("a line makes a schedule, layers lie on top, and every answer can be explained", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [ada, lin] = [as("ada"), as("lin")];
    for (const name of ["grace", "sam", "lin"]) await as(name).types("/tocsin me");
    await ada.types('/oncall schedule create every:week people:"@ada @grace" zone:Europe/Berlin web');
    await ada.sees(["web is created (Europe/Berlin)", "Ada Okafor until"]);
    await ada.types('/oncall layer add every:day hours:22-06 people:"@sam" web nights');
    await ada.sees(["layer nights is added", "nights: every day, at 22:00; 22:00–06:00", "Sam Ortiz"]);
    await lin.types("/oncall why web 2026-01-06T01:00Z");
    await lin.sees(["Sam Ortiz is on call at", "by layer nights", "it decides", "a higher layer decides"]);
    await lin.types("/oncall rotation join layer:primary web");
    await lin.sees(["you take turns in primary", "Ada Okafor → Grace Nilsson → Lin"]);
    await lin.types("/oncall mine days:60");
    await lin.sees(["Your shifts", "web"]);
    await lin.types("/oncall gaps web");
    await lin.sees(["Somebody is on call all of the next 28 days", "How the load is shared", "Sam Ortiz: 224 h"]);
    await lin.types("/oncall history web");
    await lin.sees(["added layer nights", "joined layer primary", "created it"]);
    await lin.types("/oncall schedule show web");
    await lin.sees(["Time zone", "Europe/Berlin", "nights: every day", "Coming up"]);
    const seen = await lin.reads(platform === "slack" ? { in: "dm" } : {});
    expect(seen.flatMap(({ files }) => files)).toEqual(["on-call.png"]);
  });

  it("a schedule is taken along as a file, ended, and deleted after a question", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const ada = bot.on(platform).as("ada");
    await ada.types("/oncall schedule create people:@ada web");
    await ada.sees("web is created");
    await ada.types("/oncall schedule edit tell:on ends:2026-02-28 web");
    await ada.sees("web: changed end, channels told.");
    await ada.types("/oncall schedule list");
    await ada.sees(["Schedules", "web · yours", "Ada Okafor until"]);
    await ada.types("/oncall schedule export web");
    const where = platform === "slack" ? { in: "dm" } : {};
    await ada.sees("web as a file", where);
    expect((await ada.reads(where)).flatMap(({ files }) => files)).toEqual(["web.json"]);
    await ada.types("/oncall schedule delete web");
    await ada.presses("Delete", await ada.sees("Delete web?"));
    await ada.sees("web is deleted.");
    await ada.types("/oncall");
    await ada.sees("There is no on-call schedule yet");
  });
});
