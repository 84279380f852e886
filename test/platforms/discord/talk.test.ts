import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { answer } from "../../../src/presentation/say.ts";
import { beginThread, showIncident } from "./card.ts";
import { type DiscordBot, eventually, messengerOf, startDiscordBot } from "./support.ts";

const comments = (bot: DiscordBot) =>
  bot.rows<{ body: string | null; edited: boolean; deleted: boolean; key_moment: boolean }>(sql`
    select t.body, c.edited_at is not null as edited, c.deleted_at is not null as deleted, c.key_moment
      from comments c left join texts t on t.id = c.text_id order by c.number`);

type Comments = Awaited<ReturnType<typeof comments>>;

const until = (bot: DiscordBot, is: (all: Comments) => boolean) =>
  eventually(async () => {
    const all = await comments(bot);
    return is(all) && all;
  });

/** Somebody's next message has come in, so everything before it has. */
const passed = async (bot: DiscordBot, thread: string) => {
  await bot.says("ada", "and that is all", thread);
  await until(bot, (all) => all.some(({ body }) => body === "and that is all"));
  await bot.quiet();
};

describe("a reply in an incident's thread", () => {
  it("becomes a comment of whoever wrote it, in our own words for markup", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const ada = bot.server.idOf("ada");
    await bot.says("lin", `*done* by <@${ada}>, see https://x.example/a?b=1&c=2 & \`<code>\``, thread);
    const [written] = await until(bot, (all) => all.length > 0);
    const [person] = await bot.rows<{ id: string }>(sql`select id from people where name = 'Ada Okafor'`);
    expect(written?.body).toBe(`_done_ by <@${person?.id}>, see https://x.example/a?b=1&c=2 & \`<code>\``);
    expect(await bot.rows(sql`select permalink, links from comments`)).toEqual([
      {
        permalink: expect.stringMatching(
          new RegExp(`^https://discord.com/channels/${bot.server.guild.id}/${thread}/\\d+$`),
        ),
        links: [{ name: "https://x.example/a?b=1&c=2", url: "https://x.example/a?b=1&c=2" }],
      },
    ]);
    expect(await bot.rows(sql`select p.name from comments c join people p on c.author = 'person:' || p.id`)).toEqual([
      { name: "Lin" },
    ]);
  });

  it("is one comment, although Discord tells it again", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", "only once", thread);
    await until(bot, (all) => all.length > 0);
    bot.server.faults.redeliver(3);
    await passed(bot, thread);
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["only once", "and that is all"]);
  });

  it("brings its files", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const { id = "" } = await bot.server.act("lin", {
      kind: "upload",
      name: "graph.png",
      mediaType: "image/png",
      base64: Buffer.from("not really").toString("base64"),
    });
    await bot.server.act("lin", { kind: "say", channel: thread, content: "", files: [id] });
    await until(bot, (all) => all.length > 0);
    expect(await bot.rows(sql`select name, media_type, size, state from attachments`)).toEqual([
      { name: "graph.png", media_type: "image/png", size: 10, state: "pending" },
    ]);
    const [file] = await bot.rows<{ origin: { file: string } }>(sql`select origin from attachments`);
    const fetched = await messengerOf(bot).files?.fetch({ connection: bot.connection }, file?.origin.file ?? "", 1_000);
    expect(Buffer.from(fetched?.bytes ?? []).toString()).toBe("not really");
  });

  it("follows edits and deletions, in the order in which they were made", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const first = await bot.says("lin", "frist", thread);
    const second = await bot.says("lin", "second", thread);
    await bot.server.act("lin", { kind: "edit", channel: thread, message: first.id ?? "", content: "first" });
    await bot.server.act("lin", { kind: "delete", channel: thread, message: second.id ?? "" });
    const all = await until(bot, (some) => some.some(({ edited }) => edited) && some.some(({ deleted }) => deleted));
    // Two replies of the same instant may be numbered either way.
    expect(all.toSorted((a, b) => Number(a.deleted) - Number(b.deleted))).toEqual([
      { body: "first", edited: true, deleted: false, key_moment: false },
      { body: null, edited: false, deleted: true, key_moment: false },
    ]);
  });

  it("keeps the later of two edits, although the earlier one is taken up after it", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const { id: message = "" } = await bot.says("lin", "one", thread);
    for (const content of ["two", "three"]) {
      await bot.clock.advance("2s");
      await bot.server.act("lin", { kind: "edit", channel: thread, message, content });
      await until(bot, (some) => some.some(({ body }) => body === content));
    }
    // Whoever wrote the first edit down died before it was handled.
    await bot.rows(sql`update receipts set state = 'received' where payload ->> 'text' = 'two'`);
    await bot.takeUpAll();
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["three"]);
    expect((await bot.receipts()).filter(({ state }) => state === "received")).toEqual([]);
  });

  it("is nobody's comment when a bot or we ourselves wrote it", async () => {
    await using bot = await startDiscordBot();
    const card = await showIncident(bot);
    const line = await messengerOf(bot).reply(card, answer("a line of ours"), "line:1");
    bot.server.admin.sayAsOther(line.place.thread ?? "", { content: "beep" } as never);
    await passed(bot, line.place.thread ?? "");
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["and that is all"]);
  });

  it("is none of our business in a thread that shows no incident, and is not written down", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const { id = "" } = await bot.says("lin", "lunch?");
    const other = await bot.server.act("lin", {
      kind: "thread",
      channel: bot.server.idOf("#incidents"),
      name: "lunch",
      message: id,
    });
    await bot.says("ada", "yes", other.id);
    await passed(bot, thread);
    expect((await bot.receipts()).filter(({ kind }) => kind === "reply")).toHaveLength(1);
  });

  it("waits for a card whose posting is not remembered yet", async () => {
    await using bot = await startDiscordBot();
    const card = await showIncident(bot);
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`update postings set message = null`);
    });
    await bot.says("lin", "quick one", await beginThread(bot, card, "lin"));
    await eventually(async () => (await bot.receipts()).some(({ kind }) => kind === "reply"));
    expect(await comments(bot)).toEqual([]);
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`update postings set message = ${card.message}`);
    });
    await bot.takeUpAll();
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["quick one"]);
  });

  it("offers to create a channel that is named and does not exist, to its writer alone", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", "this is for #billing", thread);
    await eventually(() => bot.direct("lin").length > 0);
    expect(JSON.stringify(bot.direct("lin"))).toContain("Create #billing");
    expect(bot.words("ada", "#incidents", thread).join()).not.toContain("Create");
  });
});

