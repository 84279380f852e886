import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { blocksOf, controlsOf } from "../../support/visible.ts";
import { eventually, startSlackBot } from "./support.ts";

describe("a slash command", () => {
  it("is answered in private, with the names that were typed", async () => {
    await using bot = await startSlackBot();
    expect(await bot.types("lin", "/incident whisper hello <!channel> & 2*3")).toEqual({ ok: true });
    await bot.quiet();
    expect(bot.words("lin").join("\n").replaceAll("\u200b", "")).toContain("hello &lt;!channel&gt; &amp; 2*3");
    expect(bot.words("ada")).toEqual([]);
  });

  it("is answered to everybody where the command says so", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident say all is well");
    await bot.quiet();
    expect(bot.words("ada")).toEqual(["all is well"]);
  });

  it("works where the bot is not", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident whisper here too", "#random");
    await bot.quiet();
    expect(bot.words("lin", "#random").join()).toContain("here too");
  });

  it("does its work once however often Slack delivers it", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident open checkout down");
    await bot.quiet();
    await bot.server.faults.redeliver(1);
    await bot.quiet();
    expect(await bot.rows(sql`select number, title from incidents`)).toEqual([{ number: 1, title: "checkout down" }]);
    expect(await bot.receipts()).toEqual([{ kind: "command", state: "done", attempts: 0 }]);
  });

  it("says no in the words of the refusal, and logs nothing", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident refuse");
    await bot.quiet();
    expect(bot.words("lin")).toEqual(["That cannot be. Try `/incident say`."]);
    expect(bot.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it("apologises for a bug in one line, with a number that is in the log", async () => {
    await using bot = await startSlackBot();
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

  it("survives a crash between its receipt and its handling", async () => {
    await using bot = await startSlackBot();
    const accepted = bot.rows;
    await bot.types("lin", "/incident open first");
    await bot.quiet();
    // As if the process had died when the receipt was written and nothing else was done.
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`insert into receipts (id, workspace_id, connection_id, key, kind, payload, state, attempts, created_at)
        select gen_random_uuid(), workspace_id, connection_id, key || 'x', kind,
          jsonb_set(payload, '{line}', '"incident open second"'), 'received', 0, created_at from receipts`);
    });
    await bot.restart();
    await bot.takeUpAll();
    await bot.takeUpAll();
    expect(await accepted(sql`select title from incidents order by number`)).toEqual([
      { title: "first" },
      { title: "second" },
    ]);
    expect(bot.words("lin").at(-1)).toContain("INC-2");
  });

  it("is not acknowledged when it cannot be written down", async () => {
    await using bot = await startSlackBot({ patience: 400 });
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`alter table receipts rename to receipts_away`);
    });
    const outcome = await bot.types("lin", "/incident whisper hello");
    await bot.database.transact(async (tx) => {
      await tx.execute(sql`alter table receipts_away rename to receipts`);
    });
    expect(outcome.ok).toBe(false);
    expect(bot.words("lin")).toHaveLength(0);
  });

  it("has a job that takes it up when it is not done after ten seconds, one for all that came in within two", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident whisper hello");
    await bot.types("lin", "/incident whisper again");
    await bot.quiet();
    expect(await bot.rows(sql`select 1 from pgboss.job where data ->> 'kind' = 'receipts'`)).toHaveLength(1);
    const due = await bot.jobs.due();
    expect(due?.toString()).toBe(bot.clock.now().add({ seconds: 12 }).toString());
  });
});

