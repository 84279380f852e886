import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { JoinedTeam } from "../../src/playground/slack/join.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type StoryBot, startBot } from "../support/bot.ts";
import { address, browser, globex, letIn, linkFrom } from "../support/installing.ts";
import type { Seen, SlackPersonDriver } from "../support/slack-person.ts";

const outages = { in: "#outages" };

/** Acme and Globex, which show the same incidents. */
const startBoth = async () => {
  const bot = await startBot({ address });
  const team = await letIn(bot);
  const [lin, gia] = [bot.as("lin"), bot.in(team).as("gia")];
  await gia.types("/tocsin channel map all", outages);
  await gia.sees("New incidents of #all are shown", outages);
  return { bot, team, lin, gia };
};

/** An incident with its card in either team. */
const open = async (lin: SlackPersonDriver, gia: SlackPersonDriver, title = "checkout down") => {
  await lin.types(`/incident open sev1 ${title}`);
  return { here: await lin.sees(`INC-1 · ${title}`), there: await gia.sees(`INC-1 · ${title}`, outages) };
};

const said = async (person: SlackPersonDriver, words: string, thread: Seen) =>
  (await person.reads({ thread })).filter((one) => one.words.includes(words));

const columnsOf = async ({ database }: StoryBot, query: ReturnType<typeof sql>) =>
  database.read(async (tx) => rowsOf<Record<string, string | null>>(await tx.execute(query)));

describe("two Slack teams in one workspace", () => {
  it("see one incident, and what is said in one is said in the other, once and under its author's name", async () => {
    const { bot, lin, gia } = await startBoth();
    await using _ = bot;
    const { here, there } = await open(lin, gia);
    await lin.types("the disk is full", { thread: here });
    const copy = await gia.sees("the disk is full", { thread: there });
    expect(copy.words).toContain("Lin Wei (Acme)");
    await gia.types("I make room", { thread: there });
    expect((await lin.sees("I make room", { thread: here })).words).toContain("Gia Globe (Globex)");
    await bot.quiet();
    expect(await said(lin, "the disk is full", here)).toHaveLength(1);
    expect(await said(gia, "I make room", there)).toHaveLength(1);
    expect(await said(gia, "the disk is full", there)).toHaveLength(1);

    await gia.presses("Acknowledge", await gia.sees("INC-1 · checkout down", outages));
    await lin.sees(["INC-1 · checkout down", "Working", "Gia Globe"]);
    const own = await lin.sees("the disk is full", { thread: here });
    await lin.edits(own, "the log disk is full");
    expect((await gia.sees("the log disk is full", { thread: there })).ts).toBe(copy.ts);
    await lin.deletes(own);
    await gia.misses("disk is full", { thread: there });
  });

  it("hand each other files, each with its own token", async () => {
    const { bot, lin, gia } = await startBoth();
    await using _ = bot;
    const { here, there } = await open(lin, gia);
    const file = await gia.uploads("disk.txt", "text/plain", new TextEncoder().encode("100%"));
    await gia.types("see for yourself", { thread: there, files: [file] });
    await lin.sees(["see for yourself", "disk.txt"], { thread: here });
    expect((await lin.reads({ thread: here })).flatMap((seen) => seen.files)).toEqual(["disk.txt"]);
  });

  it("answer whoever asks where they ask, and keep their people apart until they say that they are one", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    await open(lin, gia);
    const max = bot.in(team).as("max");
    await max.types("/incident take 1", outages);
    await lin.sees(["checkout down", "Max Globe"]);
    await lin.types("/tocsin link");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec((await lin.sees("/tocsin link ")).words)?.[0] ?? "";
    await max.types(`/tocsin link ${code}`, outages);
    await max.presses("Yes, that is me", await max.sees("Is that you?", outages));
    await max.sees("here too from now on", outages);
    await lin.sees(["checkout down", "Lin Wei"]);
  });

  it("page each person where they are", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    await open(lin, gia);
    const max = bot.in(team).as("max");
    await max.types("/incident list", outages);
    await bot.as("grace").types("/incident list");
    await lin.types("/incident page person inc-1 @max");
    await max.sees(["checkout down", "paged by hand"], { in: "dm" });
    await gia.types("/incident page person inc-1 @grace", outages);
    await bot.as("grace").sees(["checkout down", "paged by hand"], { in: "dm" });
  });

  it("wait for themselves alone when Slack asks for a pause", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    team.faults.rateLimit("chat.postMessage", { times: 1, retryAfter: 30 });
    await lin.types("/incident open sev1 checkout down");
    const here = await lin.sees("INC-1 · checkout down");
    await lin.types("the disk is full", { thread: here });
    await bot.quiet();
    expect((await gia.reads(outages)).filter(({ words }) => words.includes("INC-1"))).toHaveLength(0);
    await bot.clock.advance("31s");
    const there = await gia.sees("INC-1 · checkout down", outages);
    await bot.clock.advance("31s");
    await gia.sees("the disk is full", { thread: there });
  });

  it("are both there again after a restart, and no token lies open in the database", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    await bot.restart(() => gia.types("good morning", outages));
    await open(lin, gia);
    const [row] = await columnsOf(bot, sql`select token, address from connections where token is not null`);
    expect(row).toMatchObject({ address: "https://globex.slack.com/" });
    expect(row?.["token"]).toMatch(/^v1\./);
    const dump = JSON.stringify([
      await columnsOf(bot, sql`select row_to_json(c)::text as it from connections c`),
      await columnsOf(bot, sql`select row_to_json(e)::text as it from entries e`),
      await columnsOf(bot, sql`select row_to_json(r)::text as it from receipts r`),
      await columnsOf(bot, sql`select row_to_json(t)::text as it from tokens t`),
    ]);
    expect(dump).not.toContain(team.botToken);
  });
});

