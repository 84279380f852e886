import { menu } from "../../src/commands/menu.ts";
import type { Platform } from "../../src/domain/place.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { liveJobs, startOn } from "./bot.ts";
import { atShare, makeDatabase, startServer, tableOf } from "./support.ts";
import { timed, type Watch, watch } from "./watch.ts";

/*
 * From a reply in an incident's thread on one platform until it shows in the thread on the other, over the wire. Both
 * local platforms and the bot are in this process and share its one core. Slack takes one message a second in a channel,
 * so the incidents are in several.
 */

const rooms = Array.from({ length: 20 }, (_, i) => `room-${i + 1}`);
/** Replies a second, over all rooms in turn, and how many are measured. */
const rates = [
  { rate: 2, count: 40 },
  { rate: 5, count: 100 },
] as const;

const now = () => Temporal.Now.instant();
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** An incident's threads: how somebody writes in each. */
type Threads = Readonly<Record<Platform, (text: string) => ReturnType<Playground["slack"]["act"]>>>;

interface Running {
  readonly playground: Playground;
  readonly looking: Watch;
}

/** A Slack channel that shows the incidents of an incident channel of the same name. */
const makeRoom = async ({ playground: { slack }, looking }: Running, name: string): Promise<string> => {
  await slack.act("lin", { kind: "create", name });
  const channel = slack.idOf(`#${name}`);
  await slack.act("lin", { kind: "invite", channel, person: "tocsin" });
  const types = (text: string, answer: string) =>
    timed(looking, ["slack", answer], () => slack.act("lin", { kind: "command", channel, command: "/tocsin", text }));
  await types(`channel create ${name}`, `#${name} is created`);
  await types(`channel map ${name}`, `New incidents of #${name} are shown`);
  return channel;
};

/** Opens an incident in a room and a thread under its card on both sides. */
const openThreads = async (running: Running, room: string): Promise<Threads> => {
  const { playground, looking } = running;
  const { slack, discord } = playground;
  const channel = await makeRoom(running, room);
  const title = `pair of ${room}.`;
  const card = looking.sees("slack", `· ${title}`);
  const other = looking.sees("discord", `· ${title}`);
  await slack.act("lin", { kind: "command", channel, command: "/incident", text: `open sev3 ${title}` });
  const [{ message: thread }] = await Promise.all([card, other]);
  // A card is seen a moment before the bot has written down which message it is.
  await pause(200);
  const say = (text: string) => slack.act("lin", { kind: "say", channel, thread, text });
  const hello = `hello ${title}`;
  const { seen } = await timed(looking, ["discord", hello], () => say(hello));
  return {
    slack: say,
    discord: (content) => discord.act("lin", { kind: "say", channel: seen.channel, content }),
  };
};

/** The milliseconds that each of so many replies took to cross. */
const cross = (
  { looking }: Running,
  threads: readonly Threads[],
  from: Platform,
  { rate, count }: (typeof rates)[number],
): Promise<readonly number[]> => {
  const to = from === "slack" ? "discord" : "slack";
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      await pause((i * 1000) / rate);
      const text = `from ${from} at ${rate}: ${String(i).padStart(4, "0")}`;
      const say = threads[i % threads.length]?.[from] ?? (async () => ({ ok: false }));
      return (await timed(looking, [to, text], () => say(text))).took;
    }),
  );
};

/** The bot with both local platforms, on a database of its own, all incidents shown in Discord's #incidents. */
const start = async (stack: AsyncDisposableStack, url: string | undefined): Promise<Running> => {
  const playground = stack.adopt(await startPlayground({ now }), (one) => one.stop());
  const { slack, discord } = playground;
  slack.install(slackManifest(menu()));
  discord.install({ intents: { messageContent: true, members: true } });
  await startOn(stack, url, { slack, discord }, { clock: { now }, queue: liveJobs });
  await discord.act("ada", {
    kind: "command",
    channel: discord.idOf("#incidents"),
    name: "tocsin",
    path: ["channel", "map"],
    options: { channel: "all" },
  });
  return { playground, looking: stack.use(watch(playground, "lin")) };
};

const measure = async (kind: string, url: string | undefined): Promise<readonly (readonly string[])[]> => {
  await using stack = new AsyncDisposableStack();
  const running = await start(stack, url);
  const threads: Threads[] = [];
  for (const room of rooms) threads.push(await openThreads(running, room));
  const rows: string[][] = [];
  for (const from of ["slack", "discord"] as const) {
    for (const rate of rates) {
      const took = await cross(running, threads, from, rate);
      const way = from === "slack" ? "Slack to Discord" : "Discord to Slack";
      rows.push([kind, way, String(rate.rate), atShare(took, 0.5).toFixed(0), atShare(took, 0.99).toFixed(0)]);
    }
  }
  return rows;
};

const compare = async (): Promise<void> => {
  await using server = await startServer();
  await using database = await makeDatabase(server, "mirror");
  const rows = [...(await measure("PostgreSQL", database.url)), ...(await measure("PGlite", undefined))];
  process.stdout.write(`${tableOf(["database", "replies", "a second", "p50 ms", "p99 ms"], rows)}\n`);
};

await compare();
process.exit(0);
