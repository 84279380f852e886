import { type HeldClock, heldClock } from "../support/clock.ts";
import { httpProxy } from "../support/http-proxy.ts";
import type { Passage } from "../support/passage.ts";
import type { Sight } from "../support/person.ts";
import { postgresProxy } from "../support/postgres-proxy.ts";
import { type Books, readBooks } from "./books.ts";
import { makeRoad, type Point } from "./road.ts";
import { castOf, type Scene, type Stage } from "./stage.ts";
import { Killed, type SteeredBot, steeredBot } from "./steered-bot.ts";
import { called, type Found, unmarkedIn, wrongsIn } from "./verdict.ts";

/** The stage was built at nine. */
const begins = "2026-01-05T10:00:00Z";

export interface Trial {
  /** Everything it sent into the world, until it died. */
  readonly passed: readonly string[];
  /** At what it died. */
  readonly struck: string | undefined;
  readonly wrongs: readonly string[];
}

export interface Trying {
  readonly point?: Point;
  /** How long nobody is there after a death. */
  readonly away?: string;
}

/** Makes trials one after another. Whoever survives one is used up in the next; another is always being loaded. */
export interface Lane extends AsyncDisposable {
  try(trying: Trying): Promise<Trial>;
}

export const openLane = (stage: Stage): Lane => {
  let clock = heldClock(begins);
  const load = () => steeredBot(() => clock.now());
  const bots: { fresh: Promise<SteeredBot>; used?: SteeredBot } = { fresh: load() };
  const take = async (): Promise<SteeredBot> => {
    const { used } = bots;
    delete bots.used;
    if (used !== undefined) return used;
    const taken = await bots.fresh;
    bots.fresh = load();
    return taken;
  };
  return {
    async try(trying) {
      clock = heldClock(begins);
      await using scene = await stage.open(clock);
      const { trial, left } = await tryOnce(scene, clock, take, trying);
      bots.used = left;
      return trial;
    },
    async [Symbol.asyncDispose]() {
      await (await bots.fresh).kill();
      await bots.used?.kill();
    },
  };
};

const isOfSecond = ({ person }: Books["pages"][number]): boolean => person === called[1].person;

/** Answers to what people do themselves are theirs alone. */
const isAbout = ({ words, message }: Sight): boolean => words.includes("checkout down") && message.ephemeral !== true;

/** Between a process and everything it talks to. */
const standBetween = async ({ post }: Scene, passage: Passage) => {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await postgresProxy(post.url, passage));
  const slack = opened.use(await httpProxy(post.slack.apiUrl, passage));
  const discord = opened.use(await httpProxy(post.discord.apiUrl, passage));
  const all = opened.move();
  return {
    post: {
      ...post,
      url: database.url,
      slack: { ...post.slack, apiUrl: slack.url },
      discord: { ...post.discord, apiUrl: discord.url },
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
};

const tryOnce = async (
  scene: Scene,
  clock: HeldClock,
  take: () => Promise<SteeredBot>,
  { point, away = "20s" }: Trying,
): Promise<{ readonly trial: Trial; readonly left: SteeredBot }> => {
  const victim = await take();
  const road = makeRoad(point, () => void victim.kill());
  await using between = await standBetween(scene, road);
  let bot: SteeredBot | undefined = victim;
  clock.follow({ due: async () => bot?.due() ?? null, settle: async () => bot?.settle() });
  const working = () => bot ?? victim;
  const cast = castOf(scene.playground, working);
  const started = clock.now();
  const reach = (minutes: number) => {
    const left = minutes * 60 - started.until(clock.now()).total("seconds");
    return left > 0 ? clock.advance(`${left}s`) : clock.settle();
  };
  const look = (): Promise<readonly Found[]> =>
    Promise.all(
      called.flatMap(({ person, handle, platforms }) =>
        platforms.map(async (platform) => {
          const read = await cast[platform](handle).reads({ in: "dm" });
          return { person, platform, sights: read.filter(isAbout) };
        }),
      ),
    );
  const unmarked: string[] = [];

  /** Each can be begun again where it was broken off: people do again only what has come to nothing. */
  const acts = [
    async (again: boolean) => {
      if (!again) await cast.slack("lin").types("/incident open sev1 checkout down");
      await cast.quiet();
    },
    async () => {
      await reach(5);
      // Where it was opened late, the second step is called as much later.
      for (let minutes = 6; minutes < 20 && !(await readBooks(scene.url)).pages.some(isOfSecond); minutes += 1)
        await reach(minutes);
    },
    async () => {
      const books = await readBooks(scene.url);
      if (books.incidents === 0 || books.acknowledgedAt !== null) return;
      unmarked.push(...unmarkedIn(books, await look()));
      const [page] = (await cast.slack("grace").reads({ in: "dm" })).filter(isAbout);
      if (page !== undefined) await cast.slack("grace").presses("Acknowledge", page);
      await cast.quiet();
    },
  ];

  await victim.begin(between.post);
  road.begin();
  for (const act of acts) {
    try {
      await act(false);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      road.leave();
      await victim.kill();
      bot = undefined;
      await clock.advance(away);
      bot = await take();
      await bot.begin(scene.post);
      await recover(bot, clock);
      await act(true);
    }
  }
  road.leave();
  await clock.advance("20m");
  await working().beat();
  await clock.advance("1m");
  const wrongs = [...unmarked, ...wrongsIn(await readBooks(scene.url), await look())];
  const left = working();
  await left.end();
  return { trial: { passed: road.passed, struck: road.struck, wrongs }, left };
};

/** What a killed process had under way is taken up, and what was lost is found by the next heartbeat. */
const recover = async (bot: SteeredBot, clock: HeldClock): Promise<void> => {
  await bot.takeOver();
  await clock.settle();
  await clock.advance("1m");
  await bot.beat();
  await clock.advance("1m");
};
