import type { Platform } from "../../src/domain/place.ts";
import { type StoryBot, type StoryOptions, startBot } from "./bot.ts";
import type { Person, Sight } from "./person.ts";

export const platforms = ["slack", "discord"] as const;

/** The direct messages with the bot. */
export const dm = { in: "dm" } as const;

export const cast = ["ada", "grace", "lin", "sam"] as const;
type Name = (typeof cast)[number];

/** A bot on one platform that knows everybody, so that they can be paged. */
export interface PagingStory extends Readonly<Record<Name, Person>>, AsyncDisposable {
  readonly bot: StoryBot;
  /** The clock moves on, a heartbeat at a time where one is asked for. */
  passes(duration: string): Promise<void>;
  /** The heart beats: what is owed by the calendar is found. */
  beats(): Promise<void>;
  /** Says something a command answers with these words. */
  sets(who: Person, line: string, answer: string | readonly string[]): Promise<Sight>;
  /** The direct messages of somebody that have all these words, the oldest first. */
  told(who: Person, ...words: readonly string[]): Promise<readonly Sight[]>;
}

export const startPaging = async (platform: Platform, options: StoryOptions = {}): Promise<PagingStory> => {
  const bot = await startBot({ platforms: [platform], ...options });
  const { as } = bot.on(platform);
  const people = { ada: as("ada"), grace: as("grace"), lin: as("lin"), sam: as("sam") };
  for (const one of Object.values(people)) await one.types("/incident list");
  await bot.quiet();
  return {
    bot,
    ...people,
    passes: async (duration) => {
      await bot.clock.advance(duration);
      await bot.quiet();
    },
    beats: async () => {
      await bot.bot.beat();
      await bot.quiet();
    },
    sets: async (who, line, answer) => {
      await who.types(line);
      return who.sees(answer);
    },
    told: async (who, ...words) =>
      (await who.reads(dm)).filter((seen) => words.every((one) => seen.words.includes(one))),
    [Symbol.asyncDispose]: () => bot[Symbol.asyncDispose](),
  };
};
