import type { Seed } from "./slack/seed.ts";
import { type SlackPlayground, startSlack } from "./slack/slack.ts";
import { makeWeb } from "./web/web.ts";

export interface PlaygroundOptions {
  readonly now: () => Temporal.Instant;
  /** Where conversations are kept between starts; absent: nowhere. */
  readonly dataDir?: string;
  readonly seed?: Seed;
  /** Milliseconds in which an app must acknowledge; Slack gives three seconds. */
  readonly patience?: number;
  /** Names the page may be called by, besides localhost and plain addresses. */
  readonly allowedHosts?: readonly string[];
}

export interface Playground {
  /** The page at "/" and all that it needs, for a server to mount. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly slack: SlackPlayground;
  readonly stop: () => Promise<void>;
}

/** A place to try the bot without an account: a local Slack that speaks the real protocol, and a page to type into. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const running = await startSlack(options);
  const web = makeWeb(running, options.allowedHosts ?? []);
  return {
    fetch: web.fetch,
    slack: running.slack,
    stop: async () => {
      web.stop();
      await running.stop();
    },
  };
}
