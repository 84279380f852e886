import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Suggestion } from "../../commands/complete-line.ts";
import type { Table } from "../../commands/table.ts";
import type { ConnectionId, ReceiptId } from "../../domain/ids.ts";
import type { Messenger, Messengers } from "../../ports.ts";
import type { Ground } from "../../services/ground.ts";

/** How to reach Discord. Events come over the gateway; by HTTP only interactions do. */
export interface DiscordConfig {
  readonly token: string;
  /** Of a stand-in for Discord, such as http://127.0.0.1:4000/api; absent: Discord itself. */
  readonly apiUrl?: string | undefined;
  readonly mode: "gateway" | "http";
  /** Where commands are registered; for all guilds at once unless said otherwise. */
  readonly commands?: "global" | "guild" | undefined;
}

export interface DiscordOptions {
  readonly config: DiscordConfig;
  /** The zone a workspace is created with (TOCSIN_TIMEZONE). */
  readonly zone: string;
  readonly ground: Ground;
  readonly table: Table;
  readonly messengers: Messengers;
  readonly log: Logger;
  /** Milliseconds: how long the gateway's lease lasts without its holder, and how often it is renewed or tried for. */
  readonly lease?: { readonly lasts: number; readonly every: number };
  /** Milliseconds after which an interaction is promised an answer, where there is none yet. */
  readonly patience?: number;
}

/** One bot in any number of guilds, each a connection of its own. */
export interface Discord {
  connections(): readonly ConnectionId[];
  /** Undefined for what is no guild of this bot's. */
  messenger(connection: ConnectionId): Messenger | undefined;
  /** Begins to receive; resolves once the gateway is open, held by another replica, or cannot be reached. */
  listen(): Promise<void>;
  /** Why nothing comes in, or null. */
  ready(): string | null;
  /** In HTTP mode: what the server passes raw requests to `/discord/interactions` to. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Handles an inbound that nobody finished: the `receipt` job. What came from elsewhere is passed over. */
  takeUp(receipt: ReceiptId): Promise<void>;
  /** What may follow on a line somebody is typing in a chat channel. */
  completeLine(account: string, chat: string, line: string): Promise<readonly Suggestion[]>;
  /** Resolves when nothing that came in is under way. */
  idle(): Promise<void>;
  /** Closes the way in, then lets what came in be finished. */
  stop(): Promise<void>;
}
