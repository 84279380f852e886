import type { HeldClock } from "../support/clock.ts";
import type { Sight } from "../support/person.ts";
import { type Books, readBooks } from "./books.ts";
import { castOf, type Scene } from "./stage.ts";
import type { SteeredBot } from "./steered-bot.ts";
import { called, type Found, unmarkedIn, wrongsIn } from "./verdict.ts";

/** An incident is opened, its first step is called, then the second, which answers. */
export interface Story {
  /**
   * One after the other. Each can be begun again where it was broken off: people do again only what has come to nothing.
   */
  readonly acts: readonly ((again: boolean) => Promise<void>)[];
  /** What is wrong in the end. */
  judge(): Promise<readonly string[]>;
}

export const tellStory = (scene: Scene, clock: HeldClock, bot: () => SteeredBot): Story => {
  const cast = castOf(scene.playground, bot);
  const started = clock.now();
  const unmarked: string[] = [];
  const reach = (minutes: number): Promise<void> => {
    const left = minutes * 60 - started.until(clock.now()).total("seconds");
    return left > 0 ? clock.advance(`${left}s`) : clock.settle();
  };
  const direct = async (platform: "slack" | "discord", handle: string): Promise<readonly Sight[]> =>
    (await cast[platform](handle).reads({ in: "dm" })).filter(isAbout);
  const look = (): Promise<readonly Found[]> =>
    Promise.all(
      called.flatMap(({ person, handle, platforms }) =>
        platforms.map(async (platform) => ({ person, platform, sights: await direct(platform, handle) })),
      ),
    );
  return {
    acts: [
      async (again) => {
        if (!again) await cast.slack("lin").types("/incident open sev1 checkout down");
        await cast.quiet();
      },
      async () => {
        await reach(5);
        // Where it was opened or called late, the second step is called as much later.
        for (let minutes = 6; minutes < 90 && !isCalled(await readBooks(scene.url)); minutes += 1) await reach(minutes);
      },
      async () => {
        const books = await readBooks(scene.url);
        if (books.incidents === 0 || books.acknowledgedAt !== null) return;
        unmarked.push(...unmarkedIn(books, await look()));
        const [page] = await direct("slack", called[1].handle);
        if (page !== undefined) await cast.slack(called[1].handle).presses("Acknowledge", page);
        await cast.quiet();
      },
    ],
    async judge() {
      await clock.advance("20m");
      await bot().beat();
      await clock.advance("1m");
      return [...unmarked, ...wrongsIn(await readBooks(scene.url), await look())];
    },
  };
};

/** Answers to what people do themselves are theirs alone. */
const isAbout = ({ words, message }: Sight): boolean => words.includes("checkout down") && message.ephemeral !== true;

/** Has the second step been called, or is there nothing to call for? */
const isCalled = ({ incidents, pages }: Books): boolean =>
  incidents === 0 || pages.some(({ person }) => person === called[1].person);
