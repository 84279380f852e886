import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { buildTable, type Table } from "../../../src/commands/table.ts";
import { type Slack, startSlack } from "../../../src/platforms/slack/app.ts";
import { slackManifest } from "../../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../../src/playground/playground.ts";
import type { SlackMessage } from "../../../src/playground/slack/protocol.ts";
import { rowsOf } from "../../../src/store/database.ts";
import { heldClock } from "../../support/clock.ts";
import { testDatabase } from "../../support/database.ts";
import { heldJobs } from "../../support/jobs.ts";
import { memoryOutside } from "../../support/outside.ts";
import { sampleCommands } from "../sample-commands.ts";
import { wordsOf } from "./words.ts";

/** What a test may change about the commands and the way in. */
export interface Choices {
  readonly mode?: "socket" | "http";
  readonly commands?: Parameters<typeof buildTable>[0];
  /** Milliseconds in which Slack wants an acknowledgement. */
  readonly patience?: number;
  /** Milliseconds without a pong after which the socket counts as dead. */
  readonly pongWithin?: number;
  /** Milliseconds after which a team that refused is asked again. */
  readonly askAgainAfter?: number;
}

/** A bot on a local Slack, over the wire: real Bolt, a real database, nothing worked off but what came in. */
export const startSlackBot = async (choices: Choices = {}) => {
  const clock = heldClock();
  const database = await testDatabase();
  const jobs = await heldJobs(database, clock);
  const playground = await startPlayground({
    now: () => clock.now(),
    ...(choices.patience === undefined ? {} : { patience: choices.patience }),
  });
  const { slack: server } = playground;
  const table: Table = buildTable(choices.commands ?? sampleCommands);
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const http = choices.mode === "http" ? await listen() : undefined;
  server.install(slackManifest(table), http === undefined ? {} : { requestUrl: `${http.url}/slack/events` });

  const launch = async (): Promise<Slack> => {
    const bot = await startSlack({
      config: {
        botToken: server.botToken,
        apiUrl: server.apiUrl,
        app: server.client,
        receive:
          http === undefined
            ? { mode: "socket", appToken: server.appToken }
            : { mode: "http", signingSecret: server.signingSecret },
      },
      zone: "Europe/Vienna",
      address: () => "https://tocsin.example",
      ground: { now: () => clock.now(), transact: database.transact, read: database.read, enqueue: jobs.enqueue },
      table,
      outside: memoryOutside(),
      messengers: { for: ({ connection }) => bot.messenger(connection) },
      log,
      // Short ones mistake a busy machine for a dead socket.
      pongWithin: choices.pongWithin ?? 10_000,
      hearing: { lasts: 1_500, every: 200 },
      looking: { every: 100, again: choices.askAgainAfter ?? 300 },
    });
    if (http !== undefined && bot.handle !== undefined) http.handle = bot.handle;
    await bot.listen();
    return bot;
  };
  let bot = await launch();

  const rows = async <T extends object>(query: ReturnType<typeof sql>): Promise<readonly T[]> =>
    database.read(async (tx) => rowsOf<T>(await tx.execute(query)));

  return {
    server,
    clock,
    database,
    jobs,
    logged,
    rows,
    url: http?.url,
    get bot() {
      return bot;
    },
    get connection() {
      return bot.connection;
    },
    get messenger() {
      const messenger = bot.messenger(bot.connection);
      if (messenger === undefined) throw new Error("The team is gone.");
      return messenger;
    },
    /** Everything sent is answered, everything that came in is handled. */
    quiet: async () => {
      await server.settled();
      await bot.idle();
      await server.settled();
    },
    /** A second process on the same database and Slack. */
    another: async () => {
      const slack = await launch();
      return { slack, [Symbol.asyncDispose]: () => slack.stop() };
    },
    restart: async () => {
      await bot.stop();
      bot = await launch();
    },
    types: (name: string, text: string, channel = "#incidents") => {
      const [root = "", ...words] = text.split(" ");
      return server.act(name, { kind: "command", channel, command: root, text: words.join(" ") });
    },
    words: (name: string, channel = "#incidents", thread?: string): readonly string[] =>
      server.messages(name, server.idOf(channel), thread).map(wordsOf),
    messages: (name: string, channel = "#incidents", thread?: string): readonly SlackMessage[] =>
      server.messages(name, server.idOf(channel), thread),
    /** What the bot wrote to somebody directly. */
    direct: (name: string): readonly string[] => {
      const dm = server
        .state(name)
        .conversations.find((one) => one.kind === "dm" && one.members.includes(server.bot.userId));
      return dm === undefined ? [] : server.messages(name, dm.id).map(wordsOf);
    },
    receipts: () =>
      rows<{ kind: string; state: string; attempts: number }>(
        sql`select kind, state, attempts from receipts order by created_at, id`,
      ),
    takeUpAll: async () => {
      for (const { id } of await rows<{ id: string }>(sql`select id from receipts where state = 'received'`)) {
        await bot.takeUp(id as Parameters<Slack["takeUp"]>[0]);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await bot.stop();
      await playground.stop();
      await jobs.stop();
      http?.server.close();
      await database.close();
    },
  };
};

export type SlackBot = Awaited<ReturnType<typeof startSlackBot>>;

interface Listening {
  readonly server: Server;
  readonly url: string;
  handle: NonNullable<Slack["handle"]>;
}

const listen = async (): Promise<Listening> => {
  const listening: { handle?: Slack["handle"] } = {};
  const server = createServer((request, response) => listening.handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(listening, { server, url: `http://127.0.0.1:${port}` }) as Listening;
};

/** Waits until something is so: for what a clock in another library does. */
export const eventually = async <T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  within = 8_000,
): Promise<T> => {
  for (const deadline = performance.now() + within; ; ) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`not so within ${within} ms: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
