import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { answer } from "../../../src/presentation/say.ts";
import { showIncident } from "./card.ts";
import { eventually, type SlackBot, startSlackBot } from "./support.ts";

const comments = (bot: SlackBot) =>
  bot.rows<{ body: string | null; edited: boolean; deleted: boolean; key_moment: boolean }>(sql`
    select t.body, c.edited_at is not null as edited, c.deleted_at is not null as deleted, c.key_moment
      from comments c left join texts t on t.id = c.text_id order by c.number`);

const says = (bot: SlackBot, name: string, thread: string, text: string, files?: readonly string[]) =>
  bot.server.act(name, {
    kind: "say",
    channel: "#incidents",
    thread,
    text,
    ...(files === undefined ? {} : { files }),
  });

describe("a reply in an incident's thread", () => {
  it("becomes a comment of whoever wrote it, in our own words for markup", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await says(bot, "lin", card.message, "*done* by @ada, see https://x.example/a?b=1&c=2 & `<code>`");
    await bot.quiet();
    const [written] = await eventually(async () => {
      const all = await comments(bot);
      return all.length > 0 && all;
    });
    const [ada] = await bot.rows<{ id: string }>(sql`select id from people where name = 'Ada Okafor'`);
    expect(written?.body).toBe(`**done** by <@${ada?.id}>, see https://x.example/a?b=1&c=2 & \`<code>\``);
    expect(await bot.rows(sql`select permalink, links from comments`)).toEqual([
      {
        permalink: expect.stringContaining(`?thread_ts=${card.message}`),
        links: [{ name: "https://x.example/a?b=1&c=2", url: "https://x.example/a?b=1&c=2" }],
      },
    ]);
  });

  it("is one comment, although Slack tells it again, even as a new event", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await says(bot, "lin", card.message, "only once");
    await bot.quiet();
    await bot.server.faults.redeliver(1);
    await bot.server.faults.redeliver(1, { afresh: true });
    await bot.quiet();
    expect(await comments(bot)).toHaveLength(1);
  });

  it("is not lost when its acknowledgement is", async () => {
    await using bot = await startSlackBot({ patience: 300 });
    const card = await showIncident(bot);
    bot.server.faults.withholdAcks(1);
    await says(bot, "lin", card.message, "only once");
    await bot.quiet();
    await bot.clock.advance("2m");
    await bot.server.tick();
    await bot.quiet();
    expect(await comments(bot)).toHaveLength(1);
  });

  it("brings its files", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const { id = "" } = await bot.server.act("lin", {
      kind: "upload",
      name: "graph.png",
      mediaType: "image/png",
      base64: Buffer.from("not really").toString("base64"),
    });
    await says(bot, "lin", card.message, "", [id]);
    await bot.quiet();
    expect(await bot.rows(sql`select name, media_type, size, state from attachments`)).toEqual([
      { name: "graph.png", media_type: "image/png", size: 10, state: "pending" },
    ]);
  });

  it("follows edits and deletions, in the order in which they were made", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const first = await says(bot, "lin", card.message, "frist");
    const second = await says(bot, "lin", card.message, "second");
    await bot.server.act("lin", { kind: "edit", channel: "#incidents", ts: first.ts ?? "", text: "first" });
    await bot.server.act("lin", { kind: "delete", channel: "#incidents", ts: second.ts ?? "" });
    await bot.quiet();
    // What overtook its reply on the way in is taken up after it.
    await bot.takeUpAll();
    // Two replies of the same instant may be numbered either way.
    expect((await comments(bot)).toSorted((a, b) => Number(a.deleted) - Number(b.deleted))).toEqual([
      { body: "first", edited: true, deleted: false, key_moment: false },
      { body: null, edited: false, deleted: true, key_moment: false },
    ]);
  });

  it("keeps the later of two edits, although the earlier one is taken up after it", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const { ts = "" } = await says(bot, "lin", card.message, "one");
    await bot.quiet();
    for (const text of ["two", "three"]) {
      await bot.clock.advance("2s");
      await bot.server.act("lin", { kind: "edit", channel: "#incidents", ts, text });
      await bot.quiet();
    }
    // Whoever wrote the first edit down died before it was handled.
    await bot.rows(sql`update receipts set state = 'received' where payload ->> 'text' = 'two'`);
    await bot.takeUpAll();
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["three"]);
    expect((await bot.receipts()).filter(({ state }) => state === "received")).toEqual([]);
  });

  it("is nobody's comment when a bot or we ourselves wrote it", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await bot.messenger.reply(card, answer("a line of ours"), "line:1");
    await bot.quiet();
    expect(await comments(bot)).toEqual([]);
  });

  it("is none of our business in a thread that shows no incident, and is not written down", async () => {
    await using bot = await startSlackBot();
    const { ts = "" } = await bot.server.act("lin", { kind: "say", channel: "#incidents", text: "lunch?" });
    await says(bot, "ada", ts, "yes");
    await bot.quiet();
    expect(await bot.receipts()).toEqual([]);
  });

  it("waits for a card whose posting is not remembered yet", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`update postings set message = null`);
    });
    await says(bot, "lin", card.message, "quick one");
    await bot.quiet();
    expect(await comments(bot)).toEqual([]);
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`update postings set message = ${card.message}`);
    });
    await bot.takeUpAll();
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["quick one"]);
  });

  it("takes 40,000 characters, right-to-left marks and NUL", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const words = "word \u202ex\u0000".repeat(5_000);
    expect(words).toHaveLength(40_000);
    await says(bot, "lin", card.message, words);
    await bot.quiet();
    const [written] = await comments(bot);
    expect(written?.body).toBe("word x".repeat(5_000));
  });

  it("offers to create a channel that is named and does not exist", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await says(bot, "lin", card.message, "this is for #billing");
    await bot.quiet();
    const words = bot.words("lin", "#incidents", card.message).at(-1);
    expect(words).toContain("There is no channel #billing yet.");
    expect(words).toContain("Create #billing");
    expect(bot.words("ada", "#incidents", card.message).join()).not.toContain("Create #billing");
  });
});

