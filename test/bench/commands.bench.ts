import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { menu } from "../../src/commands/menu.ts";
import type { Platform } from "../../src/domain/place.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { atShare, makeDatabase, type Server, startServer, tableOf } from "./support.ts";
import { timed, type Watch, watch } from "./watch.ts";

/*
 * `/incident open` through real Bolt and real discord.js, to the answer the person sees, against a bare app that makes
 * one insert and one post. The local platforms are in this process, each app in one of its own.
 */

const commands = 400;
const warm = 60;
const atOnce = 10;

type Kind = "PostgreSQL" | "PGlite";

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Somebody at their desk: what they type, and what they look at. */
interface Typist {
  readonly playground: Playground;
  readonly looking: Watch;
  readonly platform: Platform;
}

const measure = async (platform: Platform, app: "bare" | "ours", database: string): Promise<Measured> => {
  const playground = await startPlayground({ now: () => Temporal.Now.instant() });
  playground.slack.install(slackManifest(menu()));
  playground.discord.install({ intents: { messageContent: true, members: true } });
  const child = await launch({ platform, app, database }, playground);
  using looking = watch(playground, "lin");
  const typist: Typist = { playground, looking, platform };
  try {
    if (app === "ours") await timed(looking, [platform, "are shown"], () => map(typist));
    await run(typist, warm, "warm");
    const before = performance.now();
    const took = await run(typist, commands, "measured");
    const seconds = (performance.now() - before) / 1000;
    return { perSecond: commands / seconds, p50: atShare(took, 0.5), p99: atShare(took, 0.99) };
  } finally {
    child.kill("SIGKILL");
    await playground.stop();
  }
};

interface Launched {
  readonly platform: Platform;
  readonly app: string;
  readonly database: string;
}

const launch = async ({ platform, app, database }: Launched, { slack, discord }: Playground): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "commands-app.ts")], {
    env: {
      ...process.env,
      TZ: "UTC",
      APP: app,
      PLATFORM: platform,
      API_URL: platform === "slack" ? slack.apiUrl : discord.apiUrl,
      BOT_TOKEN: platform === "slack" ? slack.botToken : discord.token,
      APP_TOKEN: slack.appToken,
      DATABASE: database,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout !== null) await once(child.stdout, "data");
  return child;
};

/** So many commands, ten under way at a time; gives the milliseconds each took to be answered. */
const run = async (typist: Typist, count: number, name: string): Promise<readonly number[]> => {
  const took: number[] = [];
  let next = 0;
  const type = async (): Promise<void> => {
    while (next < count) {
      const title = `${name}-${String(next).padStart(5, "0")}`;
      next += 1;
      took.push((await timed(typist.looking, [typist.platform, title], () => open(typist, title))).took);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, type));
  return took;
};

/** Where nothing is posted but answers. */
const open = ({ playground: { slack, discord }, platform }: Typist, title: string) =>
  platform === "slack"
    ? slack.act("lin", {
        kind: "command",
        channel: slack.idOf("#general"),
        command: "/incident",
        text: `open sev1 ${title}`,
      })
    : discord.act("lin", {
        kind: "command",
        channel: discord.idOf("#general"),
        name: "incident",
        path: ["open"],
        options: { severity: "sev1", title },
      });

const map = ({ playground: { slack, discord }, platform }: Typist) =>
  platform === "slack"
    ? slack.act("lin", {
        kind: "command",
        channel: slack.idOf("#incidents"),
        command: "/tocsin",
        text: "channel map all",
      })
    : discord.act("lin", {
        kind: "command",
        channel: discord.idOf("#incidents"),
        name: "tocsin",
        path: ["channel", "map"],
        options: { channel: "all" },
      });

const measureOn = async (server: Server, platform: Platform, kind: Kind, app: "bare" | "ours"): Promise<Measured> => {
  if (kind === "PGlite") return measure(platform, app, "");
  await using database = await makeDatabase(server, `${platform}_${app}`);
  return await measure(platform, app, database.url);
};

/** The bare app, ours, and the one by the other. */
const compare = async (server: Server, platform: Platform, kind: Kind): Promise<readonly (readonly string[])[]> => {
  const bare = await measureOn(server, platform, kind, "bare");
  const ours = await measureOn(server, platform, kind, "ours");
  const row = (name: string, { perSecond, p50, p99 }: Measured, [of = 0, at = 0]: readonly number[]) => [
    kind,
    name,
    perSecond.toFixed(of),
    p50.toFixed(at),
    p99.toFixed(at),
  ];
  const ratio = { perSecond: ours.perSecond / bare.perSecond, p50: ours.p50 / bare.p50, p99: ours.p99 / bare.p99 };
  return [
    row(platform === "slack" ? "bare Bolt" : "bare discord.js", bare, [0, 1]),
    row("Tocsin", ours, [0, 1]),
    row("ratio", ratio, [2, 2]),
  ];
};

const compareAll = async (): Promise<void> => {
  await using server = await startServer();
  const rows: (readonly string[])[] = [];
  for (const platform of ["slack", "discord"] as const)
    for (const kind of ["PostgreSQL", "PGlite"] as const) rows.push(...(await compare(server, platform, kind)));
  process.stdout.write(`${tableOf(["database", "app", "commands/s", "answer p50 ms", "answer p99 ms"], rows)}\n`);
  process.stdout.write("Aim: at least half the commands a second, at most twice the p99.\n");
};

await compareAll();
process.exit(0);
