import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { tick } from "../../../src/services/beat/tick.ts";
import { receiptsKept } from "../../../src/services/receipt/forget.ts";
import { startSlackBot } from "./support.ts";

it("forgets what came in after seven days, but nothing that is not done", async () => {
  await using bot = await startSlackBot();
  await bot.types("lin", "/incident whisper old");
  await bot.quiet();
  await bot.types("lin", "/incident whisper open");
  await bot.quiet();
  await bot.rows(sql`update receipts set state = 'received' where payload ->> 'line' like '%open' returning id`);
  const ground = { transact: bot.database.transact, enqueue: bot.jobs.enqueue, now: () => bot.clock.now() };
  await tick(ground, receiptsKept);
  await bot.clock.advance("6d");
  await tick(ground, receiptsKept);
  expect(await bot.receipts()).toHaveLength(2);
  await bot.clock.advance("2d");
  await tick(ground, receiptsKept);
  expect(await bot.receipts()).toMatchObject([{ state: "received" }]);
});
