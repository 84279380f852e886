import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type HeldClock, heldClock } from "../support/clock.ts";
import { standBetween } from "./between.ts";
import { readBooks } from "./books.ts";
import { makeRoad } from "./road.ts";
import { buildStage, castOf, type Scene, type Stage } from "./stage.ts";
import { type SteeredBot, steeredBot } from "./steered-bot.ts";
import { begins, recover } from "./trial.ts";
import { called } from "./verdict.ts";

const template = inject("template");

const burst = process.env["FAULTS"] === "all" ? 60 : 30;
const titles = Array.from({ length: burst }, (_, i) => `fault ${i + 1} of the burst.`);

/** Several processes on one database, each at the same clock; jobs go to whoever takes them. */
const openReplicas = async (scene: Scene, clock: HeldClock, count: number, killAt?: number) => {
  await using opened = new AsyncDisposableStack();
  const bots = await Promise.all(Array.from({ length: count }, () => steeredBot(() => clock.now())));
  for (const bot of bots) opened.defer(() => bot.kill());
  const [first] = bots as [SteeredBot, ...SteeredBot[]];
  const road = makeRoad(
    killAt === undefined ? undefined : { nth: killAt, fate: "unanswered" },
    () => void first.kill(),
  );
  const between = opened.use(await standBetween(scene, road));
  for (const bot of bots) await bot.begin({ ...(bot === first ? between.post : scene.post), atOnce: 10 });
  const alive = () => bots.filter(({ isDead }) => !isDead);
  /** Whoever dies at it does no harm to the others. */
  const each = async (work: (bot: SteeredBot) => Promise<void>) => {
    const tried = await Promise.allSettled(alive().map(async (bot) => ({ bot, done: await work(bot) })));
    for (const [i, one] of tried.entries()) if (one.status === "rejected" && !bots[i]?.isDead) throw one.reason;
  };
  clock.follow({ due: async () => alive()[0]?.due() ?? null, settle: () => each((bot) => bot.settle()) });
  const life = opened.move();
  return { bots, road, alive, each, [Symbol.asyncDispose]: () => life.disposeAsync() };
};

const open = async (scene: Scene, alive: () => readonly SteeredBot[]) => {
  const cast = castOf(scene.playground, () => ({
    settle: async () => {},
    idle: async () => void (await Promise.all(alive().map((bot) => bot.idle()))),
  }));
  const lin = cast.slack("lin");
  for (const title of titles) await lin.types(`/incident open sev1 ${title}`);
  return cast;
};

describe.skipIf(template.kind === "pglite")("of a burst of incidents each page is sent once", () => {
  let stage: Stage;
  beforeAll(async () => {
    if (template.kind === "postgres") stage = await buildStage(template);
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  /** The first contact gets each page by itself; what is too much for a minute at the next goes out as one message. */
  const wrongsAfter = async (scene: Scene, cast: Awaited<ReturnType<typeof open>>): Promise<readonly string[]> => {
    const books = await readBooks(scene.url);
    const wrongs = books.jobs.map(({ kind, state, why }) => `a job "${kind}" is ${state}: ${why}`);
    if (books.incidents !== burst) wrongs.push(`${books.incidents} incidents`);
    const [{ person, handle, platforms }] = called;
    for (const platform of platforms) {
      const seen = await cast[platform](handle).reads({ in: "dm" });
      const booked = books.deliveries.filter((one) => one.person === person && one.platform === platform);
      const sent = booked.filter(({ state }) => state === "sent").map(({ message }) => message);
      const pages = seen.filter(({ words }) => words.includes("payments, step 1")).map(({ ts }) => ts);
      if (pages.toSorted().join() !== sent.toSorted().join())
        wrongs.push(`${platform} has ${pages.length} messages, and the books say ${sent.length}`);
      const out = booked.filter(({ state, carried }) => state === "sent" || carried === "sent");
      if (out.length !== burst) wrongs.push(`${out.length} pages are out at ${platform}`);
      for (const title of titles) {
        const times = seen.filter(({ words }) => words.includes(title)).length;
        const isRight = platform === "slack" ? times === 1 : times <= 1;
        if (!isRight) wrongs.push(`${person} was paged ${times} times at ${platform} for ${title}`);
      }
    }
    return wrongs;
  };

  it.each([2, 3])("by %i processes that share them", { timeout: 180_000 }, async (count) => {
    const clock = heldClock(begins);
    await using scene = await stage.open(clock);
    await using replicas = await openReplicas(scene, clock, count);
    const cast = await open(scene, replicas.alive);
    await clock.advance("4m");
    expect(await wrongsAfter(scene, cast)).toEqual([]);
  });

  it.each([2, 3])("by what is left of %i when one is killed in the middle", { timeout: 180_000 }, async (count) => {
    const clock = heldClock(begins);
    await using scene = await stage.open(clock);
    await using replicas = await openReplicas(scene, clock, count, 400);
    const cast = await open(scene, replicas.alive);
    replicas.road.begin();
    await clock.advance("1m");
    expect(replicas.alive()).toHaveLength(count - 1);
    const [left] = replicas.alive();
    if (left !== undefined) await recover(left, clock);
    await clock.advance("1m");
    expect(await wrongsAfter(scene, cast)).toEqual([]);
  });
});
