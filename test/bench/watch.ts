import type { Platform } from "../../src/domain/place.ts";
import type { Playground } from "../../src/playground/playground.ts";
import { wordsOf as discordWords } from "../platforms/discord/words.ts";
import { wordsOf as slackWords } from "../support/visible.ts";

/** Somebody who looks at both local platforms. */
export interface Watch extends Disposable {
  /** Resolves with where it was said once a message with these words shows on that side; fails after a minute. */
  sees(platform: Platform, words: string): Promise<Seen>;
}

export interface Seen {
  /** At Discord a thread is a channel. */
  readonly channel: string;
  readonly message: string;
}

interface Waiting {
  readonly platform: Platform;
  readonly words: string;
  readonly found: (seen: Seen) => void;
}

const patience = 60_000;

/** One look at each piece of news, however many wait. */
export const watch = ({ slack, discord }: Playground, person: string): Watch => {
  const waiting = new Set<Waiting>();
  const tell = (platform: Platform, said: string, seen: Seen): void => {
    for (const one of waiting) if (one.platform === platform && said.includes(one.words)) one.found(seen);
  };
  const stops = [
    slack.onNews(person, (news) => {
      if (news.kind !== "message") return;
      const { channel, ts, thread_ts: thread } = news;
      const said = slack.messages(person, channel, thread === ts ? undefined : thread).find((one) => one.ts === ts);
      if (said !== undefined) tell("slack", slackWords(said), { channel, message: ts });
    }),
    discord.onNews(person, (news) => {
      if (news.kind !== "message") return;
      const said = discord.messages(person, news.channel).find((one) => one.id === news.id);
      if (said !== undefined) tell("discord", discordWords(said), { channel: news.channel, message: news.id });
    }),
  ];
  return {
    sees: (platform, words) => {
      const { promise, resolve, reject } = Promise.withResolvers<Seen>();
      const late = setTimeout(() => reject(new Error(`"${words}" did not show at ${platform} in a minute.`)), patience);
      const one = { platform, words, found: resolve };
      waiting.add(one);
      return promise.finally(() => {
        clearTimeout(late);
        waiting.delete(one);
      });
    },
    [Symbol.dispose]: () => {
      for (const stop of stops) stop();
    },
  };
};

/** Does something and waits until words show on a side; gives the milliseconds from the one to the other, and where. */
export const timed = async (
  looking: Watch,
  [platform, words]: readonly [Platform, string],
  act: () => Promise<{ readonly ok: boolean; readonly error?: string }>,
): Promise<{ readonly took: number; readonly seen: Seen }> => {
  const shown = looking.sees(platform, words);
  const before = performance.now();
  const [seen, outcome] = await Promise.all([shown, act()]);
  if (!outcome.ok) throw new Error(`${words}: ${outcome.error}`);
  return { took: performance.now() - before, seen };
};
