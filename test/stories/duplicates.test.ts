import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { startBot } from "../support/bot.ts";

it.each(["slack", "discord"] as const)(
  "ends at %s an active incident that is marked as a duplicate, reopens it when that is undone, and says each once",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const lin = bot.on(platform).as("lin");
    await lin.types("/incident open checkout down");
    await lin.types("/incident open cannot pay");
    const card = await lin.sees("INC-2 ·");
    await lin.types("/incident duplicate inc-2 inc-1");
    await lin.sees("as a duplicate of INC-1", { thread: card });
    await lin.types("/incident duplicate --undo inc-2");
    await lin.sees("stands on its own again", { thread: card });
    const told = (await lin.reads({ thread: card })).filter(({ ts, words }) => ts !== card.ts && words !== "");
    expect(told).toHaveLength(2);
    const kinds = await bot.database.read((tx) =>
      tx.execute(sql`
      select e.kind from entries e join incidents i on i.id = e.incident_id where i.number = 2 order by e.seq`),
    );
    expect(rowsOf<{ kind: string }>(kinds).map(({ kind }) => kind)).toEqual([
      "declared",
      "duplicate-marked",
      "closed",
      "duplicate-undone",
      "reopened",
    ]);
  },
);

it.each(["slack", "discord"] as const)(
  "is shown at %s without the incident it duplicates while that is private",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    await lin.types("/incident open cannot pay");
    await lin.types("/incident duplicate inc-2 inc-1");
    await ada.sees(["INC-2 ·", "Duplicate of INC-1 checkout down"]);
    await lin.types("/incident private 1");
    await lin.types("/incident edit title inc-1 leaked credentials");
    await bot.quiet();
    const card = await ada.sees("INC-2 ·");
    expect(card.words).not.toContain("Duplicate of");
    await lin.types("/incident severity inc-2 sev2");
    await bot.quiet();
    expect((await ada.reads()).map(({ words }) => words).join()).not.toContain("leaked");
    await lin.types("/incident public 1");
    await ada.sees(["INC-2 ·", "Duplicate of INC-1 leaked credentials"]);
  },
);
