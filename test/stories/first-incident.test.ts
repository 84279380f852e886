import { expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

it.each(["slack", "discord"] as const)(
  "opens an incident at %s, works on it in its thread and resolves it",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];

    await lin.types("/incident open sev1 checkout down");
    const answer = await lin.sees("INC-1 checkout down is open as SEV1 Critical.");
    expect(answer.message.ephemeral).toBe(true);

    const card = await ada.sees(["INC-1 · checkout down", "SEV1 Critical", "Open", "Nobody yet"]);
    expect(card.controls.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Acknowledge", "Take", "Resolve", "Edit"]),
    );

    await ada.types("looking at the database", { thread: card });
    await ada.presses("Acknowledge", card);
    await lin.sees(["INC-1 · checkout down", "Working"]);
    await lin.sees("acknowledged it", { thread: card });

    await bot.clock.advance("25m");
    await ada.types("/incident resolve 1 rolled back to 1.8");
    const ended = await lin.sees(["INC-1 · checkout down", "Resolved", "25m", "rolled back to 1.8"]);
    expect(ended.ts).toBe(card.ts);
    expect(ended.controls.map(({ label }) => label)).toContain("Reopen");

    await lin.types("/incident timeline 1");
    await lin.sees([
      "opened it as SEV1 Critical",
      "looking at the database",
      "acknowledged it",
      "resolved it",
      "rolled back to 1.8",
    ]);
  },
);