describe("a command in an incident's thread", () => {
  it("is no comment, and needs no number", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await says(bot, "lin", card.message, "@tocsin ack");
    await bot.quiet();
    expect(await comments(bot)).toEqual([]);
    expect(await bot.rows(sql`select status from incidents`)).toEqual([{ status: "working" }]);
  });

  it("is a comment when the name only occurs in it", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await says(bot, "lin", card.message, "I asked @tocsin for help");
    await bot.quiet();
    expect(await comments(bot)).toHaveLength(1);
    expect(bot.words("lin", "#incidents", card.message)).toHaveLength(2);
  });
});

describe("a key moment", () => {
  it("is marked by the pushpin and by a pin, and cleared with them", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const { ts = "" } = await says(bot, "lin", card.message, "here it broke");
    await bot.quiet();
    const marked = async () => (await comments(bot))[0]?.key_moment;
    const at = { channel: "#incidents", ts } as const;
    await bot.server.act("ada", { kind: "react", ...at, name: "eyes" });
    await bot.quiet();
    expect(await marked()).toBe(false);
    await bot.server.act("ada", { kind: "react", ...at, name: "pushpin" });
    await bot.quiet();
    expect(await marked()).toBe(true);
    await bot.server.act("ada", { kind: "unreact", ...at, name: "pushpin" });
    await bot.quiet();
    expect(await marked()).toBe(false);
    await bot.server.act("ada", { kind: "pin", ...at });
    await bot.quiet();
    expect(await marked()).toBe(true);
  });
});

describe("an incident's own chat channel", () => {
  it("has every message as a comment", async () => {
    await using bot = await startSlackBot();
    await showIncident(bot, "#payments", "room");
    await bot.server.act("lin", { kind: "say", channel: "#payments", text: "at the root" });
    await bot.quiet();
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["at the root"]);
  });
});
