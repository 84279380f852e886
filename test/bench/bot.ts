import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import { type Bot, startBot } from "../../src/bot.ts";
import type { Playground } from "../../src/playground/playground.ts";
import type { Clock } from "../../src/ports.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { type Jobs, openJobs } from "../../src/store/jobs.ts";
import { memoryOutside } from "../support/outside.ts";

/** The queue as it runs, on the machine's own clock. */
export const liveJobs = (database: Database, log: Logger): Promise<Jobs> =>
  openJobs(database, ({ message, error }) => log.warn({ error }, message));

/** A bot in this process on the database at an address, or on PGlite; all of it ends with the stack. */
export const startOn = async <J extends Jobs>(
  stack: AsyncDisposableStack,
  url: string | undefined,
  { slack, discord }: Pick<Playground, "slack"> & Partial<Pick<Playground, "discord">>,
  { clock, queue }: { readonly clock: Clock; readonly queue: (database: Database, log: Logger) => Promise<J> },
): Promise<{ readonly database: Database; readonly jobs: J; readonly bot: Bot }> => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const log = pino({ level: process.env["LOG_LEVEL"] ?? "error" }, pino.destination(2));
  const database = stack.adopt(await openDatabase({ url, dataDir: folder }), (one) => one.close());
  const jobs = stack.adopt(await queue(database, log), (one) => one.stop());
  const bot = await startBot({
    database,
    jobs,
    clock,
    outside: memoryOutside(),
    storage: folderStorage(join(folder, "files")),
    log,
    zone: "UTC",
    slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, receive: { mode: "socket", appToken: slack.appToken } },
    ...(discord && { discord: { token: discord.token, apiUrl: discord.apiUrl, mode: "gateway" as const } }),
  });
  stack.defer(() => bot.stop());
  return { database, jobs, bot };
};
