import type { Json } from "../json.ts";
import type { News } from "../news.ts";
import type { Asked, Interactions } from "./interactions/interactions.ts";
import type { DiscordCompletion, DiscordNews, DiscordOutcome } from "./protocol.ts";
import type { DiscordSeed } from "./seed.ts";
import type { Channel } from "./state/records.ts";
import type { World } from "./state/world.ts";

/** Where an event is heard: in a channel by who sees it, in a server, or by everybody. */
export interface Audience {
  readonly channel?: Channel;
  readonly guild?: string;
}

export type Complete = (person: string, channel: string, text: string) => Promise<readonly DiscordCompletion[]>;

export interface InstallOptions {
  /** Interactions go to this address instead of the gateway. */
  readonly interactionsUrl?: string;
  /** The privileged intents switched on for the app; all, if absent. */
  readonly intents?: { readonly messageContent?: boolean; readonly members?: boolean; readonly presences?: boolean };
  /** What the bot may in the server, as a bit field. */
  readonly permissions?: bigint;
  /** Suggests how a line after the bot's mention goes on. */
  readonly complete?: Complete;
}

export interface Installation {
  readonly interactionsUrl: string | undefined;
  readonly intents: { readonly messageContent: boolean; readonly members: boolean; readonly presences: boolean };
  readonly complete: Complete | undefined;
}

/** Everything the local Discord knows and can do, handed to every route and act. */
export interface Core extends World {
  readonly now: () => Temporal.Instant;
  readonly news: News<DiscordNews>;
  readonly interactions: Interactions;
  /** When commands were made lately, by server. */
  readonly creates: Map<string, readonly Temporal.Instant[]>;
  readonly installation: () => Installation | null;
  /** Sends a gateway event to every session that listens for it and may hear it. */
  readonly emit: (event: string, data: Json, audience?: Audience) => void;
  /** Brings an interaction to the app and waits for its first answer. */
  readonly carry: (asked: Asked, data: Json) => Promise<DiscordOutcome>;
  readonly connected: () => boolean;
  /** Puts another server into the world, the bot in it; gives back its id. */
  readonly found: (seed: DiscordSeed) => string;
  /** Brings the bot into a server that it is not in. */
  readonly bring: (guild: string) => void;
  /** http://127.0.0.1:port */
  readonly origin: () => string;
}
