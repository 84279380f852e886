import type { IncomingMessage, ServerResponse } from "node:http";
import { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { Suggestion } from "../../commands/complete-line.ts";
import type { Table } from "../../commands/table.ts";
import type { ConnectionId, ReceiptId } from "../../domain/ids.ts";
import { ConfigError } from "../../domain/refusal.ts";
import type { Messenger, Messengers } from "../../ports.ts";
import type { Storage } from "../../services/attachment/storage.ts";
import { type Connection, connectTeam } from "../../services/connection/connect.ts";
import type { Ground } from "../../services/ground.ts";
import { accountsOfPeople } from "../../services/identity/identity.ts";
import { makeLease } from "../../services/lease/lease.ts";
import type { Outside } from "../../services/outside.ts";
import { makeParts } from "../../services/posting/parts.ts";
import { systemCtx } from "../../services/system.ts";
import { keepContinuation } from "../caller.ts";
import type { Adapter } from "../inbound.ts";
import { knowPeople } from "../people.ts";
import { makeReceiver } from "../receive.ts";
import { keptLine } from "../requests.ts";
import { type Listener, makeBolt, makeHttpReceiver, makeSocketReceiver } from "./bolt.ts";
import { catchUpWith, watchGaps } from "./catch-up.ts";
import { clientOptions } from "./client.ts";
import { calling, deliveryError, slackCode } from "./errors.ts";
import { findMessage } from "./find.ts";
import { mentionedIn, toNeutral } from "./markup.ts";
import { makeMessenger } from "./messenger.ts";
import { profileOf } from "./profile.ts";
import { replierFor } from "./replier.ts";
import type { Sending } from "./send.ts";
import { keepSocket } from "./socket.ts";
import { permalinkOf, type Who } from "./who.ts";

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
  /** Where the copies of files lie. */
  readonly outside: Outside;
  readonly storage?: Storage;
  /** Where people's browsers reach the bot. */
  readonly address?: () => string | undefined;
  readonly log: Logger;
  /** Milliseconds without a pong after which a socket counts as dead. */
  readonly pongWithin?: number;
  /** Milliseconds: how often it is written down that the team is heard, and after how long another replica does so. */
  readonly hearing?: { readonly lasts: number; readonly every: number };
}

export interface Slack {
  readonly connection: ConnectionId;
  readonly messenger: Messenger;
  /** Begins to receive; resolves once the socket is open, or while Slack cannot be reached. */
  listen(): Promise<void>;
  /** Why nothing comes in, or null. */
  ready(): string | null;
  /** In HTTP mode: what the server passes raw requests to `/slack/events` to. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Handles an inbound that nobody finished: the `receipt` job. */
  takeUp(receipt: ReceiptId): Promise<void>;
  /** What may follow on a line somebody is typing in a chat channel. */
  completeLine(account: string, chat: string, line: string): Promise<readonly Suggestion[]>;
  /** Resolves when nothing that came in is under way. */
  idle(): Promise<void>;
  /** Closes the way in, then lets what came in be finished. */
  stop(): Promise<void>;
}

const usualPong = 5_000;
const usualHearing = { lasts: 30_000, every: 10_000 } as const;

/**
 * Learns whose bot this is and joins its team to the workspace. Throws a ConfigError when the token is refused, and a
 * DeliveryError where Slack cannot be reached.
 */
