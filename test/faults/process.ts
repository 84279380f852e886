import { pino } from "pino";
import { startBot } from "../../src/bot.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { openDatabase } from "../../src/store/database.ts";
import { heldJobs } from "../support/jobs.ts";
import { memoryOutside } from "../support/outside.ts";
import type { Answered, Asked, Order, Post } from "./orders.ts";

// What every bot loads when it begins, loaded while nobody waits for it.
await Promise.all([
  import("../../src/platforms/slack/app.ts"),
  import("../../src/platforms/discord/app.ts"),
  import("../../src/store/postgres.ts"),
]);

/** The whole bot in a process of its own; its clock stands still, and its jobs rest, until it is told. */
const begin = async ({ url, now, slack, discord, atOnce, folder }: Post) => {
  const time = { now: Temporal.Instant.from(now) };
  const clock = { now: () => time.now };
  await using opened = new AsyncDisposableStack();
  const log = pino({ level: process.env["LOG_LEVEL"] ?? "silent" });
  const database = opened.adopt(await openDatabase({ url, dataDir: folder, migrated: true }), (one) => one.close());
  const jobs = opened.adopt(
    await heldJobs(database, clock, { atOnce, report: (problem) => log.warn(problem) }),
    (one) => one.stop(),
  );
  const { botToken, appToken, apiUrl } = slack;
  const bot = opened.adopt(
    await startBot({
      database,
      jobs,
      clock,
      log,
      outside: memoryOutside(),
      storage: folderStorage(folder),
      zone: "UTC",
      slack: { botToken, apiUrl, receive: { mode: "socket", appToken } },
      discord: { ...discord, mode: "gateway" },
    }),
    (one) => one.stop(),
  );
  const life = opened.move();
  return { bot, jobs, time, end: () => life.disposeAsync() };
};

let running: Awaited<ReturnType<typeof begin>> | undefined;

const follow = async (order: Order): Promise<string | null> => {
  if (order.kind === "begin") {
    running = await begin(order.post);
    return null;
  }
  if (running === undefined) throw new Error("It has not begun.");
  const { bot, jobs, time, end } = running;
  if ("now" in order) time.now = Temporal.Instant.from(order.now);
  switch (order.kind) {
    case "settle":
      await jobs.settle();
      return null;
    case "due":
      return (await jobs.due())?.toString() ?? null;
    case "idle":
      await bot.platform("slack")?.idle();
      await bot.platform("discord")?.idle();
      return null;
    case "beat":
      await bot.beat();
      return null;
    case "take-over":
      await jobs.takeOver();
      return null;
    case "end":
      running = undefined;
      await end();
      return null;
  }
};

process.on("message", async ({ id, order }: Asked) => {
  const answer: Answered = await follow(order).then(
    (value) => ({ id, value }),
    (error: unknown) => ({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.send?.(answer);
});
process.on("disconnect", () => process.exit());
process.send?.({ id: 0 } satisfies Answered);
