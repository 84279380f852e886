import { type HeldClock, heldClock } from "../support/clock.ts";
import type { Passage } from "../support/passage.ts";
import { type Between, standBetween } from "./between.ts";
import { makeRoad, type Point } from "./road.ts";
import type { Scene, Stage } from "./stage.ts";
import { Killed, type SteeredBot, steeredBot } from "./steered-bot.ts";
import { tellStory } from "./story.ts";

/** The stage was built at nine. */
export const begins = "2026-01-05T10:00:00Z";

export interface Trial {
  /** Everything it sent into the world, until it died. */
  readonly passed: readonly string[];
  /** At what it died. */
  readonly struck: string | undefined;
  readonly wrongs: readonly string[];
}

export interface Trying {
  /** Where it is killed. */
  readonly point?: Point;
  /** How long nobody is there after a death. */
  readonly away?: string;
  /** The database is cut off for a minute while this is on its way: what it brings about is not written down. */
  readonly cutAt?: RegExp;
  /** What else is wrong with the world. */
  readonly trouble?: (scene: Scene, between: Between) => void;
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

const tryOnce = async (
  scene: Scene,
  clock: HeldClock,
  take: () => Promise<SteeredBot>,
  { point, away = "20s", cutAt, trouble }: Trying,
): Promise<{ readonly trial: Trial; readonly left: SteeredBot }> => {
  let bot = await take();
  const state = { cut: false, listening: true };
  const first = bot;
  const road = makeRoad(point, () => void first.kill());
  const passage: Passage = {
    arrives: (what) => {
      if (!state.cut && cutAt?.test(what)) {
        state.cut = true;
        between.database.cut();
      }
      return road.arrives(what);
    },
    strikes: road.strikes,
  };
  await using between = await standBetween(scene, passage);
  clock.follow({
    due: async () => (state.listening ? bot.due() : null),
    settle: async () => (state.listening ? bot.settle() : undefined),
  });
  const story = tellStory(scene, clock, () => bot);
  const passTime = async (duration: string): Promise<void> => {
    state.listening = false;
    await clock.advance(duration);
    state.listening = true;
  };

  await bot.begin(between.post);
  trouble?.(scene, between);
  road.begin();
  for (const act of story.acts) {
    try {
      await act(false);
    } catch (error) {
      road.leave();
      if (error instanceof Killed && point === undefined) throw new Error("The process died of it.");
      if (error instanceof Killed) {
        await bot.kill();
        await passTime(away);
        bot = await take();
        await bot.begin(scene.post);
      } else if (state.cut) {
        await passTime("1m");
        between.database.mend();
      } else throw error;
      await recover(bot, clock);
      await act(true);
    }
  }
  road.leave();
  const wrongs = await story.judge();
  if (cutAt !== undefined && !state.cut) throw new Error(`Nothing like ${cutAt} was on its way.`);
  await bot.end();
  return { trial: { passed: road.passed, struck: road.struck, wrongs }, left: bot };
};

/** What was under way when it broke off is taken up, and what was lost is found by the next heartbeat. */
export const recover = async (bot: SteeredBot, clock: HeldClock): Promise<void> => {
  await bot.takeOver();
  await clock.settle();
  await clock.advance("1m");
  await bot.beat();
  await clock.advance("1m");
};
