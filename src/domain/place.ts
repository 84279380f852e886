import type { ConnectionId } from "./ids.ts";

/** Somewhere in chat: a channel, a thread in it, or a direct message. `chat` and `thread` are the platform's own ids. */
export interface Place {
  readonly connection: ConnectionId;
  readonly chat: string;
  readonly thread?: string;
}

/** One message in chat. */
export interface MessageRef {
  readonly place: Place;
  readonly message: string;
}

export const platforms = ["slack", "discord"] as const;
export type Platform = (typeof platforms)[number];

export const platformNames: Readonly<Record<Platform, string>> = { slack: "Slack", discord: "Discord" };

export const samePlace = (a: Place, b: Place): boolean =>
  a.connection === b.connection && a.chat === b.chat && a.thread === b.thread;
