import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { SlackPlayground } from "../../src/playground/slack/slack.ts";
import { wordsOf } from "../support/visible.ts";
import { makeDatabase, startServer, tableOf } from "./support.ts";

/*
 * `/incident open` through real Bolt, to the answer the person sees, against a bare Bolt app that makes one insert and
 * one post. The local Slack is in this process, each app in one of its own.
 */

const commands = 400;
const warm = 60;
const atOnce = 10;

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const measure = async (app: "bare" | "ours", database: string): Promise<Measured> => {
  const playground = await startPlayground({ now: () => Temporal.Now.instant() });
  const { slack } = playground;
  slack.install(slackManifest(menu()));
  const child = await launch(app, slack, database);
  try {
    if (app === "ours") await type(slack, "#incidents", "/tocsin", "channel map all", "are shown");
    await run(slack, warm, "warm");
    const before = performance.now();
    const took = await run(slack, commands, "measured");
    const seconds = (performance.now() - before) / 1000;
    const sorted = took.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { perSecond: commands / seconds, p50: at(0.5), p99: at(0.99) };
  } finally {
    child.kill("SIGKILL");
    await playground.stop();
  }
};

const launch = async (app: string, slack: SlackPlayground, database: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "commands-app.ts")], {
    env: {
      ...process.env,
      TZ: "UTC",
      APP: app,
      API_URL: slack.apiUrl,
      BOT_TOKEN: slack.botToken,
      APP_TOKEN: slack.appToken,
      DATABASE: database,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout !== null) await once(child.stdout, "data");
  return child;
};

/** So many commands, ten under way at a time; gives the milliseconds each took to be answered. */
const run = async (slack: SlackPlayground, count: number, name: string): Promise<readonly number[]> => {
  const took: number[] = [];
  let next = 0;
  const typist = async (): Promise<void> => {
    while (next < count) {
      const title = `${name}-${String(next).padStart(5, "0")}`;
      next += 1;
      const before = performance.now();
      await type(slack, "#general", "/incident", `open sev1 ${title}`, title);
      took.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, typist));
  return took;
};

/** Types a command as Lin and waits until words of the answer stand in the channel. */
const type = async (
  slack: SlackPlayground,
  where: string,
  command: string,
  text: string,
  answer: string,
): Promise<void> => {
  const channel = slack.idOf(where);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = slack.onNews("lin", (news) => {
    if (news.kind !== "message" || news.channel !== channel) return;
    const said = slack.messages("lin", channel).findLast((message) => message.ts === news.ts);
    if (said !== undefined && wordsOf(said).includes(answer)) resolve();
  });
  const late = setTimeout(() => reject(new Error(`No answer to ${command} ${text} in 20 s.`)), 20_000);
  try {
    const outcome = await slack.act("lin", { kind: "command", channel, command, text });
    if (!outcome.ok) throw new Error(`${command} ${text}: ${outcome.error}`);
    await promise;
  } finally {
    clearTimeout(late);
    stop();
  }
};

await using server = await startServer();
const rows: string[][] = [];
for (const kind of ["PostgreSQL", "PGlite"] as const) {
  const results: Measured[] = [];
  for (const app of ["bare", "ours"] as const) {
    if (kind === "PGlite") results.push(await measure(app, ""));
    else {
      await using database = await makeDatabase(server, app);
      results.push(await measure(app, database.url));
    }
  }
  const [bare, ours] = results;
  if (bare === undefined || ours === undefined) continue;
  const row = (name: string, one: Measured) => [
    kind,
    name,
    one.perSecond.toFixed(0),
    one.p50.toFixed(1),
    one.p99.toFixed(1),
  ];
  rows.push(row("bare Bolt", bare), row("Tocsin", ours));
  rows.push([
    kind,
    "ratio",
    (ours.perSecond / bare.perSecond).toFixed(2),
    (ours.p50 / bare.p50).toFixed(2),
    (ours.p99 / bare.p99).toFixed(2),
  ]);
}
process.stdout.write(`${tableOf(["database", "app", "commands/s", "answer p50 ms", "answer p99 ms"], rows)}\n`);
process.stdout.write("Aim: at least half the commands a second, at most twice the p99.\n");
process.exit(0);
