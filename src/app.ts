import { join } from "node:path";
import { type Bot, type BotParts, startBot } from "./bot.ts";
import { schemas } from "./cli/schema.ts";
import { menu } from "./commands/menu.ts";
import type { Config } from "./config.ts";
import { pages } from "./domain/page.ts";
import { furnish, intents } from "./furnish.ts";
import type { WebParts } from "./http/env.ts";
import { makeFeeds } from "./http/feeds.ts";
import { makeInstall } from "./http/install.ts";
import { makeSchemas, schemasPath } from "./http/schemas.ts";
import { type Annex, startServer, tryPlace } from "./http/server.ts";
import { makeWeb } from "./http/web.ts";
import { startHeartbeat } from "./jobs/heartbeat.ts";
import type { Logger } from "./log.ts";
import { type OpenOutbox, openOutbox } from "./outbox.ts";
import type { DiscordConfig } from "./platforms/discord/app.ts";
import { slackManifest } from "./platforms/slack/manifest.ts";
import type { SlackConfig } from "./platforms/slack/options.ts";
import { type Playground, startPlayground } from "./playground/playground.ts";
import type { Clock } from "./ports.ts";
import { folderStorage } from "./services/attachment/storage.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { openJobs } from "./store/jobs.ts";
import { type Keys, openKeys } from "./store/key.ts";
import { problemOf } from "./store/ping.ts";
import { openVault } from "./store/seal.ts";

export interface App {
  readonly url: string;
  /** Takes nothing new, finishes what is running within ten seconds, and closes. */
  stop(): Promise<void>;
}

export const systemClock: Clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) };

/** Everything, in the order in which it is needed; it is stopped in the opposite order. */
export const startApp = async (configured: Config, log: Logger): Promise<App> => {
  await tryPlace(configured.host, configured.port);
  await using opened = new AsyncDisposableStack();
  const playground = configured.playground
    ? opened.adopt(await openPlayground(configured, systemClock), (one) => one.stop())
    : undefined;
  const config = playground === undefined ? configured : besideOf(configured);
  const database = opened.adopt(await openDatabaseOf(config), (one) => one.close());
  const jobs = opened.adopt(await openJobs(database, ({ message, error: err }) => log.warn({ err }, message)), (one) =>
    one.stop(),
  );
  const storage = folderStorage(join(config.dataDir, "files"));
  const vault = openVault(await keysOf(config, log));
  const platforms =
    playground === undefined ? { slack: slackOf(config), discord: discordOf(config) } : platformsIn(playground);
  // The playground is on this very machine, so that its address is known once it listens.
  let listening: string | undefined;
  const address = () => config.url ?? (playground === undefined ? undefined : listening);
  const { outbox, mail, reader } = opened.adopt(await openOutboxOf(config, address), (one) => one.stop());
  const outside = { vault, outbox, reader };
  const { zone } = config;
  const bot = opened.adopt(
    await startBot({ database, jobs, clock: systemClock, outside, storage, log, zone, address, ...platforms }),
    (one) => one.stop(),
  );
  // Nobody waits for it: what it finds is said by /readyz.
  if (config.smtp !== undefined) void mail.verify().catch((err: unknown) => log.warn({ err }, "Mail cannot be sent."));
  if (config.slack?.app !== undefined && config.url === undefined && playground === undefined)
    log.warn("TOCSIN_URL is not set: Slack cannot send browsers back, so that no other workspace can join.");
  if (playground !== undefined) await furnish(playground, bot);
  opened.adopt(startHeartbeat(bot.beat), (one) => one.stop());
  const report = (err: Error) => log.error({ err }, "A request failed.");
  const server = opened.adopt(
    await startServer({
      host: config.host,
      port: config.port,
      report,
      checks: { database: () => problemOf(database), engine: () => jobs.problem(), ...bot.checks },
      remarks: config.smtp === undefined ? {} : { mail: () => mail.problem() },
      mounts: bot.mounts,
      annexes: annexesOf(bot, { address, report }),
      fallback: playground?.fetch ?? toPages,
    }),
    (one) => one.stop(),
  );
  listening = server.url.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\])/, "http://localhost");
  const running = opened.move();
  log.info({ url: server.url, database: database.kind, playground: playground !== undefined }, "Tocsin is ready.");
  return { url: server.url, stop: () => running.disposeAsync() };
};

