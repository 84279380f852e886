import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Person } from "../support/person.ts";

const count = async (bot: StoryBot, table: string): Promise<number> => {
  const rows = await bot.database.read((tx) => tx.execute(sql.raw(`select count(*)::int as n from ${table}`)));
  return rowsOf<{ n: number }>(rows)[0]?.n ?? 0;
};

/** How many cards of the first incident somebody sees. */
const cards = async (person: Person): Promise<number> =>
  (await person.reads()).filter(({ words }) => words.includes("INC-1 ·")).length;

/** So many inbounds are written down and not handled. */
const waiting = async (bot: StoryBot, many: number): Promise<void> => {
  await expect.poll(() => count(bot, "receipts where state = 'received'"), { timeout: 5_000 }).toBe(many);
};

/** The same troubles, as each platform makes them. */
const troubles = [
  {
    platform: "slack",
    unreachable: "Slack could not be reached.",
    of: ({ server: { faults } }: StoryBot) => ({
      fails: (times: number) => faults.fail("chat.postMessage", { times, status: 500 }),
      losesAnswers: (times: number) => faults.fail("chat.postMessage", { times, after: true }),
      asksToWait: (retryAfter: number) => faults.rateLimit("chat.postMessage", { times: 1, retryAfter }),
      tellsAgain: (last: number) => faults.redeliver(last),
      // Slack tells what nobody takes three times within five minutes; here nobody makes it do so.
      forgets: () => {},
      isDown: () => faults.down("refuse"),
      isBack: () => faults.up(),
    }),
  },
  {
    platform: "discord",
    unreachable: "Discord could not be reached.",
    of: ({ discord: { faults } }: StoryBot) => ({
      fails: (times: number) => faults.fail("POST /channels/:channel/messages", { times }),
      losesAnswers: (times: number) => faults.fail("POST /channels/:channel/messages", { times, after: true }),
      asksToWait: (retryAfter: number) =>
        faults.rateLimit("POST /channels/:channel/messages", { times: 1, retryAfter }),
      tellsAgain: (last: number) => faults.redeliver(last),
      forgets: () => faults.resume(false),
      isDown: () => faults.down("refuse"),
      isBack: () => faults.up(),
    }),
  },
] as const;