describe("who it is", () => {
  it("is learnt at first sight: name, zone, address; Slack's owners are owners, the others standard", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident whisper one");
    await bot.types("ada", "/incident whisper two");
    await bot.types("sam", "/incident whisper three");
    await bot.quiet();
    expect(await bot.rows(sql`select name, zone, role from people order by name`)).toEqual([
      { name: "Ada Okafor", zone: "Europe/London", role: "owner" },
      { name: "Lin Wei", zone: "Asia/Singapore", role: "owner" },
      { name: "Sam Ortiz", zone: "America/New_York", role: "standard" },
    ]);
    expect(bot.server.calls.filter(({ method }) => method === "users.info")).toHaveLength(3);
    await bot.types("sam", "/incident whisper four");
    await bot.quiet();
    expect(bot.server.calls.filter(({ method }) => method === "users.info")).toHaveLength(3);
  });

  it("is asked again after a day", async () => {
    await using bot = await startSlackBot();
    await bot.types("sam", "/incident whisper one");
    await bot.quiet();
    await bot.clock.advance("25h");
    await bot.types("sam", "/incident whisper two");
    await bot.quiet();
    expect(bot.server.calls.filter(({ method }) => method === "users.info")).toHaveLength(2);
  });

  it("is made up from the command when Slack does not say, and asked again", async () => {
    await using bot = await startSlackBot();
    bot.server.faults.fail("users.info", { times: 1, error: "internal_error" });
    await bot.types("sam", "/incident whisper one");
    await bot.quiet();
    expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "sam" }]);
    await bot.types("sam", "/incident whisper two");
    await bot.quiet();
    expect(await bot.rows(sql`select name from people`)).toEqual([{ name: "Sam Ortiz" }]);
  });
});

describe("a workspace", () => {
  it("is there from the first start, in the configured zone, and only once", async () => {
    await using bot = await startSlackBot();
    await bot.restart();
    expect(await bot.rows(sql`select name, zone from workspaces`)).toEqual([{ name: "Acme", zone: "Europe/Vienna" }]);
    expect(await bot.rows(sql`select platform, external_id from connections`)).toEqual([
      { platform: "slack", external_id: bot.server.team.id },
    ]);
  });
});

describe("a button", () => {
  it("runs its line", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident whisper hello");
    await bot.quiet();
    const message = bot.messages("lin").at(-1);
    const [again] = controlsOf(blocksOf(message ?? {}));
    await bot.server.act("lin", {
      kind: "press",
      channel: "#incidents",
      ts: message?.ts ?? "",
      action_id: again?.action_id ?? "",
      block_id: again?.block_id ?? "",
    });
    await bot.quiet();
    // A private answer takes the place of the private message whose button was pressed.
    expect(bot.words("lin")).toHaveLength(1);
    expect((await bot.receipts()).map(({ kind, state }) => [kind, state])).toEqual([
      ["command", "done"],
      ["press", "done"],
    ]);
  });

  it("keeps elsewhere a line that is too long for it", async () => {
    await using bot = await startSlackBot();
    const long = "x".repeat(600);
    await bot.types("lin", `/incident whisper ${long}`);
    await bot.quiet();
    const message = bot.messages("lin").at(-1);
    const [again] = controlsOf(blocksOf(message ?? {}));
    expect(again?.action_id.length).toBeLessThan(60);
    const press = {
      kind: "press",
      channel: "#incidents",
      ts: message?.ts ?? "",
      action_id: again?.action_id ?? "",
      block_id: again?.block_id ?? "",
    } as const;
    await bot.server.act("lin", press);
    await bot.quiet();
    expect(bot.words("lin").join()).toContain(long);
  });
});

describe("@Tocsin", () => {
  it("takes the same language in a channel, and the first word may choose the command", async () => {
    await using bot = await startSlackBot();
    await bot.server.act("lin", { kind: "say", channel: "#incidents", text: "@tocsin whisper by name" });
    await bot.server.act("lin", { kind: "say", channel: "#incidents", text: "@tocsin incident whisper by word" });
    await bot.quiet();
    const words = await eventually(() => bot.words("lin").length === 4 && bot.words("lin"));
    expect(words.join("\n")).toMatch(/by name[\s\S]*by word/);
    expect(bot.words("ada").join("\n")).not.toContain("Again");
  });

  it("answers where it was asked, in the thread", async () => {
    await using bot = await startSlackBot();
    const { ts = "" } = await bot.server.act("lin", { kind: "say", channel: "#incidents", text: "something is off" });
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: ts, text: "@tocsin say look here" });
    await bot.quiet();
    await eventually(() => bot.words("ada", "#incidents", ts).includes("look here"));
  });

  it("is spoken to directly without its name", async () => {
    await using bot = await startSlackBot();
    const { id = "" } = await bot.server.act("lin", { kind: "dm", person: bot.server.bot.userId });
    await bot.server.act("lin", { kind: "say", channel: id, text: "whisper between us" });
    await bot.quiet();
    await eventually(() => bot.direct("lin").some((words) => words.startsWith("between us")));
  });
});
