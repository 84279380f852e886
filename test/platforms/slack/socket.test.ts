import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { buildTable } from "../../../src/commands/table.ts";
import { ConfigError } from "../../../src/domain/refusal.ts";
import { startSlack } from "../../../src/platforms/slack/app.ts";
import { memoryOutside } from "../../support/outside.ts";
import { showIncident } from "./card.ts";
import { eventually, type SlackBot, startSlackBot } from "./support.ts";

const bodies = async (bot: SlackBot) =>
  (
    await bot.rows<{ body: string }>(
      sql`select t.body from comments c join texts t on t.id = c.text_id order by c.number`,
    )
  ).map(({ body }) => body);

const heardUntil = async (bot: SlackBot): Promise<string> => {
  const [row] = await bot.rows<{ heard: string | null }>(
    sql`select data ->> 'heard' as heard from leases where name like 'slack-heard:%'`,
  );
  return row?.heard ?? "";
};

/** Does anybody see to it that nothing is missed? */
const isHeard = async (bot: SlackBot): Promise<boolean> =>
  (await bot.rows(sql`select 1 as one from leases where name like 'slack-heard:%' and expires_at > now()`)).length > 0;

describe("a socket", () => {
  it("that drops is opened again at once, and says so meanwhile", async () => {
    await using bot = await startSlackBot();
    expect(bot.bot.ready()).toBeNull();
    bot.server.faults.fail("apps.connections.open", { times: 1, status: 503 });
    bot.server.faults.dropSockets();
    await eventually(() => bot.bot.ready() !== null);
    await eventually(() => bot.bot.ready() === null);
    await bot.types("lin", "/incident whisper back again");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("back again");
  });

  it("is opened again when Slack asks for it", async () => {
    await using bot = await startSlackBot();
    const opened = () => bot.server.calls.filter(({ method }) => method === "apps.connections.open").length;
    bot.server.faults.refreshSockets();
    await eventually(() => opened() === 2 && bot.bot.ready() === null);
    await bot.types("lin", "/incident whisper fresh");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("fresh");
  });

  it("that is only half open is found out, closed and opened again", async () => {
    await using bot = await startSlackBot({ pongWithin: 600 });
    bot.server.faults.halfOpen(true);
    const why = await eventually(() => bot.bot.ready() ?? undefined, 20_000);
    expect(why).toContain("socket");
    bot.server.faults.halfOpen(false);
    await eventually(() => bot.bot.ready() === null);
    await bot.types("lin", "/incident whisper alive");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("alive");
  });

  it("comes back after Slack has been down, and nothing ends the process meanwhile", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    bot.server.faults.down();
    await eventually(() => bot.bot.ready()?.includes("cannot be opened"));
    bot.server.faults.down("refuse");
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "said meanwhile" });
    bot.server.faults.up();
    await eventually(() => bot.bot.ready() === null, 15_000);
    await bot.clock.advance("6m");
    await bot.server.tick();
    await bot.quiet();
    expect(await bot.rows(sql`select count(*)::int as n from comments`)).toEqual([{ n: 1 }]);
  });

  it("that was closed for long asks for what was said in the threads of incidents meanwhile, and hears nothing twice", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const say = (name: string, text: string, thread = card.message) =>
      bot.server.act(name, { kind: "say", channel: "#incidents", thread, text });
    await say("lin", "the disk is full");
    await bot.quiet();
    bot.server.faults.down();
    await eventually(() => bot.bot.ready() !== null);
    await eventually(async () => !(await isHeard(bot)));
    const [first] = bot.messages("lin", "#incidents", card.message).filter(({ text }) => text === "the disk is full");
    await bot.server.act("lin", {
      kind: "edit",
      channel: "#incidents",
      ts: first?.ts ?? "",
      text: "the log disk is full",
    });
    await say("ada", "I have made room");
    await bot.server.act("ada", { kind: "say", channel: "#general", text: "nobody's business" });
    await bot.clock.advance("1h");
    await say("lin", "thank you");
    bot.server.faults.rateLimit("conversations.replies", { times: 1, retryAfter: 1 });
    bot.server.faults.up();
    await eventually(async () => (await bodies(bot)).length === 3, 20_000);
    await eventually(async () => (await bodies(bot))[0] === "the log disk is full");
    await bot.server.tick();
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["the log disk is full", "I have made room", "thank you"]);
  });

  it("that was closed for long asks what became of what was said long before", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const say = (text: string) =>
      bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text });
    const [first, second, third] = [await say("the disk is full"), await say("never mind"), await say("or is it?")];
    await bot.quiet();
    await bot.clock.advance("5h");
    // Until then it is known to have heard everything.
    await eventually(async () => (await heardUntil(bot)).startsWith("2026-01-05T14"));
    await bot.bot.stop();
    const change = { kind: "edit", channel: "#incidents", ts: first.ts ?? "", text: "the log disk is full" } as const;
    await bot.server.act("lin", change);
    await bot.server.act("lin", { kind: "delete", channel: "#incidents", ts: second.ts ?? "" });
    await bot.clock.advance("1h");
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length === 2);
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["the log disk is full", "or is it?"]);
    expect(third.ok).toBe(true);
  });

  it("takes nothing for deleted where it cannot read all that was said", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "the disk is full" });
    await bot.quiet();
    await bot.bot.stop();
    bot.server.admin.removeFrom("#incidents", "tocsin");
    await bot.clock.advance("1h");
    await bot.restart();
    await eventually(() => bot.server.calls.some(({ method, ok }) => method === "conversations.replies" && !ok));
    await bot.quiet();
    expect(await bodies(bot)).toEqual(["the disk is full"]);
  });

  it("asks for what was said while the process was stopped for long, and for nothing after a short stop", async () => {
    await using bot = await startSlackBot();
    const card = await showIncident(bot);
    const reads = () => bot.server.calls.filter(({ method }) => method === "conversations.replies").length;
    await bot.restart();
    await bot.quiet();
    expect(reads()).toBe(0);
    await bot.bot.stop();
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "said meanwhile" });
    await bot.clock.advance("10m");
    await bot.restart();
    await eventually(async () => (await bodies(bot)).length === 1);
    expect(await bodies(bot)).toEqual(["said meanwhile"]);
    expect(reads()).toBe(1);
  });

  it("survives that its token is refused while it reconnects", async () => {
    await using bot = await startSlackBot();
    bot.server.faults.fail("apps.connections.open", { times: 2, error: "invalid_auth" });
    bot.server.faults.dropSockets();
    await eventually(() => bot.bot.ready()?.includes("invalid_auth"));
    await eventually(() => bot.bot.ready() === null);
  });
});