export const openDatabaseOf = ({ databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">): Promise<Database> =>
  openDatabase({ url: databaseUrl?.reveal(), dataDir });

/** Where several processes share a database, each needs the same key: one made on the spot is no good for that. */
const keysOf = async ({ keys, dataDir, databaseUrl }: Config, log: Logger): Promise<Keys> => {
  if (keys === undefined && databaseUrl !== undefined) {
    log.warn({ dataDir }, "TOCSIN_KEY is not set: secrets are sealed with the key in the data directory. Keep it.");
  }
  return openKeys(
    keys?.map((key) => key.reveal()),
    dataDir,
  );
};

const openOutboxOf = ({ smtp, privateTargets }: Config, address: () => string | undefined): Promise<OpenOutbox> =>
  openOutbox({
    mail: smtp && { url: smtp.url.reveal(), from: smtp.from },
    networks: privateTargets,
    clock: systemClock,
    address,
  });

/** What browsers find besides the playground. */
const annexesOf = (
  { ground, messengers, installer }: Bot,
  given: Pick<WebParts, "address" | "report">,
): readonly Annex[] => [
  { path: pages.home, fetch: makeWeb({ ground, messengers, ...given }).fetch },
  ...(installer === undefined ? [] : [{ path: "/slack", fetch: makeInstall({ installer, ...given }).fetch }]),
  { path: pages.feed, fetch: makeFeeds({ ground, ...given }).fetch },
  { path: schemasPath, fetch: makeSchemas(schemas).fetch },
];

/** Whoever comes to the bare address means the pages. */
const toPages = (request: Request): Response =>
  new URL(request.url).pathname === "/"
    ? new Response(null, { status: 302, headers: { location: pages.home.slice(1) } })
    : new Response("There is nothing here.", { status: 404 });

/** The playground never touches what is real: it has a database and files of its own, beside the others. */
const besideOf = (config: Config): Config => ({
  ...config,
  databaseUrl: undefined,
  dataDir: join(config.dataDir, "playground"),
});

const slackOf = ({ slack }: Config): SlackConfig | undefined =>
  slack === undefined
    ? undefined
    : {
        botToken: slack.botToken.reveal(),
        apiUrl: slack.apiUrl,
        app: slack.app && { id: slack.app.id, secret: slack.app.secret.reveal() },
        receive:
          slack.mode === "socket"
            ? { mode: "socket", appToken: slack.appToken.reveal() }
            : { mode: "http", signingSecret: slack.signingSecret.reveal() },
      };

const discordOf = ({ discord }: Config): DiscordConfig | undefined =>
  discord && { ...discord, token: discord.token.reveal() };

/** Opens the playground with the app installed in it, as its owner would from the manifest. */
const openPlayground = async ({ dataDir, url }: Config, clock: Clock): Promise<Playground> => {
  const playground = await startPlayground({
    now: () => clock.now(),
    dataDir,
    allowedHosts: url === undefined ? [] : [new URL(url).hostname],
  });
  playground.slack.install(slackManifest(menu()));
  playground.discord.install({ intents });
  return playground;
};

/** Where the bot finds the local Slack and Discord: in the same terms as the real ones. */
const platformsIn = ({ slack, discord }: Playground): Pick<BotParts, "slack" | "discord"> => ({
  slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, receive: { mode: "socket", appToken: slack.appToken } },
  discord: { token: discord.token, apiUrl: discord.apiUrl, mode: "gateway" },
});
