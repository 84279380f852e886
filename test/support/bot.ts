import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Bot, startBot as start } from "../../src/bot.ts";
import { menu } from "../../src/commands/menu.ts";
import type { Platform } from "../../src/domain/place.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import type { DiscordPlayground } from "../../src/playground/discord/discord.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { Seed } from "../../src/playground/slack/seed.ts";
import type { SlackPlayground } from "../../src/playground/slack/slack.ts";
import type { SlackTeam } from "../../src/playground/slack/team.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { type HeldClock, heldClock } from "./clock.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { complaintsAbout } from "./discord-openapi.ts";
import { type DiscordPersonDriver, discordChannel, discordPerson } from "./discord-person.ts";
import { type HeldJobs, heldJobs } from "./jobs.ts";
import { mortal } from "./mortal.ts";
import { type MemoryOutside, memoryOutside } from "./outside.ts";
import type { Side, Until } from "./person.ts";
import { type SlackPersonDriver, slackChannel, slackPerson } from "./slack-person.ts";

/** The whole bot over the wire: the real clients, a local Slack and Discord, a real database, a clock that only moves when told. */
export interface StoryBot extends AsyncDisposable {
  readonly clock: HeldClock;
  readonly database: TestDatabase;
  readonly jobs: HeldJobs;
  readonly server: SlackPlayground;
  readonly discord: DiscordPlayground;
  /** E-mail, webhooks and their like: what was sent there. */
  readonly outside: MemoryOutside;
  readonly bot: Bot;
  /** One person at their Slack. */
  as(name: string): SlackPersonDriver;
  /** One side, and the people there: nobody is the same person on both unless they say so. */
  on(platform: "discord"): Side<DiscordPersonDriver>;
  on(platform: "slack"): Side<SlackPersonDriver>;
  on(platform: Platform): Side;
  /** The people of another Slack team. */
  in(team: SlackTeam): Side<SlackPersonDriver>;
  /** Resolves when nothing is under way: every envelope answered, every inbound handled, every job that is due done. */
  quiet(): Promise<void>;
  /** Stops the bot and starts it again on the same database; what happens meanwhile nobody hears. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
  /** Starts a second process on the same database: it does the jobs from now on. */
  join(): Promise<void>;
  /** Ends the first process as a kill does: what it has not written down by now it never writes down. */
  kill(): Promise<void>;
}

export interface StoryOptions {
  readonly seed?: Seed;
  /** Only Slack unless said otherwise. */
  readonly platforms?: readonly Platform[];
  /** Chat channels that show all incidents from the start, on each platform; #incidents unless said otherwise. */
  readonly mapped?: readonly string[];
  readonly zone?: string;
  /** Where browsers reach it, and other Slack teams are let in over the web. */
  readonly address?: string;
  /** Seconds from one message in a Slack channel to the next; none unless set. */
  readonly pace?: number;
  /** When the story begins; Monday, 5 January 2026, 09:00 UTC unless said otherwise. */
  readonly begins?: string;
}

const patience = 5_000;

interface Running {
  readonly bot: Bot;
  die(): void;
}

export const startBot = async (options: StoryOptions = {}): Promise<StoryBot> => {
  const clock = heldClock(options.begins);
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "tocsin-story-"));
  const platforms = options.platforms ?? ["slack"];
  const { address } = options;
  const {
    slack,
    discord,
    stop: stopPlayground,
  } = await startPlayground({
    now: () => clock.now(),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  slack.install(slackManifest(menu()));
  discord.install({ intents: { messageContent: true, members: true } });
  const warnings: string[] = [];
  const log = pino(
    { level: process.env["LOG_LEVEL"] ?? "warn" },
    {
      write: (line) => {
        if (process.env["LOG_LEVEL"] !== undefined) process.stdout.write(line);
        warnings.push(line);
      },
    },
  );
  const jobs = await heldJobs(database, clock);
  const outside = memoryOutside();
  const launch = async (): Promise<Running> => {
    const own = mortal(database);
    const bot = await start({
      database: own.database,
      jobs,
      clock,
      log,
      outside,
      storage: folderStorage(folder),
      zone: options.zone ?? "UTC",
      ...(address === undefined ? {} : { address: () => address }),
      ...(platforms.includes("slack")
        ? {
            slack: {
              botToken: slack.botToken,
              apiUrl: slack.apiUrl,
              ...(address === undefined ? {} : { app: slack.client }),
              // While the clock stands still nothing has its turn but the first.
              pace: options.pace ?? 0,
              receive: { mode: "socket", appToken: slack.appToken },
            },
          }
        : {}),
      ...(platforms.includes("discord")
        ? { discord: { token: discord.token, apiUrl: discord.apiUrl, mode: "gateway" } }
        : {}),
    });
    return { bot, die: own.die };
  };
  let [running, joined]: [Running, Running?] = [await launch()];
  const all = () => [running, ...(joined === undefined ? [] : [joined])].map(({ bot }) => bot);
  clock.follow(jobs);

  const settled = async () => {
    await Promise.all([slack.settled(), discord.settled()]);
    await idle();
    await jobs.settle();
  };
  /** What came in is handled; what it owes is not done yet. */
  const idle = async () => {
    for (const bot of all()) {
      await bot.platform("slack")?.idle();
      await bot.platform("discord")?.idle();
    }
  };
  const quiet = async () => {
    await settled();
    await settled();
  };
  const until: Until = async (what, look, instead) => {
    for (const end = Date.now() + patience; ; ) {
      await quiet();
      const found = look();
      if (found !== undefined) return found;
      // Sockets need their turn too: a loop that only asks would starve their pings.
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (Date.now() > end) {
        throw new Error(
          `Waited in vain until ${what}. There is:\n${instead()}\nWarned:\n${warnings.slice(-5).join("")}`,
        );
      }
    }
  };
  const sideOf = (team: SlackTeam): Side<SlackPersonDriver> => ({
    as: (name) => slackPerson(team, name, until, quiet, idle),
    channel: (name, by) => slackChannel(team, name, by),
  });
  const sides = {
    slack: sideOf(slack),
    discord: {
      as: (name: string) => discordPerson({ discord, table: running.bot.table, until, quiet, idle }, name),
      channel: (name: string, by: string) => discordChannel(discord, name, by),
    },
  };

  for (const platform of platforms) {
    for (const channel of options.mapped ?? ["#incidents"]) {
      await sides[platform].as("ada").types("/tocsin channel map all", { in: channel });
      await quiet();
    }
  }
  return {
    clock,
    database,
    jobs,
    outside,
    server: slack,
    discord,
    get bot() {
      return running.bot;
    },
    as: sides.slack.as,
    in: sideOf,
    on: ((platform: Platform): Side => sides[platform]) as StoryBot["on"],
    quiet,
    restart: async (meanwhile) => {
      await running.bot.stop();
      await meanwhile?.();
      running = await launch();
    },
    join: async () => {
      joined = await launch();
    },
    kill: async () => {
      running.die();
      const { bot } = running;
      if (joined === undefined) throw new Error("nobody is left");
      [running, joined] = [joined, undefined];
      await bot.stop();
    },
    [Symbol.asyncDispose]: async () => {
      for (const bot of all()) await bot.stop();
      await jobs.stop();
      await stopPlayground();
      await database.close();
      await rm(folder, { recursive: true, force: true });
      const complaints = complaintsAbout(discord.calls);
      if (complaints.length > 0) throw new Error(complaints.join("\n"));
    },
  };
};
