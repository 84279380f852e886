import { describe, it } from "vitest";
import { startBot } from "../support/bot.ts";

describe.each(["slack", "discord"] as const)("shifts that change hands at %s", (platform) => {
  const withWeb = async () => {
    const bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    for (const name of ["grace", "lin"]) await as(name).types("/tocsin me");
    await as("ada").types('/oncall schedule create every:week people:"@ada @grace" web');
    await as("ada").sees("web is created");
    return { bot, as, [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose]() };
  };

  it("somebody takes over at night, whoever was on call is told, and it is taken back", async () => {
    await using story = await withWeb();
    const [ada, lin] = [story.as("ada"), story.as("lin")];
    await story.bot.clock.advance("10m");
    await lin.types("/oncall take web 2h");
    const taken = await lin.sees(["web: you are on call until", "On call then"]);
    await ada.sees(["You are off call for web", "Lin"], { in: "dm" });
    await ada.types("/oncall who web");
    await ada.sees(["web: Lin", "until"]);
    await lin.presses("Undo", taken);
    await lin.sees("your taking over is taken back from now on");
    await ada.types("/oncall who web");
    await ada.sees("web: Ada Okafor until");
    const grace = story.as("grace");
    await grace.types("/oncall give web @lin");
    await grace.sees("has the shift");
    await lin.sees(["Grace Nilsson handed over a shift on web. You are on call", "for Grace Nilsson"], { in: "dm" });
  });

  it("a swap is asked for, accepted in a direct message, and called off in another", async () => {
    await using story = await withWeb();
    const [ada, grace] = [story.as("ada"), story.as("grace")];
    await ada.types('/oncall swap request note:"a wedding" web @grace');
    await ada.sees(["Asked Grace Nilsson to swap", "Nothing changes until they accept"]);
    const asked = await grace.sees(["web: Ada Okafor asks you to swap shifts", "a wedding"], { in: "dm" });
    await grace.presses("Accept", asked);
    await grace.sees("the swap is agreed", { in: "dm" });
    const agreed = await ada.sees("The swap with Grace Nilsson is agreed", { in: "dm" });
    await ada.types("/oncall who web");
    await ada.sees("web: Grace Nilsson until");
    await ada.presses("Call it off", agreed);
    if (platform === "discord")
      await ada.presses("Call it off", await ada.sees("Call it off from now on?", { in: "dm" }));
    await ada.sees("the swap is called off from now on", { in: "dm" });
    await grace.sees("The swap with Ada Okafor is called off from now on", { in: "dm" });
    await ada.types("/oncall who web");
    await ada.sees("web: Ada Okafor until");
  });

  it("a swap follows its shifts when the schedule moves, and both are told", async () => {
    await using story = await withWeb();
    const [ada, grace] = [story.as("ada"), story.as("grace")];
    await ada.types("/oncall swap request mine:2026-01-27 theirs:2026-02-03 web @grace");
    await grace.presses("Accept", await grace.sees("asks you to swap shifts", { in: "dm" }));
    await ada.sees("The swap with Grace Nilsson is agreed", { in: "dm" });
    await ada.types('/oncall layer edit from:"2026-01-05 18:00" web primary');
    for (const one of [ada, grace]) await one.sees("The schedule has moved, and the swap with", { in: "dm" });
    await grace.types("/oncall away add from:2026-02-01 to:2026-02-20");
    for (const one of [ada, grace]) await one.sees("no longer fits", { in: "dm" });
  });

  it("everybody is asked to cover, and the first to press covers", async () => {
    await using story = await withWeb();
    const [ada, grace] = [story.as("ada"), story.as("grace")];
    await ada.types("/oncall rotation join web @lin");
    await ada.sees("takes turns in");
    await ada.types("/oncall cover from:18:00 to:2h web");
    await ada.sees(["Asked everybody in web to cover", "whoever accepts"]);
    const lin = story.as("lin");
    const late = await lin.sees("Ada Okafor asks you to cover", { in: "dm" });
    await grace.presses("Cover", await grace.sees("Ada Okafor asks you to cover", { in: "dm" }));
    await grace.sees("you cover. Thank you.", { in: "dm" });
    await ada.sees("Grace Nilsson covers", { in: "dm" });
    await lin.presses("Cover", late);
    await lin.sees("That cover is agreed already", { in: "dm" });
  });

  it("an override takes a form, is listed, and is deleted from the list", async () => {
    await using story = await withWeb();
    const ada = story.as("ada");
    await ada.types("/oncall override add web");
    await ada.seesModal("Add an override");
    await ada.submits({ "Who?": "Grace Nilsson", "How?": "Instead of everybody", From: "", Until: "4h" });
    await ada.sees(["web:", "Grace Nilsson instead of everybody"]);
    await ada.types("/oncall override list");
    await ada.presses("Delete", await ada.sees(["Overrides", "instead of everybody"]));
    if (platform === "discord") await ada.presses("Delete", await ada.sees("Take this override back from now on?"));
    await ada.sees("the override is deleted. What it did until now stays.");
  });

  it("somebody is away for a week, and the next in order covers", async () => {
    await using story = await withWeb();
    const ada = story.as("ada");
    await ada.types("/oncall away");
    await ada.seesModal("Say when you are away");
    await ada.submits({ From: "2026-01-07", Until: "2026-01-09", Why: "skiing" });
    const said = await ada.sees(["You are away", "skiing", "on call instead", "Grace Nilsson"]);
    await ada.types("/oncall who web 2026-01-08T12:00Z");
    await ada.sees(["Grace Nilsson until", "Away: Ada Okafor"]);
    await ada.presses("Not away after all", said);
    await ada.sees(["You are not away any more", "web: you are on call"]);
  });

  it("absences come out of a file that comes with a mention", async () => {
    await using story = await withWeb();
    const ada = story.as("ada");
    const file = await ada.uploads("me.ics", "text/calendar", new TextEncoder().encode(calendar));
    await ada.types("@tocsin oncall away import", { files: [file] });
    // Discord whispers only in answer to its own commands; anybody else hears of it directly.
    const where = platform === "discord" ? { in: "dm" } : {};
    await ada.sees(["me.ics is read: 1 absence", "on call instead", "Grace Nilsson"], where);
    await ada.types("/oncall who web 2026-01-07T12:00Z");
    await ada.sees(["Grace Nilsson until", "Away: Ada Okafor"]);
  });
});

const calendar = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "BEGIN:VEVENT",
  "UID:1",
  "DTSTART;VALUE=DATE:20260107",
  "DTEND;VALUE=DATE:20260109",
  "SUMMARY:Skiing",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");
