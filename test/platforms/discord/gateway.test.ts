import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../src/domain/refusal.ts";
import { startDiscord } from "../../../src/platforms/discord/app.ts";
import { memoryOutside } from "../../support/outside.ts";
import { beginThread, showIncident } from "./card.ts";
import { type DiscordBot, eventually, startDiscordBot } from "./support.ts";

const bodies = async (bot: DiscordBot) =>
  (
    await bot.rows<{ body: string }>(
      sql`select t.body from comments c join texts t on t.id = c.text_id order by c.number`,
    )
  ).map(({ body }) => body);

const heardUntil = async (bot: DiscordBot): Promise<string> => {
  const [row] = await bot.rows<{ heard: string | null }>(
    sql`select data ->> 'heard' as heard from leases where name like 'discord-gateway:%'`,
  );
  return row?.heard ?? "";
};

const connected = (bot: DiscordBot) => eventually(() => bot.bot.ready() === null && bot.server.state("ada").connected);

describe("a gateway", () => {
  it("that drops is opened again and tells what was missed, and says so meanwhile", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    bot.server.faults.dropSockets();
    await eventually(() => bot.bot.ready() !== null);
    await bot.says("lin", "said while it was closed", thread);
    await connected(bot);
    await eventually(async () => (await bodies(bot)).length > 0);
    expect(await bodies(bot)).toEqual(["said while it was closed"]);
  });

  it("is opened again when Discord asks for it", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    bot.server.faults.reconnect();
    await bot.says("lin", "one", thread);
    await eventually(async () => (await bodies(bot)).includes("one"));
    await connected(bot);
  });

  it("begins anew when its session is over", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    bot.server.faults.invalidateSession();
    await eventually(() => bot.bot.ready() !== null);
    await connected(bot);
    await bot.says("lin", "one", thread);
    await eventually(async () => (await bodies(bot)).includes("one"));
  });

  it("that begins anew asks for what was said in the threads of incidents meanwhile, and hears nothing twice", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", "heard at once", thread);
    await eventually(async () => (await bodies(bot)).length === 1);
    bot.server.faults.down("refuse");
    bot.server.faults.invalidateSession();
    await eventually(() => bot.bot.ready() !== null);
    await bot.says("lin", "said while it was away", thread);
    await bot.says("lin", "nobody's business", "#general");
    await bot.says("ada", "and this", thread);
    bot.server.faults.up();
    await connected(bot);
    await eventually(async () => (await bodies(bot)).length === 3);
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["heard at once", "said while it was away", "and this"]);
  });

  it("comes back after Discord has been down, and nothing ends the process meanwhile", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    bot.server.faults.down("refuse");
    await eventually(() => bot.bot.ready() !== null);
    bot.server.faults.up();
    await connected(bot);
    await bot.says("lin", "one", thread);
    await eventually(async () => (await bodies(bot)).includes("one"));
  });

  it("goes on after a restart where it stopped", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.bot.stop();
    await bot.says("lin", "said while it was stopped", thread);
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length > 0);
    expect(await bodies(bot)).toEqual(["said while it was stopped"]);
  });

  it("asks after a long stop for what was said and edited, and does nothing that was asked for long ago", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.says("lin", "the disk is full", thread);
    await eventually(async () => (await bodies(bot)).length === 1);
    await bot.bot.stop();
    const mine = bot.server.messages("lin", thread).find(({ content }) => content === "the disk is full");
    await bot.server.act("lin", {
      kind: "edit",
      channel: thread,
      message: mine?.id ?? "",
      content: "the log disk is full",
    });
    await bot.says("lin", `<@${bot.server.bot.userId}> say hello`, thread);
    await bot.clock.advance("1h");
    await bot.says("ada", "I have made room", thread);
    bot.server.faults.resume(false);
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length === 2);
    await eventually(async () => (await bodies(bot))[0] === "the log disk is full");
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["the log disk is full", "I have made room"]);
    expect(bot.words("lin", thread).filter((words) => words.includes("hello"))).toHaveLength(1);
  });

  it("asks after a long stop what became of what was said long before", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    for (const words of ["the disk is full", "never mind", "or is it?"]) await bot.says("lin", words, thread);
    await eventually(async () => (await bodies(bot)).length === 3);
    await bot.clock.advance("5h");
    await bot.restart();
    await eventually(async () => (await heardUntil(bot)).startsWith("2026-01-05T14"));
    await bot.bot.stop();
    const idOf = (words: string) =>
      bot.server.messages("lin", thread).find(({ content }) => content === words)?.id ?? "";
    const change = {
      kind: "edit",
      channel: thread,
      message: idOf("the disk is full"),
      content: "the log disk is full",
    } as const;
    await bot.server.act("lin", change);
    await bot.server.act("lin", { kind: "delete", channel: thread, message: idOf("never mind") });
    await bot.clock.advance("1h");
    bot.server.faults.resume(false);
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length === 2);
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["the log disk is full", "or is it?"]);
  });

  it("waits as long as Discord asks before it reads on", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.bot.stop();
    await bot.says("lin", "said while it was stopped", thread);
    bot.server.faults.resume(false);
    bot.server.faults.rateLimit("GET /channels/:channel/messages", { times: 1, retryAfter: 0.3 });
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length > 0);
    expect(await bodies(bot)).toEqual(["said while it was stopped"]);
  });

  it("is told again what could not be written down", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts rename to receipts_away`)),
    );
    await bot.says("lin", "at a bad time", thread);
    await eventually(() => bot.logged.some(({ msg }) => msg === "an event could not be written down"));
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts_away rename to receipts`)),
    );
    await eventually(async () => (await bodies(bot)).length > 0);
    expect(await bodies(bot)).toEqual(["at a bad time"]);
  });
});