describe("several processes", () => {
  it("know the team that one of them let in", async () => {
    const bot = await startBot({ address });
    await using _ = bot;
    await bot.join();
    const team = await letIn(bot);
    const gia = bot.in(team).as("gia");
    await gia.types("/tocsin channel map all", outages);
    await gia.sees("New incidents of #all are shown", outages);
    await bot.kill();
    await gia.types("/incident open sev1 checkout down", outages);
    await gia.sees("INC-1 · checkout down", outages);
    await bot.as("lin").sees("INC-1 · checkout down");
  });
});

describe("a team that lets the bot in no more", () => {
  const goneIn = async (bot: StoryBot, lin: SlackPersonDriver) => {
    await bot.as("ada").sees("Globex has removed Tocsin", { in: "dm" });
    await lin.types("/incident open sev2 search slow");
    await lin.sees("search slow");
  };

  it("by removing it is said to the owners, and the other goes on", async () => {
    const { bot, team, lin } = await startBoth();
    await using _ = bot;
    team.uninstall();
    await goneIn(bot, lin);
    await bot.as("ada").types("/tocsin connect");
    await bot.as("ada").sees("Connected: Acme on Slack and Globex on Slack, which has removed Tocsin");
    await lin.types("/tocsin channel mappings");
    await lin.sees(["outages", "Globex has removed Tocsin"]);
  });

  it("by revoking its token is found out by the next message, and said to the owners", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    await open(lin, gia);
    team.revoke();
    await lin.types("/incident ack inc-1");
    await goneIn(bot, lin);
    expect((await bot.as("ada").reads({ in: "dm" })).filter(({ words }) => words.includes("has removed"))).toHaveLength(
      1,
    );
  });

  it("while nobody was there holds up no start", async () => {
    const { bot, team, lin } = await startBoth();
    await using _ = bot;
    await bot.restart(async () => team.revoke());
    await lin.types("/incident open sev1 checkout down");
    await lin.sees("checkout down");
    await bot.as("ada").sees("Globex has removed Tocsin", { in: "dm" });
  });

  it("shows incidents again once it is let in anew", async () => {
    const { bot, team, lin, gia } = await startBoth();
    await using _ = bot;
    team.revoke();
    await lin.types("/incident open sev2 search slow");
    await bot.as("ada").sees("Globex has removed Tocsin", { in: "dm" });
    await letIn(bot, globex, team);
    await lin.types("/incident open sev1 checkout down");
    await gia.sees("checkout down", outages);
  });
});

