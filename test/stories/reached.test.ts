import { describe, it } from "vitest";
import { startBot } from "../support/bot.ts";

const dm = { in: "dm" };

describe.each([
  ["slack", "Slack"],
  ["discord", "Discord"],
] as const)("at %s", (platform, name) => {
  it("people say how they are reached, and try it", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const ada = bot.on(platform).as("ada");
    await ada.types("/tocsin me");
    const card = await ada.sees([
      "Pages: ",
      `${name} @ada`,
      "at once",
      "as for everybody",
      "Paged now, you would hear",
    ]);
    await ada.presses("Pages", card);
    await ada.seesModal("How you get pages");
    await ada.submits({ "In this order": `${platform}, ${platform} after 10m` });
    await ada.sees(["That is how you are reached now", "at once", "after 10m"]);
    await ada.presses("Quiet hours", await ada.sees("That is how you are reached now"));
    await ada.seesModal("Quiet hours");
    await ada.submits({ "From and to": "8:00-10:00 weekdays" });
    await ada.sees("They hold now, until");
    await ada.types("/tocsin me test");
    const started = await ada.sees(`A test is on its way to ${name} @ada`);
    await ada.sees(["This is a test.", `pages reach you by ${name} @ada`], dm);
    await ada.presses("How did it go?", started);
    await ada.sees([`${name} @ada`, "worked"]);
  });

  it("refuses rules with what to do instead, and keeps what there was", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const ada = bot.on(platform).as("ada");
    await ada.types("/tocsin me rules page pager");
    await ada.sees('"pager" is none of your contacts.');
    await ada.types("/tocsin me quiet at night");
    await ada.sees("22:00-07:00 mon-fri");
    await ada.types("/tocsin me");
    await ada.sees(["Quiet hours: ", "none", "as for everybody"]);
  });

  it("people choose what they hear of a channel on its card", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [ada, lin] = [as("ada"), as("lin")];
    await ada.types("/tocsin channel create payments");
    await ada.sees("#payments is created");
    await lin.types("/tocsin channel show payments");
    await lin.chooses("Responsible", await lin.sees(["#payments", "Members", "1"]));
    await lin.sees("Of #payments you hear new incidents, comments and the daily summary.");
    await ada.types("/tocsin channel members payments lin");
    await ada.sees("new incidents, comments and the daily summary");
  });

  it("a channel tells others too, and somebody when nobody takes an incident", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [ada, lin] = [as("ada"), as("lin")];
    await lin.types("/tocsin me");
    await lin.sees("Paged now");
    await ada.types("/tocsin channel create payments");
    await ada.sees("#payments is created");
    await ada.types("/tocsin channel target add payments @lin, ops@example.com, here");
    await ada.sees(["Lin", "ops@example.com"]);
    await ada.types("/tocsin channel upgrade payments after:15m @lin");
    await ada.sees(["When nobody takes a new incident", "after 15m"]);
    await ada.types("/oncall ready");
    await ada.sees(["Ready.", "The one person who can be paged can be reached."]);
  });
});