describe("an intent that is switched off while the bot runs", () => {
  it("is left out, clearly, and everything else goes on", async () => {
    await using bot = await startDiscordBot();
    bot.server.install({ intents: { messageContent: false, members: false } });
    bot.server.faults.invalidateSession();
    await eventually(() =>
      bot.logged.some(({ msg }) => String(msg).includes("Message Content Intent is switched off")),
    );
    await connected(bot);
    expect(await bot.types("lin", "/incident whisper text:hello")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["hello"]);
  });
});

describe("two replicas", () => {
  it("hold the gateway one at a time; the other takes over, and nothing is lost or done twice", async () => {
    await using bot = await startDiscordBot();
    const thread = await beginThread(bot, await showIncident(bot));
    await using second = await bot.another();
    expect(second.discord.ready()).toBeNull();
    const identified = () => bot.server.calls.filter(({ route }) => route === "GET /gateway/bot").length;
    expect(identified()).toBe(1);
    await bot.says("lin", "one", thread);
    await eventually(async () => (await bodies(bot)).includes("one"));
    // As if the first had been killed: its socket dies, and it renews nothing more.
    await bot.database.transact(
      async (tx) =>
        void (await tx.execute(
          sql`update leases set holder = 'nobody', expires_at = clock_timestamp() + interval '1 second'`,
        )),
    );
    bot.server.faults.dropSockets();
    await bot.says("lin", "two", thread);
    await eventually(async () => (await bodies(bot)).includes("two"));
    await bot.says("lin", "three", thread);
    await eventually(async () => (await bodies(bot)).includes("three"));
    expect(await bodies(bot)).toEqual(["one", "two", "three"]);
  });

  it("both talk, and the one without the gateway knows every guild", async () => {
    await using bot = await startDiscordBot();
    await using second = await bot.another();
    expect(second.discord.connections()).toEqual(bot.bot.connections());
    const messenger = second.discord.messenger(bot.connection);
    expect(await messenger?.reach({ connection: bot.connection, chat: bot.server.idOf("#incidents") })).toEqual({
      ok: true,
      name: "incidents",
    });
  });
});

describe("a start", () => {
  it("ends with what to do when the token is refused", async () => {
    await using bot = await startDiscordBot();
    const starting = startDiscord({
      config: { token: "wrong", apiUrl: bot.server.apiUrl, mode: "gateway" },
      zone: "UTC",
      ground: {
        now: () => bot.clock.now(),
        transact: bot.database.transact,
        read: bot.database.read,
        enqueue: bot.jobs.enqueue,
      },
      table: bot.table,
      outside: memoryOutside(),
      messengers: { for: () => undefined },
      log: { info() {}, warn() {}, error() {}, debug() {} } as never,
    });
    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow("DISCORD_TOKEN is refused");
  });

  it("registers the commands once, and again only when they have changed", async () => {
    await using bot = await startDiscordBot();
    const puts = () => bot.server.calls.filter(({ route, method }) => method === "PUT" && route.includes("commands"));
    expect(puts()).toHaveLength(1);
    await bot.restart();
    expect(puts()).toHaveLength(1);
    expect(bot.server.state("lin").commands.map(({ name }) => name)).toContain("incident");
  });

  it("registers them guild by guild where that is asked for", async () => {
    await using bot = await startDiscordBot({ register: "guild" });
    const [put] = bot.server.calls.filter(({ route, method }) => method === "PUT" && route.includes("commands"));
    expect(put?.route).toContain("guilds");
  });
});
