import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Bot, startBot as start } from "../../src/bot.ts";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { Seed } from "../../src/playground/slack/seed.ts";
import type { SlackPlayground } from "../../src/playground/slack/slack.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { type HeldClock, heldClock } from "./clock.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { type HeldJobs, heldJobs } from "./jobs.ts";
import { type SlackPersonDriver, slackPerson, type Until } from "./slack-person.ts";

/** The whole bot over the wire: real Bolt, a local Slack, a real database, a clock that only moves when told. */
export interface StoryBot extends AsyncDisposable {
  readonly clock: HeldClock;
  readonly database: TestDatabase;
  readonly jobs: HeldJobs;
  readonly server: SlackPlayground;
  readonly bot: Bot;
  /** One person at their Slack. */
  as(name: string): SlackPersonDriver;
  /** Resolves when nothing is under way: every envelope answered, every inbound handled, every job that is due done. */
  quiet(): Promise<void>;
  /** Stops the bot as a crash would, and starts it again on the same database. */
  restart(): Promise<void>;
}

export interface StoryOptions {
  readonly seed?: Seed;
  /** Chat channels that show all incidents from the start; #incidents unless said otherwise. */
  readonly mapped?: readonly string[];
  readonly zone?: string;
}

const patience = 5_000;

export const startBot = async (options: StoryOptions = {}): Promise<StoryBot> => {
  const clock = heldClock();
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "tocsin-story-"));
  const { slack, stop: stopPlayground } = await startPlayground({
    now: () => clock.now(),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  slack.install(slackManifest(menu()));
  const log = pino({ level: process.env["LOG_LEVEL"] ?? "silent" });
  const jobs = await heldJobs(database, clock);
  const launch = () =>
    start({
      database,
      jobs,
      clock,
      log,
      storage: folderStorage(folder),
      zone: options.zone ?? "UTC",
      slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, receive: { mode: "socket", appToken: slack.appToken } },
    });
  let bot = await launch();
  clock.follow(jobs);

  const quiet = async () => {
    await slack.settled();
    await bot.platform("slack")?.idle();
    await jobs.settle();
    await slack.settled();
    await bot.platform("slack")?.idle();
    await jobs.settle();
  };
  const until: Until = async (what, look, instead) => {
    for (const end = Date.now() + patience; ; ) {
      await quiet();
      const found = look();
      if (found !== undefined) return found;
      // Sockets need their turn too: a loop that only asks would starve their pings.
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}. There is:\n${instead()}`);
    }
  };
  const as = (name: string) => slackPerson(slack, name, until, quiet);

  for (const channel of options.mapped ?? ["#incidents"]) {
    await as("ada").types("/tocsin channel map all", { in: channel });
    await quiet();
  }
  return {
    clock,
    database,
    jobs,
    server: slack,
    get bot() {
      return bot;
    },
    as,
    quiet,
    restart: async () => {
      await bot.stop();
      bot = await launch();
    },
    [Symbol.asyncDispose]: async () => {
      await bot.stop();
      await jobs.stop();
      await stopPlayground();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
