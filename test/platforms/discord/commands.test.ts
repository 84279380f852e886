import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { eventually, startDiscordBot } from "./support.ts";
import { controlsOf } from "./words.ts";

describe("a slash command", () => {
  it("is answered in private, with the names that were typed", async () => {
    await using bot = await startDiscordBot();
    expect(await bot.types("lin", "/incident whisper text:hello @everyone & 2*3")).toMatchObject({ ok: true });
    await bot.quiet();
    expect(bot.words("lin").join("\n").replaceAll("\u200b", "")).toContain("hello @everyone & 2*3");
    expect(bot.messages("lin").at(-1)).toMatchObject({ ephemeral: true, pings: false });
    expect(bot.words("ada")).toEqual([]);
  });

  it("is answered to everybody where the command says so", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident say text:all is well");
    await bot.quiet();
    expect(bot.words("ada")).toEqual(["all is well"]);
  });

  it("opens an incident", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident open severity:sev1 title:checkout down");
    await bot.quiet();
    expect(bot.words("lin").at(-1)).toContain("INC-1");
    expect(await bot.rows(sql`select number, title from incidents`)).toEqual([{ number: 1, title: "checkout down" }]);
    expect(await bot.receipts()).toEqual([{ kind: "command", state: "done", attempts: 0 }]);
    expect(controlsOf(bot.messages("lin").at(-1)).length).toBeGreaterThan(0);
  });

  it("works where the bot may not speak", async () => {
    await using bot = await startDiscordBot();
    await bot.types("grace", "/incident whisper text:here too", "#leads");
    await bot.quiet();
    expect(bot.words("grace", "#leads").join()).toContain("here too");
  });

  it("does its work once however often Discord delivers it", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident open title:checkout down");
    await bot.quiet();
    bot.server.faults.redeliver(1);
    await bot.types("lin", "/incident whisper text:afterwards");
    await bot.quiet();
    expect(await bot.rows(sql`select number, title from incidents`)).toEqual([{ number: 1, title: "checkout down" }]);
  });

  it("says no in the words of the refusal, and logs nothing", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident refuse");
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["That cannot be. Try `/incident say`."]);
    expect(bot.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it("apologises for a bug in one line, with a number that is in the log", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident fail");
    await bot.quiet();
    const [apology = ""] = bot.words("lin");
    expect(apology).toContain("Sorry");
    expect(apology).not.toContain("secret");
    const number = /`(\S+)`/.exec(apology)?.[1] ?? "none";
    const entry = bot.logged.find(({ request }) => String(request).endsWith(number));
    expect(entry).toMatchObject({ level: 50, err: { message: "a secret of the inside" } });
    expect(await bot.receipts()).toMatchObject([{ kind: "command", state: "failed" }]);
  });

  it("reads every option by its own name: what looks like another is text", async () => {
    await using bot = await startDiscordBot();
    const options = { title: "severity:sev1 --mine is broken" };
    await bot.server.act("lin", {
      kind: "command",
      channel: bot.server.idOf("#incidents"),
      name: "incident",
      path: ["open"],
      options,
    });
    await bot.quiet();
    expect(await bot.rows(sql`select title, private, severity_id from incidents`)).toEqual([
      { title: "severity:sev1 --mine is broken", private: false, severity_id: null },
    ]);
  });
});

describe("who it is", () => {
  it("is learnt at first sight: name and handle; the server's owner is owner, the others standard", async () => {
    await using bot = await startDiscordBot();
    for (const name of ["sam", "ada", "lin"]) await bot.types(name, "/incident whisper text:one");
    await bot.quiet();
    expect(
      await bot.rows(sql`select p.name, role, handle from people p join identities on person_id = id order by name`),
    ).toEqual([
      { name: "Ada Okafor", role: "owner", handle: "ada" },
      { name: "Lin", role: "standard", handle: "linw" },
      { name: "Sam Ortiz", role: "owner", handle: "sam_ortiz" },
    ]);
    const asked = () => bot.server.calls.filter(({ route }) => route === "GET /guilds/:guild/members/:user").length;
    const before = asked();
    await bot.types("sam", "/incident whisper text:two");
    await bot.quiet();
    expect(asked()).toBe(before);
    await bot.clock.advance("25h");
    await bot.types("sam", "/incident whisper text:three");
    await bot.quiet();
    expect(asked()).toBe(before + 1);
  });

  it("is made up from the command when Discord does not say, and asked again", async () => {
    await using bot = await startDiscordBot();
    bot.server.faults.fail("GET /guilds/:guild/members/:user", { times: 1, status: 500 });
    await bot.types("sam", "/incident whisper text:one");
    await bot.quiet();
    expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "sam_ortiz" }]);
    await bot.types("sam", "/incident whisper text:two");
    await bot.quiet();
    expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "Sam Ortiz" }]);
  });

  it("follows when somebody is renamed", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:one");
    await bot.quiet();
    bot.server.admin.changePerson("lin", { name: "Lin Wei" });
    await eventually(
      async () => (await bot.rows<{ name: string }>(sql`select name from people`))[0]?.name === "Lin Wei",
    );
  });
});

describe("news of a server", () => {
  it("that somebody has left ends where they are in", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:one");
    await bot.quiet();
    await bot.database.transact((tx) =>
      tx.execute(sql`insert into sessions (id, workspace_id, person_id, digest, browser, created_at, used_at, ends_at)
        select gen_random_uuid(), workspace_id, id, name, 'Firefox', created_at, created_at, created_at + interval '1 day' from people`),
    );
    bot.server.admin.removePerson("lin");
    await eventually(async () => (await bot.rows(sql`select id from sessions`)).length === 0);
  });

  it("brings a channel's new name, and that it is gone", async () => {
    await using bot = await startDiscordBot({ commands: menu().commands });
    await bot.types("ada", "/tocsin channel map channel:all", "#payments");
    await bot.quiet();
    const mapping = async () => (await bot.rows<{ chat_name: string }>(sql`select chat_name from mappings`))[0];
    expect(await mapping()).toEqual({ chat_name: "payments" });
    const chat = bot.server.idOf("#payments");
    await bot.server.act("ada", { kind: "rename", channel: chat, name: "billing" });
    await eventually(async () => (await mapping())?.chat_name === "billing");
    bot.server.admin.deleteChannel("#billing");
    await eventually(
      async () => (await bot.rows(sql`select 1 from pgboss.job where data ->> 'kind' = 'lost'`)).length === 1,
    );
  });

  it("brings teams up to date that follow a role", async () => {
    await using bot = await startDiscordBot({ commands: menu().commands });
    await bot.types("ada", "/tocsin team create name:platform");
    await bot.quiet();
    const role = bot.server.state("ada").roles.find(({ name }) => name === "on-call")?.id ?? "";
    await bot.types("ada", `/tocsin team follow team:platform group:<@&${role}>`);
    await bot.quiet();
    expect(bot.words("ada").at(-1)).toContain("platform");
    const owed = async () => (await bot.rows(sql`select 1 from pgboss.job where data ->> 'kind' = 'follow'`)).length;
    bot.server.admin.setRole("on-call", { members: ["sam"] });
    await eventually(async () => (await owed()) > 0);
  });
});
