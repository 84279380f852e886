import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { buildTable, type Table } from "../../../src/commands/table.ts";
import { type Discord, startDiscord } from "../../../src/platforms/discord/app.ts";
import type { InstallOptions } from "../../../src/playground/discord/core.ts";
import type { DiscordMessage } from "../../../src/playground/discord/protocol.ts";
import { startPlayground } from "../../../src/playground/playground.ts";
import type { Messenger } from "../../../src/ports.ts";
import { rowsOf } from "../../../src/store/database.ts";
import { heldClock } from "../../support/clock.ts";
import { testDatabase } from "../../support/database.ts";
import { complaintsAbout } from "../../support/discord-openapi.ts";
import { heldJobs } from "../../support/jobs.ts";
import { memoryOutside } from "../../support/outside.ts";
import { sampleCommands } from "../sample-commands.ts";
import { wordsOf } from "./words.ts";

/** What a test may change about the commands and the way in. */
export interface Choices {
  readonly mode?: "gateway" | "http";
  readonly commands?: Parameters<typeof buildTable>[0];
  readonly register?: "global" | "guild";
  readonly install?: InstallOptions;
  /** Milliseconds after which the bot promises an answer. */
  readonly patience?: number;
  /** Milliseconds in which Discord wants a first response. */
  readonly deadline?: number;
  readonly lease?: { readonly lasts: number; readonly every: number };
}

/** A bot on a local Discord, over the wire: real discord.js, a real database, nothing worked off but what came in. */
export const startDiscordBot = async (choices: Choices = {}) => {
  const clock = heldClock();
  const database = await testDatabase();
  const jobs = await heldJobs(database, clock);
  const playground = await startPlayground({
    now: () => clock.now(),
    ...(choices.deadline === undefined ? {} : { patience: choices.deadline }),
  });
  const { discord: server } = playground;
  const table: Table = buildTable(choices.commands ?? sampleCommands);
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const http = choices.mode === "http" ? await listen() : undefined;
  server.install({
    ...choices.install,
    ...(http === undefined ? {} : { interactionsUrl: `${http.url}/discord/interactions` }),
  });

  const launch = async (): Promise<Discord> => {
    const bot = await startDiscord({
      config: {
        token: server.token,
        apiUrl: server.apiUrl,
        mode: choices.mode ?? "gateway",
        ...(choices.register === undefined ? {} : { commands: choices.register }),
      },
      zone: "Europe/Vienna",
      ground: { now: () => clock.now(), transact: database.transact, read: database.read, enqueue: jobs.enqueue },
      table,
      outside: memoryOutside(),
      messengers: { for: ({ connection }) => bot.messenger(connection) },
      log,
      lease: choices.lease ?? { lasts: 1_500, every: 200 },
      ...(choices.patience === undefined ? {} : { patience: choices.patience }),
    });
    if (http !== undefined && bot.handle !== undefined) http.handle = bot.handle;
    await bot.listen();
    return bot;
  };
  let bot = await launch();

  const rows = async <T extends object>(query: ReturnType<typeof sql>): Promise<readonly T[]> =>
    database.read(async (tx) => rowsOf<T>(await tx.execute(query)));

  /** What Discord's own description of its API says against what was sent. */
  const complaints = (): readonly string[] => complaintsAbout(server.calls);

  return {
    server,
    clock,
    database,
    jobs,
    logged,
    rows,
    table,
    url: http?.url,
    complaints,
    get bot() {
      return bot;
    },
    /** The first guild's. */
    get connection() {
      const [first] = bot.connections();
      if (first === undefined) throw new Error("no guild is connected");
      return first;
    },
    /** Everything sent is answered, everything that came in is handled. */
    quiet: async () => {
      await server.settled();
      await bot.idle();
      await server.settled();
    },
    /** A second process on the same database and Discord. */
    another: async () => {
      const discord = await launch();
      return { discord, [Symbol.asyncDispose]: () => discord.stop() };
    },
    restart: async () => {
      await bot.stop();
      bot = await launch();
    },
    /** "incident open title:checkout down severity:sev1": the words up to the first option are the command. */
    types: (name: string, line: string, channel = "#incidents") => {
      const [, words = "", rest = ""] = /^\/?(.*?)\s*((?:\b[\w-]+:[\s\S]*)?)$/.exec(line) ?? [];
      const [root = "", ...path] = words.split(" ");
      const options = Object.fromEntries(
        rest
          .split(/\s(?=[\w-]+:)/)
          .filter((part) => part !== "")
          .map((part) => [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)]),
      );
      return server.act(name, { kind: "command", channel: server.idOf(channel), name: root, path, options });
    },
    says: (name: string, content: string, channel = "#incidents") =>
      server.act(name, { kind: "say", channel: channel.startsWith("#") ? server.idOf(channel) : channel, content }),
    words: (name: string, channel = "#incidents", thread?: string): readonly string[] =>
      server.messages(name, channel, thread).map(wordsOf),
    messages: (name: string, channel = "#incidents", thread?: string): readonly DiscordMessage[] =>
      server.messages(name, channel, thread),
    /** What the bot wrote to somebody directly. */
    direct: (name: string): readonly DiscordMessage[] => {
      const dm = server
        .state(name)
        .channels.find((one) => one.kind === "dm" && one.members.includes(server.bot.userId));
      return dm === undefined ? [] : server.messages(name, dm.id);
    },
    receipts: () =>
      rows<{ kind: string; state: string; attempts: number }>(
        sql`select kind, state, attempts from receipts order by created_at, id`,
      ),
    takeUpAll: async () => {
      for (const { id } of await rows<{ id: string }>(sql`select id from receipts where state = 'received'`)) {
        await bot.takeUp(id as Parameters<Discord["takeUp"]>[0]);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await bot.stop();
      await playground.stop();
      await jobs.stop();
      http?.server.close();
      await database.close();
      const said = complaints();
      if (said.length > 0) throw new Error(said.join("\n"));
    },
  };
};

export const messengerOf = (bot: DiscordBot, connection = bot.connection): Messenger => {
  const messenger = bot.bot.messenger(connection);
  if (messenger === undefined) throw new Error("that connection has no messenger");
  return messenger;
};

export type DiscordBot = Awaited<ReturnType<typeof startDiscordBot>>;

interface Listening {
  readonly server: Server;
  readonly url: string;
  handle: NonNullable<Discord["handle"]>;
}

const listen = async (): Promise<Listening> => {
  const listening: { handle?: Discord["handle"] } = {};
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
