import { sql } from "drizzle-orm";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import { type openDatabase, rowsOf } from "../../src/store/database.ts";
import { heldClock } from "../support/clock.ts";
import { heldJobs } from "../support/jobs.ts";
import { type Count, countWrites, crowd, hearAll, hearers } from "../support/storm.ts";
import { holdJobClock } from "../support/template.ts";
import { startBare } from "./bare.ts";
import { startOn } from "./bot.ts";
import { makeDatabase, startServer, tableOf } from "./support.ts";

/*
 * A storm in virtual time: many incidents in one instant, each of which 500 people and 50 chat channels hear of. The bot
 * and the local Slack, which counts what is written in each of its channels by the same clock, are in this process.
 */

const people = Number(process.env["PEOPLE"] ?? 500);
const size = { people, places: people / 10 };
const incidents = 18;

interface Storm {
  readonly notifications: number;
  readonly messages: number;
  readonly edits: number;
  readonly broken: number;
  /** Virtual seconds. */
  readonly drained: number;
  readonly page: number;
  /** Real ones, of this process. */
  readonly cpu: number;
}

const weather = async (url: string): Promise<Storm> => {
  await using stack = new AsyncDisposableStack();
  const clock = heldClock();
  const playground = stack.adopt(await startPlayground({ now: () => clock.now(), seed: crowd(size) }), (one) =>
    one.stop(),
  );
  const { slack } = playground;
  slack.install(slackManifest(menu()));
  const { database, jobs, bot } = await startOn(
    stack,
    url,
    { slack },
    {
      clock,
      queue: async (on) => {
        await holdJobClock(on);
        return heldJobs(on, clock);
      },
    },
  );
  clock.follow(jobs);
  const count = countWrites();
  clock.follow({
    due: async () => null,
    settle: async () => {
      count.take(slack.calls);
      slack.calls.clear();
    },
  });
  const types = async (command: string, text: string) => {
    await slack.act("ada", { kind: "command", channel: slack.idOf("#incidents"), command, text });
    await slack.settled();
    await bot.platform("slack")?.idle();
  };
  await types("/tocsin", "channel map all");
  await hearAll(database, slack, size);
  await clock.advance("1m");

  const began = clock.now();
  const before = process.cpuUsage();
  for (let n = 1; n <= incidents; n += 1) await types("/incident", `open sev3 part ${n} of the shop is slow`);
  await clock.advance("5s");
  const [paged = ""] = hearers(size);
  const paging = clock.now();
  await types("/incident", "open sev1 checkout is down");
  await types("/incident", `page person inc-${incidents + 1} @${paged}`);
  await clock.advance("10m");
  const { user, system } = process.cpuUsage(before);
  return {
    ...(await told(database, { began, paging })),
    ...writesOf(count),
    cpu: (user + system) / 1e6,
  };
};

const writesOf = (count: Count) => ({
  messages: count.messages(),
  edits: count.edits(),
  broken: count.broken().length,
});

/** Everything that was owed is out, or this is no result. */
const told = async (
  database: Awaited<ReturnType<typeof openDatabase>>,
  { began, paging }: { readonly began: Temporal.Instant; readonly paging: Temporal.Instant },
): Promise<Pick<Storm, "notifications" | "drained" | "page">> => {
  const rows = await database.read((tx) =>
    tx.execute(sql`
      select count(*)::int as notifications, count(*) filter (where state not in ('sent', 'bundled'))::int as missing,
             extract(epoch from max(sent_at) - ${began.toString()}::timestamptz)::float8 as drained,
             extract(epoch from min(sent_at) filter (where is_page) - ${paging.toString()}::timestamptz)::float8 as page
        from deliveries where created_at < ${began.add({ minutes: 1 }).toString()}::timestamptz`),
  );
  const [found] = rowsOf<{ notifications: number; missing: number; drained: number; page: number }>(rows);
  if (found === undefined || found.missing > 0) throw new Error(`${found?.missing} messages did not go out.`);
  return found;
};

/** The CPU seconds of posting as many messages as the storm became, and nothing else. */
const bareStorm = async (url: string, messages: number): Promise<number> => {
  await using stack = new AsyncDisposableStack();
  const now = () => Temporal.Now.instant();
  const { slack } = stack.adopt(await startPlayground({ now, seed: crowd(size) }), (one) => one.stop());
  slack.install(slackManifest(menu()));
  const channels = hearers(size).map(slack.idOf);
  const { boss, queue } = stack.use(await startBare(url, slack));
  const before = process.cpuUsage();
  const jobs = Array.from({ length: messages }, (_, i) => ({
    data: { channel: channels[i % channels.length] ?? "", text: `Part ${i} of the shop is slow` },
  }));
  await boss.insert(queue, jobs);
  const count = countWrites();
  while (count.messages() < messages) {
    await new Promise((done) => setTimeout(done, 100));
    count.take(slack.calls);
    slack.calls.clear();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

const run = async (): Promise<void> => {
  await using server = await startServer();
  await using database = await makeDatabase(server, "storm");
  const storm = await weather(database.url);
  const bare = await bareStorm(database.url, storm.messages);
  const rows = [
    ["notifications", String(storm.notifications)],
    ["messages they became", String(storm.messages)],
    ["edits", String(storm.edits)],
    ["written too fast", String(storm.broken)],
    ["drained after, virtual s", storm.drained.toFixed(1)],
    ["SEV1 page out after, virtual s", storm.page.toFixed(1)],
    ["CPU s of this process", storm.cpu.toFixed(1)],
    ["CPU ms a notification", ((storm.cpu * 1000) / storm.notifications).toFixed(2)],
    ["bare pg-boss posting as many, CPU s", bare.toFixed(1)],
    ["ratio", (storm.cpu / bare).toFixed(1)],
  ];
  process.stdout.write(`${tableOf(["storm", ""], rows)}\n`);
};

await run();
process.exit(0);
