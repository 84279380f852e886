import { expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

it.each(["slack", "discord"] as const)(
  "takes a description away when it is emptied in the form at %s",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types('/incident open description:"502 since the deploy" checkout down');
    const card = await ada.sees(["INC-1 · checkout down", "502 since the deploy"]);
    await ada.presses("Edit", card);
    await ada.seesModal("Edit INC-1");
    await ada.submits({ "What happened?": "" });
    await lin.sees("description", { thread: card });
    expect((await lin.reads()).map(({ words }) => words).join()).not.toContain("502 since the deploy");
  },
);
