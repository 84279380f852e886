import type { IncomingMessage, ServerResponse } from "node:http";
import type { Suggestion } from "../../commands/complete-line.ts";
import type { ConnectionId, ReceiptId } from "../../domain/ids.ts";
import type { Messenger } from "../../ports.ts";
import { makeLease } from "../../services/lease/lease.ts";
import type { Starting } from "../starting.ts";
import { catchUpWith } from "./catch-up.ts";
import { knowChats, placeIn } from "./chats.ts";
import { makeRest } from "./client.ts";
import { makeDoor } from "./door.ts";
import { type Gateway, makeGateway } from "./gateway.ts";
import { makeGuilds, type Shared } from "./guilds.ts";
import { handleInteractions } from "./http.ts";
import { askWho } from "./identity.ts";
import { intentsOf, lacking } from "./intents.ts";
import { makeInteractions } from "./interactions.ts";
import { makeListener } from "./listener.ts";
import { discordCommands } from "./manifest.ts";
import { registerCommands } from "./register.ts";

/** How to reach Discord. Events come over the gateway; by HTTP only interactions do. */
export interface DiscordConfig {
  readonly token: string;
  /** Of a stand-in for Discord, such as http://127.0.0.1:4000/api; absent: Discord itself. */
  readonly apiUrl?: string | undefined;
  readonly mode: "gateway" | "http";
  /** Where commands are registered; for all guilds at once unless said otherwise. */
  readonly commands?: "global" | "guild" | undefined;
}

export interface DiscordOptions extends Starting {
  readonly config: DiscordConfig;
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

const usualLease = { lasts: 9_000, every: 2_000 } as const;
/** Discord waits three seconds; our word takes a while to get there. */
const usualPatience = 2_000;

/** Learns whose bot this is and joins its guilds to their workspaces. Throws a ConfigError when the token is refused. */
export const startDiscord = async (options: DiscordOptions): Promise<Discord> => {
  const { config, ground, log, table } = options;
  const rest = makeRest(config.token, config.apiUrl);
  const me = await askWho(rest);
  const underWay = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>): void => {
    const done = work
      .catch((error: unknown) => log.error({ err: error }, "an inbound failed"))
      .finally(() => void underWay.delete(done));
    underWay.add(done);
  };
  /** The same for what is being written down; whoever hears it deals with its failure. */
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    track(work.catch(() => {}));
    return work;
  };
  const shared: Shared = {
    rest,
    application: me.application,
    bot: me.bot,
    chats: knowChats(rest),
    ground,
    table,
    messengers: options.messengers,
    outside: options.outside,
    storage: options.storage,
    address: options.address,
    installs: options.installs,
    log,
    ack: (inbound) => interactions.ack(inbound),
  };
  const guilds = makeGuilds(shared);
  const door = makeDoor({ shared, guilds, zone: options.zone });
  const interactions = makeInteractions({ shared, patience: options.patience ?? usualPatience, door, track });
  await door.open();

  const idle = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  const register = async () => {
    const registering = { rest, application: me.application, commands: discordCommands(table), log };
    const scopes = config.commands === "guild" ? guilds.all().map(({ who }) => who.guild) : [undefined];
    for (const scope of scopes) await registerCommands(registering, scope);
  };
  const begin = async () => {
    try {
      await register();
    } catch (error) {
      log.error({ err: error }, "the commands could not be registered with Discord");
    }
  };
  const common = {
    connections: () => guilds.all().map(({ connection }) => connection.id),
    messenger: (connection: ConnectionId) => guilds.ofConnection(connection)?.messenger,
    takeUp: async (receipt: ReceiptId) => {
      for (const { receive } of guilds.all()) await receive.takeUp(receipt);
    },
    completeLine: async (account: string, chat: string, line: string) => {
      const found = await shared.chats.get(chat).catch(() => undefined);
      const guild = guilds.ofGuild(found?.guild ?? "") ?? guilds.all()[0];
      if (guild === undefined) return [];
      const place = { connection: guild.connection.id, ...(found === undefined ? { chat } : placeIn(found)) };
      return guild.receive.completeLine({ account: { id: account, realm: "" }, place }, line);
    },
    idle,
  };
  const watch = door.watch(options.lease?.every ?? usualLease.every);
  if (config.mode === "http") {
    log.info("Discord calls for interactions only: replies in threads and mentions do not come in over HTTP.");
    return {
      ...common,
      handle: handleInteractions({
        publicKey: me.publicKey,
        // What is signed is stamped by the world's clock, whatever ours is held at.
        now: () => Temporal.Now.instant(),
        take: interactions.take,
        onFailure: (error) => log.error({ err: error }, "an interaction could not be written down"),
      }),
      listen: begin,
      ready: () => null,
      stop: async () => {
        watch.end();
        await soon(idle());
      },
    };
  }
  const intents = intentsOf(me.flags);
  let reads = intents.readsMessages;
  for (const line of lacking(intents)) log.warn(line);
  const { lasts, every } = options.lease ?? usualLease;
  const listener = makeListener({ shared, guilds, interactions, reads: () => reads, door, track });
  const catchUp = catchUpWith({ shared, guilds, hear: (packet, once) => tracked(listener(packet, once)) });
  const gateway: Gateway = makeGateway({
    rest,
    token: config.token,
    intents,
    lease: makeLease(ground, `discord-gateway:${me.application}`, lasts),
    lasts,
    every,
    log,
    catchUp,
    hear: (packet, once) => tracked(listener(packet, once)),
    refused: (left) => {
      reads = left.readsMessages;
      for (const line of lacking(left)) log.warn(line);
    },
  });
  return {
    ...common,
    listen: async () => {
      await begin();
      await gateway.open();
    },
    ready: () => gateway.problem(),
    idle: async () => {
      await catchUp.idle();
      await idle();
    },
    stop: async () => {
      watch.end();
      catchUp.stop();
      await gateway.close();
      await soon(idle());
    },
  };
};

/** What takes longer is taken up from its receipt after the next start. */
const soon = async (finishing: Promise<void>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 5_000);
  await Promise.race([finishing, promise]);
  clearTimeout(timer);
};