describe.each(troubles)("at $platform", ({ platform, unreachable, of }) => {
  const begin = async () => {
    const bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
    return { bot, as, trouble: of(bot) };
  };

  it("what is told twice is handled once", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const lin = as("lin");
    await lin.types("/incident open checkout down");
    const card = await lin.sees("INC-1 ·");
    await as("ada").types("looking", { thread: card });
    await lin.sees(["INC-1 ·", "1 comment"]);
    await trouble.tellsAgain(3);
    await as("ada").types("and that is all", { thread: card });
    await lin.sees(["INC-1 ·", "2 comments"]);
    expect([await count(bot, "incidents"), await count(bot, "comments"), await cards(lin)]).toEqual([1, 2, 1]);
  });

  it("what was only written down is finished after a restart", async () => {
    const { bot, as } = await begin();
    await using _ = bot;
    const lin = as("lin");
    await lin.types("/incident open checkout down");
    const card = await lin.sees("INC-1 ·");
    // Nothing is told yet: the process ends between the change and its jobs.
    await as("ada").presses("Acknowledge", card);
    await bot.restart();
    await lin.sees(["INC-1 ·", "Working", "Ada Okafor"]);
    expect(await cards(lin)).toBe(1);
  });

  it("what was said while the bot was stopped for an hour is a comment all the same", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await lin.sees("INC-1 ·");
    await ada.types("the disk is full", { thread: card });
    await lin.sees(["INC-1 ·", "1 comment"]);
    trouble.forgets();
    await bot.restart(async () => {
      await ada.types("I am making room", { thread: card });
      await ada.types("@tocsin resolve made room", { thread: card });
      await bot.clock.advance("1h");
    });
    await lin.sees(["INC-1 ·", "2 comments", "Open"]);
    await lin.types("/incident comment --list 1");
    expect((await lin.sees("Comments of INC-1")).words).toMatch(/the disk is full.*I am making room/s);
  });

  it("what was said in a thread before it became an incident's own stays talk, although the bot was away since", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("is the checkout slow?");
    const thread = await lin.sees("is the checkout slow?");
    await ada.types("who ate my lunch", { thread });
    await ada.sees("who ate my lunch", { thread });
    await bot.clock.advance("1m");
    await ada.types("@tocsin open checkout down", { thread });
    await ada.sees("INC-1 ·", { thread });
    await bot.clock.advance("2s");
    trouble.forgets();
    await bot.restart(async () => {
      await ada.types("the disk is full", { thread });
      await bot.clock.advance("2m");
    });
    await ada.sees(["INC-1 ·", "1 comment"], { thread });
    await lin.types("/incident comment --list 1");
    const { words } = await lin.sees("Comments of INC-1");
    expect(words).toContain("the disk is full");
    expect(words).not.toContain("lunch");
  });

  it("a card is posted when the platform is back, once", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const lin = as("lin");
    trouble.fails(2);
    await lin.types("/incident open checkout down");
    await bot.quiet();
    await bot.clock.advance("1m");
    await lin.sees("INC-1 ·");
    expect(await cards(lin)).toBe(1);
  });

  it("a start while the platform cannot be reached says why it is not ready, and does what is owed when it is back", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const lin = as("lin");
    trouble.fails(1);
    await lin.types("/incident open checkout down");
    await bot.quiet();
    trouble.isDown();
    await bot.restart();
    const problem = () => bot.bot.checks[platform]?.() ?? null;
    expect(problem()).toBe(unreachable);
    await bot.clock.advance("1m");
    trouble.isBack();
    await expect.poll(problem, { timeout: 20_000 }).toBeNull();
    await bot.clock.advance("10m");
    await lin.sees("INC-1 ·");
    expect(await cards(lin)).toBe(1);
  }, 40_000);

  it("a card of unknown fate is found again and goes on as the card", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const lin = as("lin");
    trouble.losesAnswers(1);
    await lin.types("/incident open checkout down");
    await bot.quiet();
    await bot.clock.advance("1m");
    await lin.types("/incident ack 1");
    await lin.sees(["INC-1 ·", "Working"]);
    expect(await cards(lin)).toBe(1);
  });

  it("what was said below a card whose sender died before it was remembered is a comment, as it was edited and deleted since", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const [lin, ada] = [as("lin"), as("ada")];
    trouble.losesAnswers(1);
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    // Whoever died still holds it: nobody looks for the card before.
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`update sent set leased_until = at + interval '30 seconds' where key like 'card:%'`);
    });
    await ada.types("the disk is fool", { thread: card });
    await ada.types("who ate my lunch", { thread: card });
    await ada.edits(await ada.sees("the disk is fool", { thread: card }), "the disk is full");
    await ada.deletes(await ada.sees("who ate my lunch", { thread: card }));
    await waiting(bot, 4);
    await bot.clock.advance("25s");
    expect(await count(bot, "comments")).toBe(0);
    await waiting(bot, 4);
    await bot.clock.advance("2m");
    await lin.types("/incident comment --list 1");
    const { words } = await lin.sees("Comments of INC-1");
    expect(words).toContain("the disk is full");
    expect(words).not.toMatch(/fool|lunch/);
    expect(await count(bot, "comments")).toBe(2);
    await waiting(bot, 0);
  });

  it("what is said below a message that is no card is looked at less and less often, and given up after five minutes", async () => {
    const { bot, as } = await begin();
    await using _ = bot;
    const ada = as("ada");
    await ada.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await ada.types("it burns", { thread: card });
    await ada.sees(["INC-1 ·", "1 comment"]);
    // The message is ours, and no incident is shown by it.
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`delete from postings`);
    });
    await ada.types("it smokes", { thread: card });
    await waiting(bot, 1);
    const looks: number[] = [];
    const attempts = sql`select max(attempts)::int as n from receipts where kind = 'reply'`;
    for (let minute = 1; minute <= 7; minute += 1) {
      await bot.clock.advance("1m");
      const [row] = rowsOf<{ n: number }>(await bot.database.read((tx) => tx.execute(attempts)));
      looks.push(row?.n ?? 0);
    }
    expect(looks).toEqual([3, 4, 5, 5, 5, 6, 6]);
    expect(await count(bot, "comments")).toBe(1);
    await waiting(bot, 0);
  });

  it("a platform that asks to wait is waited for, and nothing is lost meanwhile", async () => {
    const { bot, as, trouble } = await begin();
    await using _ = bot;
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    trouble.asksToWait(30);
    await lin.types("/incident severity 1 sev1");
    await lin.types("/incident tag 1 database");
    await bot.quiet();
    // Whoever waited is called one after another.
    await bot.clock.advance("40s");
    await ada.sees("added the tag database", { thread: card });
    const told = (await ada.reads({ thread: card })).map(({ words }) => words);
    expect(told.filter((words) => /(changed|set) the severity/.test(words))).toHaveLength(1);
    expect(told.filter((words) => words.includes("added the tag"))).toHaveLength(1);
  });

  it("of two who acknowledge in the same instant one is first, and the other is told who", async () => {
    const { bot, as } = await begin();
    await using _ = bot;
    const [lin, ada, grace] = [as("lin"), as("ada"), as("grace")];
    await lin.types("/incident open checkout down");
    await ada.sees("INC-1 ·");
    await Promise.all([ada.types("/incident ack 1"), grace.types("/incident ack 1")]);
    await bot.quiet();
    const answers = [(await ada.reads()).at(-1)?.words ?? "", (await grace.reads()).at(-1)?.words ?? ""].join("\n");
    expect(answers).toMatch(/acknowledged\. It is yours/);
    expect(answers).toMatch(/(Ada Okafor|Grace Nilsson) acknowledged first/);
    expect(await count(bot, "acknowledgements")).toBe(2);
    expect(await count(bot, "assignees")).toBe(1);
  });

  it("all messages of a long comment go with its incident", async () => {
    const { bot, as } = await begin();
    await using _ = bot;
    const [lin, ada] = [as("lin"), as("ada")];
    await lin.types("/incident open checkout down");
    const card = await ada.sees("INC-1 ·");
    await lin.types(`/incident comment 1 ${"&&& ".repeat(1_400)}`);
    await ada.sees("&&&", { thread: card });
    const parts = async () => (await ada.reads({ thread: card })).filter(({ words }) => words.includes("&&&"));
    expect((await parts()).length).toBeGreaterThan(1);
    await lin.types("/incident delete --yes 1");
    await bot.quiet();
    expect(await parts()).toEqual([]);
  });
});
