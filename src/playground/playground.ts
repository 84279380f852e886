import { type DiscordPlayground, startDiscord } from "./discord/discord.ts";
import type { DiscordSeed } from "./discord/seed.ts";
import type { Seed } from "./slack/seed.ts";
import { type SlackPlayground, startSlack } from "./slack/slack.ts";
import { makeWeb } from "./web/web.ts";

export interface PlaygroundOptions {
  readonly now: () => Temporal.Instant;
  /** Where conversations are kept between starts; absent: nowhere. */
  readonly dataDir?: string;
  readonly seed?: Seed;
  readonly discordSeed?: DiscordSeed;
  /** Milliseconds in which an app must acknowledge; Slack and Discord give three seconds. */
  readonly patience?: number;
  /** Milliseconds between the heartbeats that Discord's gateway asks for. */
  readonly heartbeat?: number;
  /** Names the page may be called by, besides localhost and plain addresses. */
  readonly allowedHosts?: readonly string[];
}

export interface Playground {
  /** The page at "/" and all that it needs, for a server to mount. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly slack: SlackPlayground;
  readonly discord: DiscordPlayground;
  readonly stop: () => Promise<void>;
}

/** A place to try the bot without an account: a local Slack and a local Discord that speak the real protocols, and a page to type into. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { discordSeed, ...common } = options;
  const { seed: _, ...shared } = common;
  const [slack, discord] = await Promise.all([
    startSlack(common),
    startDiscord({ ...shared, ...(discordSeed === undefined ? {} : { seed: discordSeed }) }),
  ]);
  const web = makeWeb({ slack, discord }, options.allowedHosts ?? []);
  return {
    fetch: web.fetch,
    slack: slack.slack,
    discord: discord.discord,
    stop: async () => {
      web.stop();
      await Promise.all([slack.stop(), discord.stop()]);
    },
  };
}