describe("a token that Slack refuses", () => {
  it("ends the start with what to do", async () => {
    await using bot = await startSlackBot();
    const options = {
      zone: "UTC",
      ground: {
        now: () => bot.clock.now(),
        transact: bot.database.transact,
        read: bot.database.read,
        enqueue: bot.jobs.enqueue,
      },
      table: buildTable([]),
      outside: memoryOutside(),
      messengers: { for: () => undefined },
      log: pino({ level: "silent" }),
    };
    const { apiUrl } = bot.server;
    const wrongBot = startSlack({
      ...options,
      config: { botToken: "xoxb-wrong", apiUrl, receive: { mode: "socket", appToken: bot.server.appToken } },
    });
    await expect(wrongBot).rejects.toThrow(ConfigError);
    await expect(wrongBot).rejects.toThrow("SLACK_BOT_TOKEN is refused by Slack (invalid_auth)");
    const wrongApp = await startSlack({
      ...options,
      config: { botToken: bot.server.botToken, apiUrl, receive: { mode: "socket", appToken: "xapp-wrong" } },
    });
    await expect(wrongApp.listen()).rejects.toThrow("SLACK_APP_TOKEN is refused");
    await wrongApp.stop();
  });
});

describe("two of us", () => {
  it("share what comes in, and nothing is done twice", async () => {
    await using bot = await startSlackBot();
    await using other = await bot.another();
    for (let i = 1; i <= 6; i += 1) await bot.types("lin", `/incident open number ${i}`);
    await bot.quiet();
    await other.slack.idle();
    expect(await bot.rows(sql`select count(*)::int as n from incidents`)).toEqual([{ n: 6 }]);
  });
});

describe("over HTTP", () => {
  it("commands, forms, buttons and replies come in all the same", async () => {
    await using bot = await startSlackBot({ mode: "http" });
    const card = await showIncident(bot);
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "a reply" });
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "@tocsin ack" });
    await bot.types("lin", "/incident comment");
    await bot.quiet();
    const view = bot.server.state("lin").modals.at(-1);
    const submitted = await bot.server.act("lin", {
      kind: "submit",
      view: view?.id ?? "",
      values: { text: { text: { type: "plain_text_input", value: "no" } } },
    });
    expect(submitted.error).toContain("Not that word");
    await bot.quiet();
    expect(await bot.rows(sql`select comments, status from incidents`)).toEqual([{ comments: 1, status: "working" }]);
    await bot.server.faults.redeliver(3);
    await bot.quiet();
    expect(await bot.rows(sql`select comments from incidents`)).toEqual([{ comments: 1 }]);
  });

  it("a forged signature is refused, and so is an old one", async () => {
    await using bot = await startSlackBot({ mode: "http" });
    const body = new URLSearchParams({
      command: "/incident",
      text: "open forged",
      user_id: bot.server.idOf("lin"),
      channel_id: bot.server.idOf("#incidents"),
      team_id: bot.server.team.id,
      trigger_id: "1.2.3",
      response_url: "http://127.0.0.1:9/",
    }).toString();
    const post = (at: number, secret: string) =>
      fetch(`${bot.url}/slack/events`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "x-slack-request-timestamp": String(at),
          "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex")}`,
        },
        body,
      });
    const now = Math.floor(Date.now() / 1000);
    expect((await post(now, "forged")).status).toBe(401);
    expect((await post(now - 3_600, bot.server.signingSecret)).status).toBe(401);
    expect(await bot.receipts()).toEqual([]);
    expect((await fetch(`${bot.url}/elsewhere`)).status).toBe(404);
    expect((await post(now, bot.server.signingSecret)).status).toBe(200);
    await bot.quiet();
    expect(await bot.rows(sql`select title from incidents`)).toEqual([{ title: "forged" }]);
  });

  it("what cannot be written down is answered with an error, so that Slack sends it again", async () => {
    await using bot = await startSlackBot({ mode: "http" });
    const card = await showIncident(bot);
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts rename to receipts_away`)),
    );
    await bot.server.act("lin", { kind: "say", channel: "#incidents", thread: card.message, text: "a reply" });
    await bot.quiet();
    await bot.database.transact(
      async (tx) => void (await tx.execute(sql`alter table receipts_away rename to receipts`)),
    );
    await bot.clock.advance("2m");
    await bot.server.tick();
    await bot.quiet();
    expect(await bot.rows(sql`select comments from incidents`)).toEqual([{ comments: 1 }]);
  });
});