describe("a mention in an incident's thread", () => {
  it("is no comment, and needs no number", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", `<@${bot.server.bot.userId}> ack`, thread);
    await eventually(async () => (await bot.rows(sql`select 1 from acknowledgements`)).length > 0);
    await passed(bot, thread);
    expect((await comments(bot)).map(({ body }) => body)).toEqual(["and that is all"]);
    expect(JSON.stringify(bot.direct("lin"))).toContain("INC-1");
  });

  it("is a comment when the name only occurs in it", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", `thanks <@${bot.server.bot.userId}>`, thread);
    expect((await until(bot, (all) => all.length > 0))[0]?.body).toContain("thanks @");
  });

  it("answers in the channel where it may not write to somebody directly, without the answer", async () => {
    await using bot = await startDiscordBot();
    bot.server.faults.fail("POST /users/@me/channels", { times: 1, code: 50_007, status: 403 });
    await bot.says("lin", `<@${bot.server.bot.userId}> whisper a secret`);
    await eventually(() => bot.words("lin").some((words) => words.includes("may not write to you directly")));
    expect(bot.words("ada").join()).not.toContain("a secret\n");
  });
});

describe("a key moment", () => {
  it("is marked by the pushpin and by a pin, and cleared with them", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    const { id: message = "" } = await bot.says("lin", "the database is full", thread);
    await until(bot, (all) => all.length === 1);
    const marked = (is: boolean) => until(bot, ([one]) => one?.key_moment === is);
    const at = { channel: thread, message };
    await bot.server.act("ada", { kind: "react", emoji: "📌", ...at });
    await marked(true);
    await bot.server.act("ada", { kind: "unreact", emoji: "📌", ...at });
    await marked(false);
    await bot.server.act("ada", { kind: "react", emoji: "👍", ...at });
    await bot.server.act("ada", { kind: "pin", ...at });
    await marked(true);
    await bot.server.act("ada", { kind: "unpin", ...at });
    await marked(false);
  });
});

describe("an incident opened inside a thread", () => {
  it("makes that thread its own", async () => {
    await using bot = await startDiscordBot();
    const { id: message = "" } = await bot.says("lin", "is checkout slow for you too?");
    const channel = bot.server.idOf("#incidents");
    const { id: thread = "" } = await bot.server.act("lin", { kind: "thread", channel, name: "checkout?", message });
    await bot.says("lin", `<@${bot.server.bot.userId}> open sev1 checkout down`, thread);
    const own = () => bot.rows(sql`select chat, thread, kind from postings`);
    await eventually(async () => (await own()).length > 0);
    expect(await own()).toEqual([{ chat: channel, thread, kind: "own" }]);
    await bot.says("ada", "I see it", thread);
    expect((await until(bot, (all) => all.length > 0))[0]?.body).toBe("I see it");
  });
});

describe("a room of an incident's own", () => {
  it("has every message as a comment", async () => {
    await using bot = await startDiscordBot();
    await showIncident(bot, { kind: "room" });
    await bot.says("lin", "said in the room");
    expect((await until(bot, (all) => all.length > 0))[0]?.body).toBe("said in the room");
  });
});

describe("a direct message", () => {
  it("is a command of its own, without the name", async () => {
    await using bot = await startDiscordBot();
    const { id = "" } = await bot.server.act("lin", { kind: "dm", person: bot.server.bot.userId });
    await bot.says("lin", "whisper hello you", id);
    await eventually(() =>
      bot.direct("lin").some(({ content }) => content.includes("hello you") && content !== "whisper hello you"),
    );
  });
});

describe("without the intent to read messages", () => {
  it("says so clearly, makes no empty comments, and still hears its name and shortcuts", async () => {
    await using bot = await startDiscordBot({ install: { intents: { messageContent: false, members: false } } });
    expect(
      bot.logged.map(({ msg }) => String(msg)).filter((line) => line.includes("Intent is switched off")),
    ).toHaveLength(2);
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", "nobody hears this", thread);
    await bot.says("lin", `<@${bot.server.bot.userId}> ack`, thread);
    await eventually(async () => (await bot.rows(sql`select 1 from acknowledgements`)).length > 0);
    await bot.quiet();
    expect(await comments(bot)).toEqual([]);
  });
});
