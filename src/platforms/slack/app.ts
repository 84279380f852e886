import type { IncomingMessage, ServerResponse } from "node:http";
import { WebClient } from "@slack/web-api";
import type { Suggestion } from "../../commands/complete-line.ts";
import type { ConnectionId, ReceiptId } from "../../domain/ids.ts";
import { ConfigError } from "../../domain/refusal.ts";
import type { Messenger } from "../../ports.ts";
import { connectTeam } from "../../services/connection/connect.ts";
import { makeBolt, makeHttpReceiver, makeSocketReceiver } from "./bolt.ts";
import { clientOptions } from "./client.ts";
import { deliveryError, slackCode } from "./errors.ts";
import { type Installer, makeInstaller } from "./install.ts";
import type { SlackOptions } from "./options.ts";
import { keepSocket } from "./socket.ts";
import type { Joined } from "./team.ts";
import { makeTeams } from "./teams.ts";

/** One bot in any number of teams, each a connection of its own. */
export interface Slack {
  /** The team whose token is in the environment. */
  readonly connection: ConnectionId;
  /** Undefined for what is no team that lets the bot in. */
  messenger(connection: ConnectionId): Messenger | undefined;
  /** Absent where no other team can be let in. */
  readonly installer?: Installer;
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

/**
 * Learns whose bot this is and joins its team to the workspace, beside those that let it in over the web. Throws a
 * ConfigError when the token is refused, and a DeliveryError where Slack cannot be reached.
 */
export const startSlack = async (options: SlackOptions): Promise<Slack> => {
  const { config, log } = options;
  const home = await connect(options);
  const teams = await makeTeams(options, home);
  const common = {
    connection: home.connection.id,
    messenger: (connection: ConnectionId) => teams.ofConnection(connection)?.messenger,
    ...(config.app === undefined
      ? {}
      : { installer: makeInstaller(options, config.app, teams, home.connection.externalId) }),
    takeUp: async (receipt: ReceiptId) => {
      for (const { receive } of teams.all()) await receive.takeUp(receipt);
    },
    completeLine: async (account: string, chat: string, line: string) => {
      const { id: connection, externalId: realm } = home.connection;
      const team = teams.ofConnection(connection);
      return team?.receive.completeLine({ account: { id: account, realm }, place: { connection, chat } }, line) ?? [];
    },
  };
  const problem = (): string | null =>
    teams.all().length === 0 ? "Slack refuses SLACK_BOT_TOKEN: the app was removed, or its token revoked" : null;
  const receiving = { apiUrl: config.apiUrl, log };
  if (config.receive.mode === "socket") {
    const receiver = makeSocketReceiver(receiving, config.receive.appToken, options.pongWithin ?? usualPong);
    const listener = makeBolt(receiving, receiver, teams);
    await listener.init();
    const socket = keepSocket(receiver.client, log);
    return {
      ...common,
      listen: async () => {
        await socket.open();
        await teams.begin(() => socket.problem() === null);
      },
      ready: () => problem() ?? socket.problem(),
      idle: async () => {
        await teams.idle();
        await listener.idle();
      },
      stop: async () => {
        await teams.end();
        await socket.close();
        await soon(listener.idle());
      },
    };
  }
  const receiver = makeHttpReceiver(receiving, config.receive.signingSecret);
  const listener = makeBolt(receiving, receiver, teams);
  await listener.init();
  return {
    ...common,
    handle: handleWith(receiver),
    listen: () => teams.begin(() => true),
    ready: problem,
    idle: async () => {
      await teams.idle();
      await listener.idle();
    },
    stop: async () => {
      await teams.end();
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

/** Asks Slack who we are; the answer names the team that joins the workspace. */
const connect = async ({ ground, zone, config, log }: SlackOptions): Promise<Joined> => {
  const token = config.botToken;
  const me = await askWho(new WebClient(token, clientOptions(config.apiUrl, log)));
  const joining = { platform: "slack", externalId: me.team, name: me.name, botAccount: me.bot, zone } as const;
  return { connection: await connectTeam(ground, joining), address: me.url, token };
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
