import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { menu } from "../../src/commands/menu.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import { makeDatabase, startServer, tableOf } from "./support.ts";

/* From `npm start` to a green /readyz, the first and the second time, and what stays resident once it has settled. */

const settling = 20_000;

interface Started {
  readonly seconds: number;
  readonly megabytes: number;
}

const start = async (env: Readonly<Record<string, string>>): Promise<Started> => {
  const began = performance.now();
  const child = spawn(process.execPath, ["src/main.js", "start"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, LOG_LEVEL: "error", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await firstLine(child);
    while (!(await fetch(`${url}/readyz`)).ok) await pause(20);
    const seconds = (performance.now() - began) / 1000;
    await pause(settling);
    return { seconds, megabytes: residentOf(child) };
  } finally {
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
  }
};

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** The address it serves is the first line it prints. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(data.toString().split("\n")[0] ?? ""));
    child.once("exit", (code) => reject(new Error(`It ended with ${code} before it was ready.`)));
  });

const residentOf = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

const rows: string[][] = [];
const measure = async (name: string, env: Readonly<Record<string, string>>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "tocsin-start-"));
  const [first, second] = [
    await start({ ...env, TOCSIN_DATA_DIR: directory }),
    await start({ ...env, TOCSIN_DATA_DIR: directory }),
  ];
  rmSync(directory, { recursive: true, force: true });
  rows.push([
    name,
    first.seconds.toFixed(1),
    second.seconds.toFixed(1),
    (second.seconds / first.seconds).toFixed(2),
    first.megabytes.toFixed(0),
    second.megabytes.toFixed(0),
  ]);
};

const playground = await startPlayground({ now: () => Temporal.Now.instant() });
const { slack } = playground;
slack.install(slackManifest(menu()));
const tokens = { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken };
await using server = await startServer();
await using database = await makeDatabase(server, "start");
await measure("PGlite, playground", { SLACK_BOT_TOKEN: "" });
await measure("PGlite, Slack", tokens);
await measure("PostgreSQL, Slack", { ...tokens, DATABASE_URL: database.url });
await playground.stop();
process.stdout.write(`${tableOf(["", "first s", "second s", "second/first", "resident MB", "second MB"], rows)}\n`);
process.stdout.write("Aim: 8 s the first time and 3 s later; 450 MB on PGlite, 200 MB on PostgreSQL.\n");
