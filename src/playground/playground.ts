import type { Seed } from "./slack/seed.ts";
import { type SlackPlayground, startSlack } from "./slack/slack.ts";

export type { Seed } from "./slack/seed.ts";
export type { SlackPlayground } from "./slack/slack.ts";

export interface PlaygroundOptions {
  readonly now: () => Temporal.Instant;
  /** Where conversations are kept between starts; absent: nowhere. */
  readonly dataDir?: string;
  readonly seed?: Seed;
  /** Milliseconds in which an app must acknowledge; Slack gives three seconds. */
  readonly patience?: number;
}

export interface Playground {
  readonly slack: SlackPlayground;
  readonly stop: () => Promise<void>;
}

/** A place to try the bot without an account: a local Slack that speaks the real protocol, and a page to type into. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { slack, stop } = await startSlack(options);
  return { slack, stop };
}
