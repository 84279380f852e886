import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { type DiscordBot, eventually, startDiscordBot } from "./support.ts";
import { wordsOf } from "./words.ts";

const other = {
  guild: "Beta",
  people: [
    { handle: "zoe", name: "Zoe", owner: true },
    { handle: "yan", name: "Yan" },
  ],
  channels: [{ name: "general" }],
};

const connections = (bot: DiscordBot) =>
  bot.rows<{ name: string; platform: string }>(sql`select name, platform from connections order by created_at, name`);

const typed = async (bot: DiscordBot, name: string, channel: string, code?: string) => {
  await bot.server.act(name, {
    kind: "command",
    channel,
    name: "tocsin",
    path: ["connect"],
    ...(code === undefined ? {} : { options: { code } }),
  });
  await bot.quiet();
  return bot.server.messages(name, channel).map(wordsOf).at(-1) ?? "";
};

describe("a guild", () => {
  it("that is the first joins the workspace, in the configured zone, and only once", async () => {
    await using bot = await startDiscordBot();
    await bot.restart();
    expect(await bot.rows(sql`select name, zone from workspaces`)).toEqual([{ name: "Acme", zone: "Europe/Vienna" }]);
    expect(await connections(bot)).toEqual([{ name: "Acme", platform: "discord" }]);
  });

  it("that comes later is told how to connect, and joins with a code that an administrator made", async () => {
    await using bot = await startDiscordBot({ commands: menu().commands });
    const beta = bot.server.admin.secondGuild(other);
    const general = beta.idOf("#general");
    await eventually(async () => (await typed(bot, "zoe", general)).includes("not connected to a workspace yet"));
    await bot.types("ada", "/tocsin connect");
    await bot.quiet();
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(bot.words("ada").at(-1) ?? "")?.[0] ?? "";
    expect(await typed(bot, "yan", general, code)).toContain("Only who may manage this server");
    expect(await typed(bot, "zoe", general, "2222-2222")).toContain("is not valid");
    expect(await typed(bot, "zoe", general, code)).toContain("is connected now");
    expect((await connections(bot)).map(({ name }) => name)).toEqual(["Acme", "Beta"]);
    expect(bot.bot.connections()).toHaveLength(2);
    await bot.server.act("zoe", { kind: "command", channel: general, name: "tocsin", path: ["me", "show"] });
    await bot.quiet();
    expect(bot.server.messages("zoe", general).map(wordsOf).at(-1)).toContain("@zoe");
    expect(await typed(bot, "zoe", general, code)).toContain("connected already");
  });
});

const startTwo = async (people = other.people) => {
  const bot = await startDiscordBot({ commands: menu().commands });
  const beta = bot.server.admin.secondGuild({ ...other, people });
  await eventually(async () => (await typed(bot, "zoe", beta.idOf("#general"))).includes("not connected"));
  await bot.types("ada", "/tocsin connect");
  await bot.quiet();
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(bot.words("ada").at(-1) ?? "")?.[0] ?? "";
  await typed(bot, "zoe", beta.idOf("#general"), code);
  return { bot, beta };
};

describe("somebody who leaves a guild", () => {
  const closed = async (bot: DiscordBot) => {
    const rows = await bot.rows<{ name: string }>(sql`
      select p.name from entries e join people p on p.id::text = e.subject_id
       where e.data ? 'accountGone' order by e.at, e.id`);
    return rows.map(({ name }) => name);
  };

  it("is gone only when they are in no other guild of the workspace that the bot can see", async () => {
    const { bot, beta } = await startTwo([
      ...other.people,
      { handle: "lin", name: "Lin" },
      { handle: "sam", name: "Sam Ortiz" },
    ]);
    await using _ = bot;
    for (const name of ["lin", "grace", "sam"]) await bot.types(name, "/tocsin me show");
    await bot.quiet();
    bot.server.admin.removePerson("lin");
    bot.server.admin.removePerson("grace");
    await eventually(async () => (await closed(bot)).length > 0);
    expect(await closed(bot)).toEqual(["Grace Nilsson"]);
    beta.leave();
    bot.server.admin.removePerson("sam");
    await eventually(async () => (await closed(bot)).length > 1);
    expect(await closed(bot)).toEqual(["Grace Nilsson", "Sam Ortiz"]);
  });
});

describe("a guild that removes the bot", () => {
  const gone = (bot: DiscordBot) => bot.rows(sql`select name from connections where gone_at is not null`);
  const owed = (bot: DiscordBot) => bot.rows(sql`select 1 as one from pgboss.job where data ->> 'kind' = 'left'`);

  it("is told of to the owners, and is there again when it adds the bot once more", async () => {
    const { bot, beta } = await startTwo();
    await using _ = bot;
    beta.leave();
    await eventually(async () => (await gone(bot)).length === 1);
    expect(await gone(bot)).toEqual([{ name: "Beta" }]);
    expect(await owed(bot)).toHaveLength(1);
    beta.enter();
    await eventually(async () => (await gone(bot)).length === 0);
  });

  it("while nobody was there is found out at the next start, and so is its return", async () => {
    const { bot, beta } = await startTwo();
    await using _ = bot;
    await bot.bot.stop();
    beta.leave();
    bot.server.faults.resume(false);
    await bot.restart();
    expect(await gone(bot)).toEqual([{ name: "Beta" }]);
    await bot.bot.stop();
    beta.enter();
    await bot.restart();
    expect(await gone(bot)).toEqual([]);
  });
});

describe("somebody who writes directly", () => {
  it("belongs to the server they are in, known or not", async () => {
    await using bot = await startDiscordBot();
    const { id = "" } = await bot.server.act("sam", { kind: "dm", person: bot.server.bot.userId });
    await bot.says("sam", "whisper first words", id);
    await eventually(() =>
      bot.direct("sam").some(({ author, content }) => author.bot && content.includes("first words")),
    );
    expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "Sam Ortiz" }]);
  });

  it("and is in no connected server is asked where they belong", async () => {
    await using bot = await startDiscordBot();
    bot.server.admin.secondGuild(other);
    const { id = "" } = await bot.server.act("zoe", { kind: "dm", person: bot.server.bot.userId });
    await bot.says("zoe", "whisper let me in", id);
    await eventually(() => bot.direct("zoe").some(({ content }) => content.includes("which workspace you mean")));
    expect(await bot.rows(sql`select name from people`)).toEqual([]);
  });
});
