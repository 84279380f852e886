import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { eventually } from "../platforms/slack/support.ts";
import { type StoryBot, startBot } from "../support/bot.ts";

const count = async (bot: StoryBot, table: string): Promise<number> => {
  const rows = await bot.database.read((tx) => tx.execute(sql.raw(`select count(*)::int as n from ${table}`)));
  return rowsOf<{ n: number }>(rows)[0]?.n ?? 0;
};

it("handles what Slack delivers twice once", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open checkout down");
  const card = await lin.sees("INC-1 ·");
  await bot.as("ada").types("looking", { thread: card });
  await bot.quiet();
  await bot.server.faults.redeliver(3);
  await bot.quiet();
  expect(await count(bot, "incidents")).toBe(1);
  expect(await count(bot, "comments")).toBe(1);
  expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
});

it("finishes after a restart what it had only written down", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open checkout down");
  const card = await lin.sees("INC-1 ·");
  // Nothing is told yet: the process ends between the change and its jobs.
  await bot.server.act("ada", {
    kind: "press",
    channel: card.channel,
    ts: card.ts,
    action_id: card.controls[0]?.action_id ?? "",
    block_id: card.controls[0]?.block_id ?? "",
  });
  await bot.restart();
  await lin.sees(["INC-1 ·", "Working", "Ada Okafor"]);
  expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
});

it("posts the card when Slack is back, once", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  bot.server.faults.fail("chat.postMessage", { times: 2, status: 500 });
  await lin.types("/incident open checkout down");
  await bot.quiet();
  await bot.clock.advance("1m");
  await lin.sees("INC-1 ·");
  expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
});

it("starts while Slack cannot be reached, says why it is not ready, and does what is owed when Slack is back", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  bot.server.faults.fail("chat.postMessage", { times: 1, status: 500 });
  await lin.types("/incident open checkout down");
  await bot.quiet();
  bot.server.faults.down("refuse");
  await bot.restart();
  const problem = () => bot.bot.checks["slack"]?.() ?? null;
  expect(problem()).toBe("Slack could not be reached.");
  await bot.clock.advance("1m");
  bot.server.faults.up();
  await eventually(() => problem() === null);
  await bot.clock.advance("10m");
  await lin.sees("INC-1 ·");
  expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
});

it("adopts a card whose fate it did not learn", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  bot.server.faults.fail("chat.postMessage", { times: 1, after: true });
  await lin.types("/incident open checkout down");
  await bot.quiet();
  await bot.clock.advance("1m");
  await lin.types("/incident ack 1");
  await lin.sees(["INC-1 ·", "Working"]);
  expect((await lin.reads()).filter(({ words }) => words.includes("INC-1 ·"))).toHaveLength(1);
});

it("waits as long as Slack asks, and loses nothing meanwhile", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  bot.server.faults.rateLimit("chat.postMessage", { times: 1, retryAfter: 30 });
  await lin.types("/incident severity 1 sev1");
  await lin.types("/incident tag 1 database");
  await bot.quiet();
  await bot.clock.advance("31s");
  await ada.sees("added the tag database", { thread: card });
  const told = (await ada.reads({ thread: card })).map(({ words }) => words);
  expect(
    told.filter((words) => words.includes("changed the severity") || words.includes("set the severity")),
  ).toHaveLength(1);
  expect(told.filter((words) => words.includes("added the tag"))).toHaveLength(1);
});

it.each(["slack", "discord"] as const)(
  "lets one of two who acknowledge at %s in the same instant be first, and tells the other who",
  async (platform) => {
    await using bot = await startBot({ platforms: [platform] });
    const { as } = bot.on(platform);
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
  },
);

it("keeps a comment of 40,000 characters whole", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  const long = Array.from({ length: 4_000 }, (_, i) => `line ${String(i).padStart(4, "0")}`).join(" ");
  await bot.server.act("ada", {
    kind: "say",
    channel: card.channel,
    thread: card.ts,
    text: `${long.slice(0, 39_989)}.`,
  });
  await bot.quiet();
  const stored = await bot.database.read((tx) => tx.execute(sql`select max(length(body))::int as n from texts`));
  expect(rowsOf<{ n: number }>(stored)[0]?.n).toBe(39_990);
});

it("takes away all the messages of a long comment with its incident", async () => {
  await using bot = await startBot();
  const [lin, ada] = [bot.as("lin"), bot.as("ada")];
  await lin.types("/incident open checkout down");
  const card = await ada.sees("INC-1 ·");
  await lin.types(`/incident comment 1 ${"&".repeat(2_700)}`);
  await ada.sees("&&&", { thread: card });
  expect((await ada.reads({ thread: card })).filter(({ words }) => words.includes("&&&"))).toHaveLength(2);
  await lin.types("/incident delete --yes 1");
  await bot.quiet();
  expect((await ada.reads({ thread: card })).filter(({ words }) => words.includes("&&&"))).toEqual([]);
});
