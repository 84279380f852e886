/* One of the two apps that `commands.bench.ts` compares, in a process of its own. */
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bolt from "@slack/bolt";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { startBot } from "../../src/bot.ts";
import { folderStorage } from "../../src/services/attachment/storage.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openJobs } from "../../src/store/jobs.ts";
import { memoryOutside } from "../support/outside.ts";

const { APP, API_URL = "", BOT_TOKEN = "", APP_TOKEN = "", DATABASE = "" } = process.env;
const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
const database = await openDatabase({ url: DATABASE === "" ? undefined : DATABASE, dataDir: folder });

/** What anybody would write first: one insert and one post. */
const startBare = async (): Promise<void> => {
  await database.transact((tx) => tx.execute(sql`create table bare (id uuid primary key, title text not null)`));
  const receiver = new bolt.SocketModeReceiver({
    appToken: APP_TOKEN,
    installerOptions: { clientOptions: { slackApiUrl: API_URL } },
  });
  const app = new bolt.App({ token: BOT_TOKEN, receiver, clientOptions: { slackApiUrl: API_URL } });
  app.command("/incident", async ({ ack, command, client }) => {
    await ack();
    await database.transact((tx) => tx.execute(sql`insert into bare values (${randomUUID()}, ${command.text})`));
    await client.chat.postMessage({ channel: command.channel_id, text: command.text });
  });
  await app.start();
};

const startOurs = async (): Promise<void> => {
  const log = pino({ level: "error" }, pino.destination(2));
  const jobs = await openJobs(database, ({ message, error }) => log.warn({ error }, message));
  await startBot({
    database,
    jobs,
    clock: { now: () => Temporal.Now.instant() },
    outside: memoryOutside(),
    storage: folderStorage(join(folder, "files")),
    log,
    zone: "UTC",
    slack: { botToken: BOT_TOKEN, apiUrl: API_URL, receive: { mode: "socket", appToken: APP_TOKEN } },
  });
};

await (APP === "bare" ? startBare() : startOurs());
process.stdout.write("ready\n");
