import { WebClient } from "@slack/web-api";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { showIncident } from "./card.ts";
import { type SlackBot, startSlackBot } from "./support.ts";

const owed = async (bot: SlackBot, kind: string) =>
  (await bot.rows<{ data: { kind: string } }>(sql`select data from pgboss.job order by created_on`))
    .map(({ data }) => data)
    .filter((data) => data.kind === kind);

const map = (bot: SlackBot, channel: string) =>
  bot.database.transact(async (tx) => {
    await tx.execute(sql`insert into mappings (id, workspace_id, channel_id, connection_id, chat, chat_name, banner, created_by, created_at)
      select gen_random_uuid(), c.workspace_id, c.id, ${bot.connection}, ${bot.server.idOf(channel)}, ${channel}, true, 'system', c.created_at
        from channels c where c.key = 'all'`);
  });

describe("a mapped chat channel", () => {
  for (const [what, lose] of [
    ["archived", (bot: SlackBot) => bot.server.act("ada", { kind: "archive", channel: "#payments" })],
    ["deleted", (bot: SlackBot) => bot.server.admin.deleteChannel("#payments")],
    ["closed to us", (bot: SlackBot) => bot.server.admin.removeFrom("#payments", "tocsin")],
  ] as const) {
    it(`that is ${what} is reported`, async () => {
      await using bot = await startSlackBot();
      const chat = bot.server.idOf("#payments");
      await map(bot, "#payments");
      await lose(bot);
      await bot.quiet();
      expect(await owed(bot, "lost")).toMatchObject([{ place: { connection: bot.connection, chat } }]);
    });
  }

  it("is mapped again when it is unarchived", async () => {
    await using bot = await startSlackBot();
    await map(bot, "#payments");
    await bot.server.act("ada", { kind: "archive", channel: "#payments" });
    await bot.quiet();
    await bot.database.transact(async (tx) => void (await tx.execute(sql`update mappings set lost = 'archived'`)));
    await bot.server.act("ada", { kind: "unarchive", channel: "#payments" });
    await bot.quiet();
    expect(await bot.rows(sql`select lost from mappings`)).toEqual([{ lost: null }]);
  });

  it("keeps its name up to date", async () => {
    await using bot = await startSlackBot();
    await bot.messenger.rooms?.create(bot.connection, "cash", { private: false, key: "room:1" });
    await map(bot, "#cash");
    await new WebClient(bot.server.botToken, { slackApiUrl: bot.server.apiUrl }).conversations.rename({
      channel: bot.server.idOf("#cash"),
      name: "money",
    });
    await bot.quiet();
    expect(await bot.rows(sql`select chat_name from mappings`)).toEqual([{ chat_name: "money" }]);
  });
});

it("reports nothing of a chat channel that nothing is mapped to", async () => {
  await using bot = await startSlackBot();
  await bot.server.act("ada", { kind: "archive", channel: "#payments" });
  await bot.quiet();
  expect(await owed(bot, "lost")).toEqual([]);
});

it("follows user groups: their teams are copied again when members change", async () => {
  await using bot = await startSlackBot();
  const group = bot.server.admin.setGroup({ handle: "sre", name: "SRE", members: ["lin"] });
  await bot.quiet();
  await bot.database.transact(async (tx) => {
    await tx.execute(sql`insert into teams (id, workspace_id, key, name, follows, created_by, created_at)
      select gen_random_uuid(), id, 'sre', 'SRE', ${JSON.stringify({ connection: bot.connection, group, name: "SRE" })}::text::jsonb, 'system', created_at
        from workspaces`);
  });
  bot.server.admin.setGroup({ handle: "sre", name: "SRE", members: ["lin", "grace"] });
  await bot.quiet();
  expect(await owed(bot, "follow")).toHaveLength(1);
});

it("learns what changes about people it has met, and of nobody else", async () => {
  await using bot = await startSlackBot();
  await bot.types("sam", "/incident whisper hello");
  await bot.quiet();
  bot.server.admin.changePerson("sam", { name: "Sam Ortiz-Lee" });
  bot.server.admin.changePerson("grace", { name: "Grace N." });
  await bot.quiet();
  expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "Sam Ortiz-Lee" }]);
});

it("draws the home of whoever opens it", async () => {
  await using bot = await startSlackBot();
  await bot.server.act("lin", { kind: "home" });
  await bot.quiet();
  const [lin] = await bot.rows<{ id: string }>(sql`select id from people where name = 'Lin Wei'`);
  expect(await owed(bot, "home")).toEqual([{ kind: "home", connection: bot.connection, person: lin?.id }]);
});

it("takes no comment from other apps", async () => {
  await using bot = await startSlackBot();
  const card = await showIncident(bot);
  bot.server.admin.sayAsOther("#incidents", { text: "build failed", thread: card.message });
  await bot.quiet();
  expect(await bot.rows(sql`select count(*)::int as n from comments`)).toEqual([{ n: 0 }]);
  expect(await bot.receipts()).toMatchObject([{ kind: "command" }]);
});

it("lets nobody in any more whose account is closed", async () => {
  await using bot = await startSlackBot();
  await bot.types("sam", "/incident whisper hello");
  await bot.types("lin", "/incident whisper hello");
  await bot.quiet();
  await bot.database.transact(async (tx) => {
    await tx.execute(sql`insert into sessions (id, workspace_id, person_id, digest, browser, created_at, used_at, ends_at)
      select gen_random_uuid(), workspace_id, id, name, 'Firefox', created_at, created_at, created_at + interval '1 day' from people`);
    await tx.execute(sql`insert into feeds (id, workspace_id, person_id, digest, changed_at, created_at)
      select gen_random_uuid(), workspace_id, id, name, created_at, created_at from people`);
    await tx.execute(sql`insert into tokens (token, workspace_id, purpose, line, created_at)
      select name, workspace_id, 'web', id::text, created_at from people`);
  });
  bot.server.admin.changePerson("sam", { deleted: true });
  await bot.quiet();
  expect(await bot.rows(sql`select digest from sessions`)).toEqual([{ digest: "Lin Wei" }]);
  expect(await bot.rows(sql`select digest from feeds`)).toEqual([{ digest: "Lin Wei" }]);
  expect(await bot.rows(sql`select token from tokens where purpose = 'web'`)).toEqual([{ token: "Lin Wei" }]);
});
