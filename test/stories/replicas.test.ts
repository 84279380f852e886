import { expect, it } from "vitest";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Person, Sight } from "../support/person.ts";

/** A dead holder's lease runs out after nine seconds, and is tried for every two. */
const takenOverWithin = 15_000;

const startTwo = async () => {
  const bot = await startBot({ platforms: ["slack", "discord"] });
  await bot.join();
  return bot;
};

/** An incident with something said in its thread on both sides. */
const talk = async (bot: StoryBot) => {
  const [ada, lin] = [bot.on("slack").as("ada"), bot.on("discord").as("lin")];
  await lin.types("/incident open sev1 checkout down");
  const [theirs, mine] = [await ada.sees("INC-1 · checkout down"), await lin.sees("INC-1 · checkout down")];
  await lin.types("before at Discord", { thread: mine });
  await ada.sees("before at Discord", { thread: theirs });
  await ada.types("before at Slack", { thread: theirs });
  await lin.sees("before at Slack", { thread: mine });
  return { ada, lin, theirs, mine };
};

/** How often each of these words stands in a thread. */
const counts = async (person: Person, thread: Sight, all: readonly string[]) => {
  const said = await person.reads({ thread });
  return all.map((words) => said.filter((one) => one.words.includes(words)).length);
};

it("goes on within 15 s when the process that holds the gateway is killed: nothing is lost, nothing is said twice", async () => {
  await using bot = await startTwo();
  const { ada, lin, theirs, mine } = await talk(bot);
  await lin.types("written down and not told yet", { thread: mine });
  await bot.kill();
  const killed = performance.now();
  await lin.types("said while nobody listens", { thread: mine });
  // Slack does not wait for Discord's next holder.
  await ada.types("meanwhile at Slack", { thread: theirs });
  await lin.sees("meanwhile at Slack", { thread: mine });
  await ada.types("/incident severity 1 sev2");
  await lin.sees(["INC-1 ·", "SEV2 High"]);
  expect(await counts(ada, theirs, ["said while nobody listens"])).toEqual([0]);

  const heard = () => counts(ada, theirs, ["said while nobody listens"]);
  await expect.poll(heard, { timeout: takenOverWithin, interval: 200 }).toEqual([1]);
  expect(performance.now() - killed).toBeLessThan(takenOverWithin);
  await lin.presses("Acknowledge", mine);
  await ada.sees(["INC-1 ·", "Working"]);
  await lin.types("afterwards", { thread: mine });
  await ada.sees("afterwards", { thread: theirs });

  const all = [
    "before at Discord",
    "before at Slack",
    "written down and not told yet",
    "said while nobody listens",
    "meanwhile at Slack",
    "afterwards",
  ];
  expect(await counts(ada, theirs, all)).toEqual(all.map(() => 1));
  expect(await counts(lin, mine, all)).toEqual(all.map(() => 1));
  for (const [person, thread] of [
    [ada, theirs],
    [lin, mine],
  ] as const) {
    const cards = (await person.reads()).filter(({ words }) => words.includes("INC-1 ·"));
    expect(cards.map(({ ts }) => ts)).toEqual([thread.ts]);
  }
}, 60_000);
