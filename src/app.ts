import type { Config } from "./config.ts";
import { startServer } from "./http/server.ts";
import type { Logger } from "./log.ts";
import type { Clock } from "./ports.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { openJobs } from "./store/jobs.ts";
import { problemOf } from "./store/ping.ts";

export interface App {
  readonly url: string;
  /** Takes nothing new, finishes what is running within ten seconds, and closes. */
  stop(): Promise<void>;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** Everything, in the order in which it is needed; it is stopped in the opposite order. */
export const startApp = async (config: Config, log: Logger): Promise<App> => {
  await using opened = new AsyncDisposableStack();
  const database = opened.adopt(await openDatabaseOf(config), (one) => one.close());
  const jobs = opened.adopt(await openJobs(database, ({ message, error: err }) => log.warn({ err }, message)), (one) =>
    one.stop(),
  );
  const server = opened.adopt(
    await startServer({
      host: config.host,
      port: config.port,
      report: (err) => log.error({ err }, "A request failed."),
      checks: { database: () => problemOf(database), engine: () => jobs.problem() },
    }),
    (one) => one.stop(),
  );
  const running = opened.move();
  log.info({ url: server.url, database: database.kind }, "Tocsin is ready.");
  return { url: server.url, stop: () => running.disposeAsync() };
};

export const openDatabaseOf = ({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">): Promise<Database> =>
  openDatabase({ url: databaseUrl?.reveal(), dataDir });