describe("letting a team in", () => {
  const asked = async (): Promise<{ bot: StoryBot; link: string; team: JoinedTeam }> => {
    const bot = await startBot({ address });
    return { bot, link: await linkFrom(bot.as("ada")), team: bot.server.addTeam(globex) };
  };

  it("is for those who manage the workspace", async () => {
    await using bot = await startBot({ address });
    await bot.as("lin").types("/tocsin connect");
    await bot.as("lin").sees("managed by administrators");
  });

  it("works once for one link", async () => {
    const { bot, link, team } = await asked();
    await using _ = bot;
    const web = browser(bot);
    const { to } = await web.opens(link);
    expect((await web.opens(team.allow(to))).status).toBe(200);
    expect(await web.opens(link)).toMatchObject({ status: 410 });
    const second = browser(bot);
    expect(await second.opens(link)).toMatchObject({ status: 410 });
  });

  it("works for ten minutes", async () => {
    const { bot, link, team } = await asked();
    await using _ = bot;
    const web = browser(bot);
    const { to } = await web.opens(link);
    await bot.clock.advance("11m");
    expect((await web.opens(team.allow(to))).words).toContain("This link has been used or is too old");
    expect(await web.opens(link)).toMatchObject({ status: 410 });
    expect(await columnsOf(bot, sql`select 1 as one from connections where token is not null`)).toEqual([]);
  });

  it("needs the browser that opened the link", async () => {
    const { bot, link, team } = await asked();
    await using _ = bot;
    const { to } = await browser(bot).opens(link);
    const other = await browser(bot).opens(team.allow(to));
    expect(other).toMatchObject({ status: 400 });
    expect(other.words).toContain("Nothing was connected");
  });

  it("can be tried again by whoever did not allow it at first", async () => {
    const { bot, link, team } = await asked();
    await using _ = bot;
    const web = browser(bot);
    const { to } = await web.opens(link);
    const state = new URL(to).searchParams.get("state") ?? "";
    const refused = await web.opens(`${address}/slack/oauth_redirect?error=access_denied&state=${state}`);
    expect(refused.words).toContain("It was not allowed there");
    expect((await web.opens(team.allow((await web.opens(link)).to))).words).toContain("Globex is connected");
  });

  it("is what a team is told that got the app in another way", async () => {
    const { bot, team } = await asked();
    await using _ = bot;
    const { client, apiUrl } = bot.server;
    const redirect_uri = "https://elsewhere.example/";
    const question = new URL("/oauth/v2/authorize", apiUrl);
    question.search = String(new URLSearchParams({ client_id: client.id, scope: "commands", state: "", redirect_uri }));
    const code = new URL(team.allow(question.href)).searchParams.get("code") ?? "";
    const body = new URLSearchParams({ client_id: client.id, client_secret: client.secret, code, redirect_uri });
    await fetch(new URL("oauth.v2.access", apiUrl), { method: "POST", body });
    const gia = bot.in(team).as("gia");
    await gia.types("/incident open sev1 checkout down", outages);
    await gia.sees("This Slack workspace is not connected to Tocsin", outages);
    await gia.types("is anybody there?", outages);
    await bot.quiet();
    expect(await columnsOf(bot, sql`select 1 as one from incidents`)).toEqual([]);
  });

  it("lets nobody in with a code that Slack never gave", async () => {
    const { bot, link } = await asked();
    await using _ = bot;
    const web = browser(bot);
    const state = new URL((await web.opens(link)).to).searchParams.get("state") ?? "";
    const forged = await web.opens(`${address}/slack/oauth_redirect?code=made-up&state=${state}`);
    expect(forged.status).toBe(409);
    expect(forged.words).toContain("Slack did not let the bot in (invalid_code)");
  });
});
