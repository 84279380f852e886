import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Table } from "../../commands/table.ts";
import type { ConnectionId, ReceiptId } from "../../domain/ids.ts";
import type { Messenger, Messengers } from "../../ports.ts";
import type { Ground } from "../../services/ground.ts";

/** How to reach Slack. With an app token events come by socket, with a signing secret by HTTP. */
export interface SlackConfig {
  readonly botToken: string;
  /** Of a stand-in for Slack; absent: Slack itself. */
  readonly apiUrl?: string | undefined;
  readonly receive:
    | { readonly mode: "socket"; readonly appToken: string }
    | { readonly mode: "http"; readonly signingSecret: string };
}

export interface SlackOptions {
  readonly config: SlackConfig;
  /** The zone a workspace is created with (TOCSIN_TIMEZONE). */
  readonly zone: string;
  readonly ground: Ground;
  readonly table: Table;
  readonly messengers: Messengers;
  readonly log: Logger;
  /** Milliseconds without a pong after which a socket counts as dead; tests shorten it. */
  readonly pongWithin?: number;
}

export interface Slack {
  readonly connection: ConnectionId;
  readonly messenger: Messenger;
  /** Begins to receive; resolves once the socket is open. */
  listen(): Promise<void>;
  /** Why nothing comes in, or null. */
  ready(): string | null;
  /** In HTTP mode: what the server passes the raw requests under `/slack/events` to. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Handles an inbound that nobody finished: the `receipt` job. */
  takeUp(receipt: ReceiptId): Promise<void>;
  stop(): Promise<void>;
}

/** Learns whose bot this is and joins its team to the workspace. Throws a ConfigError when the token is refused. */
export declare const startSlack: (options: SlackOptions) => Promise<Slack>;
