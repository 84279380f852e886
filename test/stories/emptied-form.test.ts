import { expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

it("takes a description away when it is emptied in the form", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types('/incident open description:"502 since the deploy" checkout down');
  const card = await ada.sees(["INC-1 · checkout down", "502 since the deploy"]);
  await ada.presses("Edit", card);
  await ada.seesModal("Edit INC-1");
  await ada.submits({ "What happened?": "" });
  await lin.sees("description", { thread: card });
  expect(JSON.stringify(bot.server.state("lin"))).not.toContain("502 since the deploy");
});
