import { expect, it } from "vitest";
import { DeliveryError } from "../../src/domain/refusal.ts";
import { makeCatchUp } from "../../src/platforms/catch-up.ts";
import { heldClock } from "../support/clock.ts";

/** Threads that are asked for what was said in them, and what goes wrong with the next questions. */
const startAsking = () => {
  const clock = heldClock();
  const asked: string[] = [];
  const troubles: Error[] = [];
  const warnings: string[] = [];
  const catchUp = makeCatchUp<string>({
    now: () => clock.now(),
    places: async () => ["one", "two"],
    hear: async (where, since) => {
      const trouble = where === "one" ? troubles.shift() : undefined;
      if (trouble !== undefined) throw trouble;
      asked.push(`${where} since ${since.toString()}`);
    },
    log: { info: () => {}, warn: (_about: unknown, words: string) => void warnings.push(words) } as never,
    pauseAfterFailure: 0,
  });
  return { clock, catchUp, asked, troubles, warnings };
};

const both = (since: string) => [`one since ${since}`, `two since ${since}`];

it("asks for nothing where nobody knows until when everything was heard", async () => {
  const { catchUp, asked } = startAsking();
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toEqual([]);
  expect(catchUp.until()?.toString()).toBe("2026-01-05T09:00:00Z");
});

it("asks once for what was missed, from a little before, and knows then that everything is heard", async () => {
  const { clock, catchUp, asked } = startAsking();
  catchUp.hears();
  await clock.advance("1h");
  catchUp.missed();
  expect(catchUp.until()?.toString()).toBe("2026-01-05T09:00:00Z");
  catchUp.hears();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toEqual(both("2026-01-05T08:55:00Z"));
  expect(catchUp.until()?.toString()).toBe("2026-01-05T10:00:00Z");
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toHaveLength(2);
});

it("goes on where another process stopped, and back no further than a day", async () => {
  const { clock, catchUp, asked } = startAsking();
  catchUp.learn(clock.now().subtract({ hours: 2 }));
  catchUp.learn(clock.now().subtract({ hours: 3 }));
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toEqual(both("2026-01-05T06:55:00Z"));
  await clock.advance("3d");
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked.slice(2)).toEqual(both("2026-01-07T09:00:00Z"));
});

it("leaves a thread that can never be read, and asks again for all where there was no answer", async () => {
  const { clock, catchUp, asked, troubles, warnings } = startAsking();
  catchUp.hears();
  await clock.advance("1h");
  troubles.push(new DeliveryError("chat", "no such thread", { permanent: true }));
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toEqual(["two since 2026-01-05T08:55:00Z"]);
  expect(warnings).toEqual(["what was said meanwhile cannot be read there"]);

  troubles.push(new DeliveryError("chat", "could not be reached"));
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toHaveLength(1);
  expect(catchUp.until()?.toString()).toBe("2026-01-05T10:00:00Z");
  await clock.advance("1m");
  catchUp.hears();
  await catchUp.idle();
  expect(asked.slice(1)).toEqual(both("2026-01-05T09:55:00Z"));
  expect(catchUp.until()?.toString()).toBe("2026-01-05T10:01:00Z");
});

it("waits in a thread as long as it is asked to", async () => {
  const { clock, catchUp, asked, troubles } = startAsking();
  catchUp.hears();
  await clock.advance("1h");
  troubles.push(new DeliveryError("chat", "a pause", { retryAfter: 0.001 }));
  catchUp.missed();
  catchUp.hears();
  await catchUp.idle();
  expect(asked).toEqual(both("2026-01-05T08:55:00Z"));
});
