/* One of the apps that `commands.bench.ts` compares, in a process of its own. */
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bolt from "@slack/bolt";
import { Client, Events, GatewayIntentBits, MessageFlags } from "discord.js";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { startBot } from "../../src/bot.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openJobs } from "../../src/store/jobs.ts";
import { memoryOutside } from "../support/outside.ts";

const { APP, API_URL = "", BOT_TOKEN = "", APP_TOKEN = "", DATABASE = "" } = process.env;
const isDiscord = process.env.PLATFORM === "discord";
const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
const database = await openDatabase({ url: DATABASE === "" ? undefined : DATABASE, dataDir: folder });

const insertBare = (title: string) =>
  database.transact((tx) => tx.execute(sql`insert into bare values (${randomUUID()}, ${title})`));

/** What anybody would write first: one insert and one post. */
const startBolt = async (): Promise<void> => {
  const receiver = new bolt.SocketModeReceiver({
    appToken: APP_TOKEN,
    installerOptions: { clientOptions: { slackApiUrl: API_URL } },
  });
  const app = new bolt.App({ token: BOT_TOKEN, receiver, clientOptions: { slackApiUrl: API_URL } });
  app.command("/incident", async ({ ack, command, client }) => {
    await ack();
    await insertBare(command.text);
    await client.chat.postMessage({ channel: command.channel_id, text: command.text });
  });
  await app.start();
};

/** The same at Discord, where the post is the answer. */
const startDiscordJs = async (): Promise<void> => {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: API_URL, version: "10" } });
  client.on(Events.InteractionCreate, async (asked) => {
    if (!asked.isChatInputCommand()) return;
    const title = asked.options.getString("title", true);
    await insertBare(title);
    await asked.reply({ content: title, flags: MessageFlags.Ephemeral });
  });
  const ready = new Promise((done) => client.once(Events.ClientReady, done));
  await client.login(BOT_TOKEN);
  await ready;
  const text = (name: string) => ({ type: 3 as const, name, description: name });
  const open = { type: 1 as const, name: "open", description: "Open", options: [text("severity"), text("title")] };
  await client.application?.commands.set([{ name: "incident", description: "Incidents", options: [open] }]);
};

const startBare = async (): Promise<void> => {
  await database.transact((tx) => tx.execute(sql`create table bare (id uuid primary key, title text not null)`));
  await (isDiscord ? startDiscordJs() : startBolt());
};

const startOurs = async (): Promise<void> => {
  const log = pino({ level: "error" }, pino.destination(2));
  const jobs = await openJobs(database, ({ message, error }) => log.warn({ error }, message));
  await startBot({
    database,
    jobs,
    outside: memoryOutside(),
    clock: { now: () => Temporal.Now.instant() },
    storage: folderStorage(join(folder, "files")),
    log,
    zone: "UTC",
    ...(isDiscord
      ? { discord: { token: BOT_TOKEN, apiUrl: API_URL, mode: "gateway" } }
      : { slack: { botToken: BOT_TOKEN, apiUrl: API_URL, receive: { mode: "socket", appToken: APP_TOKEN } } }),
  });
};

await (APP === "bare" ? startBare() : startOurs());
process.stdout.write("ready\n");