export const startSlack = async (options: SlackOptions): Promise<Slack> => {
  const { config, ground, log } = options;
  const client = new WebClient(config.botToken, clientOptions(config.apiUrl, log));
  const connection = await connect(client, options);
  const who = connection.who;
  const kept = { ground, connection: connection.team };
  const sending: Sending = {
    client,
    who,
    parts: makeParts(systemCtx(ground, connection.team.workspace), {
      platform: "slack",
      find: (place, key, since) => findMessage({ client, who }, place, key, since),
    }),
    accounts: (people) => accountsOfPeople(ground, keyOf(connection.team), people),
    keep: async (line) => keptLine(await keepContinuation(kept, { line })),
    keepKnown: (known) => keepContinuation(kept, { line: known }),
  };
  const adapter = makeAdapter(sending);
  const receive = makeReceiver({
    ...kept,
    adapter,
    people: knowPeople(ground, connection.team, adapter),
    messengers: options.messengers,
    outside: options.outside,
    storage: options.storage,
    address: options.address,
    table: options.table,
    log,
  });
  const bolt = { botToken: config.botToken, apiUrl: config.apiUrl, log };
  const common = {
    connection: who.connection,
    messenger: makeMessenger(sending, config.botToken),
    takeUp: receive.takeUp,
    completeLine: (account: string, chat: string, line: string) =>
      receive.completeLine(
        { account: { id: account, realm: who.team }, place: { connection: who.connection, chat } },
        line,
      ),
  };
  const { lasts, every } = options.hearing ?? usualHearing;
  const catchUp = catchUpWith({ client, who, receive, ground, team: connection.team, log });
  const lease = makeLease(ground, `slack-heard:${who.team}`, lasts);
  const watchWhile = (isOpen: () => boolean) => watchGaps({ catchUp, lease, isOpen, now: ground.now, every, log });
  const idleWith = (listener: Listener) => async () => {
    await catchUp.idle();
    await listener.idle();
  };
  if (config.receive.mode === "socket") {
    const receiver = makeSocketReceiver(bolt, config.receive.appToken, options.pongWithin ?? usualPong);
    const listener = makeBolt(bolt, receiver, { who, receive });
    await listener.init();
    const socket = keepSocket(receiver.client, log);
    const watch = watchWhile(() => socket.problem() === null);
    const listen = async () => {
      await socket.open();
      await watch.begin();
    };
    const stop = async () => {
      await watch.end();
      await socket.close();
      await soon(listener.idle());
    };
    return { ...common, listen, ready: () => socket.problem(), idle: idleWith(listener), stop };
  }
  const receiver = makeHttpReceiver(bolt, config.receive.signingSecret);
  const listener = makeBolt(bolt, receiver, { who, receive });
  await listener.init();
  const watch = watchWhile(() => true);
  return {
    ...common,
    handle: handleWith(receiver),
    listen: watch.begin,
    ready: () => null,
    idle: idleWith(listener),
    stop: async () => {
      await watch.end();
      await soon(listener.idle());
    },
  };
};

const handleWith =
  (receiver: ReturnType<typeof makeHttpReceiver>): NonNullable<Slack["handle"]> =>
  (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      // Bolt throws for what is not addressed to it.
      response.writeHead(404).end();
    }
  };

/** What takes longer is taken up from its receipt after the next start. */
const soon = async (finishing: Promise<void>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 5_000);
  await Promise.race([finishing, promise]);
  clearTimeout(timer);
};

const keyOf = (team: Connection) => ({ workspace: team.workspace, platform: team.platform, realm: team.externalId });

/** Asks Slack who we are; the answer names the team that joins the workspace. */
const connect = async (
  client: WebClient,
  { ground, zone }: SlackOptions,
): Promise<{ readonly team: Connection; readonly who: Who }> => {
  const me = await askWho(client);
  const team = await connectTeam(ground, {
    platform: "slack",
    externalId: me.team,
    name: me.name,
    botAccount: me.bot,
    zone,
  });
  return { team, who: { connection: team.id, team: me.team, bot: me.bot, url: me.url } };
};

const askWho = async (client: WebClient) => {
  try {
    const { team_id: team, user_id: bot, team: name, url } = await client.auth.test();
    if (team === undefined || bot === undefined) throw new ConfigError(["SLACK_BOT_TOKEN is no bot's token."]);
    return { team, bot, name: name || team, url: url || "https://slack.com/" };
  } catch (error) {
    const refusal = slackCode(error);
    const failure = deliveryError(error);
    if (error instanceof ConfigError) throw error;
    if (refusal === undefined || !failure.permanent) throw failure;
    throw new ConfigError([
      `SLACK_BOT_TOKEN is refused by Slack (${refusal}). Copy the Bot User OAuth Token of the installed app.`,
    ]);
  }
};

const makeAdapter = (sending: Sending): Adapter => ({
  platform: "slack",
  async profile(account) {
    const { user } = await calling(() => sending.client.users.info({ user: account.id }));
    return user === undefined ? null : profileOf(user);
  },
  mentioned: mentionedIn,
  neutral: (text, mentions, looks) => toNeutral(text, mentions, { looks, url: sending.who.url }),
  permalink: (ref) => Promise.resolve(permalinkOf(sending.who, ref)),
  replier: (inbound) => replierFor(sending, inbound),
});
