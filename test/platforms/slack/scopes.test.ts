import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { buildTable } from "../../../src/commands/table.ts";
import type { PersonId } from "../../../src/domain/ids.ts";
import { slackManifest } from "../../../src/platforms/slack/manifest.ts";
import { answer } from "../../../src/presentation/say.ts";
import { showIncident } from "./card.ts";
import { type SlackBot, startSlackBot } from "./support.ts";

/** Everything Tocsin does with Slack, once, and what came of it: "fine" or what Slack said. */
const exercise = async (bot: SlackBot, round: number): Promise<Readonly<Record<string, string>>> => {
  const { messenger, connection } = bot;
  const { server } = bot;
  const outcomes: Record<string, string> = {};
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      const found = await work();
      await bot.quiet();
      outcomes[what] = found === false ? "nothing came of it" : "fine";
    } catch (error) {
      outcomes[what] = error instanceof Error ? error.message : String(error);
    }
  };
  const count = async (query: ReturnType<typeof sql>) => (await bot.rows<{ n: number }>(query))[0]?.n ?? 0;
  const grows = async (query: ReturnType<typeof sql>, work: () => Promise<unknown>): Promise<boolean> => {
    const before = await count(query);
    await work();
    await bot.quiet();
    return (await count(query)) !== before;
  };
  const comments = sql`select count(*)::int as n from comments`;
  const moments = sql`select count(*)::int as n from comments where key_moment`;
  const received = sql`select count(*)::int as n from receipts`;
  const at = (channel: string) => ({ connection, chat: server.idOf(channel) });
  const dm = (await server.act("lin", { kind: "dm", person: server.bot.userId })).id ?? "";
  const since = bot.clock.now().subtract({ hours: 1 });
  const contact = { person: "p" as PersonId, place: at("#incidents"), address: server.idOf("lin") };
  const key = `scope:${round}`;

  for (const channel of ["#incidents", "#leads"]) {
    await attempt(`reply in ${channel}`, async () => {
      const card = await showIncident(bot, channel);
      const say = (text: string) => server.act("ada", { kind: "say", channel, thread: card.message, text });
      let ts = "";
      const grown = await grows(comments, async () => {
        ts = (await say("a reply")).ts ?? "";
      });
      await attempt(`reaction in ${channel}`, () =>
        grows(moments, () => server.act("ada", { kind: "react", channel, ts, name: "pushpin" })),
      );
      await server.act("ada", { kind: "unreact", channel, ts, name: "pushpin" });
      await bot.quiet();
      await attempt(`pin by a person in ${channel}`, () =>
        grows(moments, () => server.act("ada", { kind: "pin", channel, ts })),
      );
      return grown;
    });
    await attempt(`mention in ${channel}`, () =>
      grows(received, () => server.act("ada", { kind: "say", channel, text: "@tocsin whisper hello" })),
    );
    await attempt(`post in ${channel}`, () => messenger.post(at(channel), answer("hello"), `${key}:${channel}`));
    await attempt(`find in ${channel}`, () => messenger.find(at(channel), "nothing", since));
    await attempt(`reach ${channel}`, async () => (await messenger.reach(at(channel))).ok);
  }
  await attempt("direct", () => messenger.direct(contact, answer("hello"), `${key}:dm`));
  await attempt("spoken to directly", () =>
    grows(received, () => server.act("lin", { kind: "say", channel: dm, text: "whisper hello" })),
  );
  await attempt("find in a direct message", () => messenger.find({ connection, chat: dm }, "nothing", since));
  await attempt("reach a direct message", async () => (await messenger.reach({ connection, chat: dm })).ok);
  await attempt("command", () => grows(received, () => bot.types("lin", "/incident whisper hello")));
  for (const isPrivate of [false, true]) {
    await attempt(isPrivate ? "private room" : "public room", async () => {
      const name = `room-${round}-${isPrivate ? "private" : "public"}`;
      const room = await messenger.rooms?.create(connection, name, { private: isPrivate, key: name });
      if (room === undefined) return false;
      await messenger.rooms?.bookmark(room, "card", "https://x.example/");
      return room;
    });
    await attempt(`found ${isPrivate ? "private" : "public"} room`, () =>
      Promise.resolve(messenger.rooms?.create(connection, "leads", { private: isPrivate, key: `${key}:${isPrivate}` })),
    );
  }
  await attempt("pin", async () =>
    messenger.pins?.pin(await messenger.post(at("#general"), answer("x"), `${key}:pin`)),
  );
  const { id: file = "" } = await server.act("lin", {
    kind: "upload",
    name: "a.txt",
    mediaType: "text/plain",
    base64: Buffer.from("a").toString("base64"),
  });
  await server.act("lin", { kind: "say", channel: "#incidents", text: "file", files: [file] });
  await attempt("fetch a file", () => Promise.resolve(messenger.files?.fetch(at("#incidents"), file, 100)));
  await attempt("send a file", () =>
    messenger.post(
      at("#general"),
      { ...answer("x"), files: [{ name: "a.png", mediaType: "image/png", alt: "a", bytes: new Uint8Array([1]) }] },
      `${key}:file`,
    ),
  );
  const newcomer = `newcomer${round}`;
  server.admin.addPerson({ handle: newcomer, name: "New Comer" });
  server.admin.addTo("#incidents", newcomer);
  await bot.types(newcomer, "/incident whisper hello");
  await bot.quiet();
  const [met] = await bot.rows<{ name: string; email: string | null }>(
    sql`select name, email from people order by created_at desc, id desc limit 1`,
  );
  outcomes["a name"] = met?.name ?? "unknown";
  outcomes["an address"] = met?.email === null ? "unknown" : "known";
  const group = server.admin.setGroup({ handle: "sre", name: "SRE", members: ["lin", newcomer] });
  await attempt("members of a group", () => Promise.resolve(messenger.groups?.members(connection, group)));
  await attempt("change a group", async () => messenger.groups?.set(connection, group, [server.idOf("lin")]));
  return outcomes;
};

it("asks for no scope that it could do without", { timeout: 120_000 }, async () => {
  await using bot = await startSlackBot();
  const manifest = slackManifest(menu());
  const { bot: scopes } = manifest.oauth_config.scopes;
  bot.server.admin.addTo("#leads", "tocsin");
  const complete = await exercise(bot, 0);
  expect(Object.entries(complete).filter(([, outcome]) => /refused|nothing came/.test(outcome))).toEqual([]);
  const needless: string[] = [];
  for (const [i, scope] of scopes.entries()) {
    bot.server.install({
      ...manifest,
      oauth_config: { scopes: { bot: scopes.filter((one) => one !== scope) } },
    });
    const outcomes = await exercise(bot, i + 1);
    if (JSON.stringify(outcomes) === JSON.stringify(complete)) needless.push(scope);
  }
  // The local Slack lets an app without it have slash commands; Slack itself does not install such a manifest.
  expect(needless).toEqual(["commands"]);
});

it("needs no slash command that is not in the table", () => {
  expect(slackManifest(buildTable([])).features.slash_commands).toEqual([]);
});
