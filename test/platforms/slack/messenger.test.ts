import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import type { Message } from "../../../src/presentation/message.ts";
import { answer, paragraph, person } from "../../../src/presentation/say.ts";
import { type SlackBot, startSlackBot } from "./support.ts";
import { wordsOf } from "./words.ts";

const at = (bot: SlackBot, channel: string, thread?: string) => ({
  connection: bot.connection,
  chat: bot.server.idOf(channel),
  ...(thread === undefined ? {} : { thread }),
});

const refusal = async (call: Promise<unknown>): Promise<DeliveryError> => {
  try {
    await call;
  } catch (error) {
    expect(error).toBeInstanceOf(DeliveryError);
    return error as DeliveryError;
  }
  throw new Error("it went through");
};

const coloured = (words: string, colour?: string): Message => ({
  ...answer(words),
  ...(colour === undefined ? {} : { colour }),
});

describe("a message", () => {
  it("is posted, edited, answered in its thread and removed", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const card = await messenger.post(at(bot, "#incidents"), coloured("one", "#E94444"), "a");
    expect(bot.words("ada")).toEqual(["one"]);
    await messenger.edit(card, coloured("two"));
    expect(bot.words("ada")).toEqual(["two"]);
    await messenger.edit(card, coloured("three", "#FF7931"));
    expect(bot.words("ada")).toEqual(["three"]);
    const reply = await messenger.reply(card, answer("below"), "b");
    expect(reply.place.thread).toBe(card.message);
    expect(bot.words("ada", "#incidents", card.message)).toEqual(["three", "below"]);
    expect(await messenger.permalink(reply)).toBe(
      `https://acme.slack.com/archives/${card.place.chat}/p${reply.message.replace(".", "")}?thread_ts=${card.message}&cid=${card.place.chat}`,
    );
    await messenger.remove(reply);
    await messenger.remove(reply);
    expect(bot.words("ada", "#incidents", card.message)).toEqual(["three"]);
  });

  it("reaches one person directly", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const contact = { person: "p" as PersonId, place: at(bot, "#incidents"), address: bot.server.idOf("lin") };
    const ref = await messenger.direct(contact, answer("for you"), "d");
    expect(bot.direct("lin")).toEqual(["for you"]);
    await messenger.edit(ref, answer("for you, again"));
    expect(bot.direct("lin")).toEqual(["for you, again"]);
  });

  it("pings the people it may ping and only names the others", async () => {
    await using bot = await startSlackBot();
    await bot.types("lin", "/incident whisper hello");
    await bot.quiet();
    const [lin] = await bot.rows<{ id: PersonId }>(sql`select id from people`);
    const id = lin?.id ?? ("" as PersonId);
    const message: Message = { summary: "s", blocks: [paragraph(person(id, "Lin"), " and ", person(id, "Lin"))] };
    await bot.messenger.post(at(bot, "#general"), { ...message, pings: [id] }, "a");
    await bot.messenger.post(at(bot, "#general"), message, "b");
    const raw = bot.messages("ada", "#general").map(({ blocks }) => JSON.stringify(blocks));
    expect(raw[0]).toContain(`<@${bot.server.idOf("lin")}> and <@`);
    expect(raw[1]).toContain("Lin and Lin");
  });

  it("of 65,535 characters goes on in further messages, which follow when it is edited", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const long = (word: string) => `${word} & `.repeat(65_535).slice(0, 65_535);
    const root = await messenger.post(at(bot, "#incidents"), answer("root"), "root");
    const ref = await messenger.reply(root, answer(long("first")), "long");
    const shown = () =>
      bot.messages("ada", "#incidents", root.message).slice(1).map(wordsOf).join("").replaceAll("&amp;", "&");
    const same = (a: string, b: string) => a.replaceAll(/\s/g, "") === b.replaceAll(/\s/g, "");
    expect(same(shown(), long("first"))).toBe(true);
    await messenger.edit(ref, answer(long("second")));
    expect(same(shown(), long("second"))).toBe(true);
  });

  it("that shrinks leaves nothing of its further messages, and none stays when it is removed", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const long = "word & ".repeat(9_000);
    const root = await messenger.post(at(bot, "#incidents"), answer("root"), "root");
    const shown = () => bot.words("ada", "#incidents", root.message).slice(1);
    const ref = await messenger.reply(root, answer(long), "long");
    expect(shown().length).toBeGreaterThan(2);
    await messenger.edit(ref, answer("short"));
    expect(shown()).toEqual(["short"]);
    await messenger.edit(ref, answer(long));
    expect(shown().length).toBeGreaterThan(2);
    await messenger.remove(ref);
    expect(shown()).toEqual([]);
  });

  it("in several parts goes on where it stopped, and repeats none", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const long = Array.from({ length: 6_000 }, (_, i) => `${i} &`).join(" ");
    const place = at(bot, "#incidents");
    const { faults } = bot.server;
    faults.rateLimit("chat.postMessage", { times: 1, skip: 1, retryAfter: 30 });
    expect(await refusal(messenger.post(place, answer(long), "long"))).toMatchObject({ retryAfter: 30 });
    expect(bot.words("ada")).toHaveLength(1);
    await bot.clock.advance("30s");
    faults.fail("chat.postMessage", { times: 1, after: true });
    expect(await refusal(messenger.post(place, answer(long), "long"))).toMatchObject({ permanent: false });
    expect(bot.words("ada")).toHaveLength(2);
    const ref = await messenger.post(place, answer(long), "long");
    const shown = bot.words("ada").join(" ").replaceAll("&amp;", "&").replaceAll(/\s+/g, " ");
    expect(shown).toBe(long);
    expect(ref.message).toBe(bot.messages("ada")[0]?.ts);
  });

  it("whose fate is unknown is found by its key, and only there", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const place = at(bot, "#incidents");
    const since = bot.clock.now().subtract({ minutes: 1 });
    bot.server.faults.fail("chat.postMessage", { times: 1, after: true });
    const error = await refusal(messenger.post(place, answer("once"), "card:1"));
    expect(error.permanent).toBe(false);
    const found = await messenger.find(place, "card:1", since);
    expect(bot.messages("ada").map(({ ts }) => ts)).toEqual([found?.message]);
    expect(await messenger.find(place, "card:2", since)).toBeNull();
    const thread = await messenger.reply(found ?? { place, message: "" }, answer("line"), "line:1");
    expect(await messenger.find(thread.place, "line:1", since)).toEqual(thread);
  });

  it("is sent once: a rate limit is the queue's to wait for, and holds nobody else up", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    bot.server.faults.rateLimit("chat.postMessage", {
      times: 1,
      retryAfter: 30,
      channel: bot.server.idOf("#incidents"),
    });
    const error = await refusal(messenger.post(at(bot, "#incidents"), answer("slow"), "a"));
    expect(error).toMatchObject({ retryAfter: 30, permanent: false });
    await messenger.post(at(bot, "#general"), answer("at once"), "b");
    expect(bot.words("ada", "#general")).toEqual(["at once"]);
    expect(bot.words("ada")).toEqual([]);
  });

  it("is not tried again where it can never arrive", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    await bot.server.act("ada", { kind: "archive", channel: "#payments" });
    expect(await refusal(messenger.post(at(bot, "#payments"), answer("x"), "a"))).toMatchObject({ permanent: true });
    expect(await refusal(messenger.post(at(bot, "#random"), answer("x"), "b"))).toMatchObject({ permanent: true });
    bot.server.faults.fail("chat.postMessage", { times: 1, error: "internal_error" });
    expect(await refusal(messenger.post(at(bot, "#general"), answer("x"), "c"))).toMatchObject({ permanent: false });
    bot.server.faults.down("refuse");
    expect(await refusal(messenger.post(at(bot, "#general"), answer("x"), "d"))).toMatchObject({ permanent: false });
    bot.server.faults.up();
  });

  it("brings its pictures", async () => {
    await using bot = await startSlackBot();
    const file = { name: "graph.png", mediaType: "image/png", alt: "a graph", bytes: new Uint8Array([1, 2, 3]) };
    await bot.messenger.post(at(bot, "#incidents"), { ...answer("look"), files: [file] }, "a");
    const names = bot.messages("ada").flatMap(({ files = [] }) => files.map(({ name }) => name));
    expect(names).toEqual(["graph.png"]);
  });
});

describe("a place", () => {
  it("can be posted in, or there is a remedy", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    expect(await messenger.reach(at(bot, "#incidents"))).toEqual({ ok: true, name: "incidents" });
    expect(await messenger.reach(at(bot, "#random"))).toMatchObject({
      ok: false,
      remedy: expect.stringContaining("/invite"),
    });
    expect(await messenger.reach(at(bot, "#leads"))).toMatchObject({
      ok: false,
      remedy: expect.stringContaining("/invite"),
    });
    await bot.server.act("ada", { kind: "archive", channel: "#payments" });
    expect(await messenger.reach(at(bot, "#payments"))).toMatchObject({
      ok: false,
      remedy: expect.stringContaining("archived"),
    });
  });
});

describe("what Slack can do besides", () => {
  it("pins and unpins, twice without harm", async () => {
    await using bot = await startSlackBot();
    const { messenger } = bot;
    const ref = await messenger.post(at(bot, "#incidents"), answer("banner"), "a");
    await messenger.pins?.pin(ref);
    await messenger.pins?.pin(ref);
    expect(bot.messages("ada")[0]?.pinned).toBe(true);
    await messenger.pins?.unpin(ref);
    await messenger.pins?.unpin(ref);
    expect(bot.messages("ada")[0]?.pinned ?? false).toBe(false);
  });

  it("makes a chat channel for an incident, and finds it again by its key", async () => {
    await using bot = await startSlackBot();
    const { rooms } = bot.messenger;
    if (rooms === undefined) throw new Error("no rooms");
    const options = { private: false, key: "room:1" };
    const room = await rooms.create(bot.connection, "INC-42 Checkout: down!", options);
    expect(await rooms.create(bot.connection, "INC-42 Checkout: down!", options)).toEqual(room);
    const other = await rooms.create(bot.connection, "INC-42 Checkout: down!", { private: true, key: "room:2" });
    expect(other.chat).not.toBe(room.chat);
    await rooms.topic(room, "SEV1 | open");
    await rooms.invite(room, [bot.server.idOf("ada"), bot.server.bot.userId, bot.server.idOf("lin")]);
    await rooms.invite(room, [bot.server.idOf("ada")]);
    await rooms.remove(room, [bot.server.idOf("lin"), "U0NOBODY"]);
    await rooms.remove(room, [bot.server.idOf("lin")]);
    await rooms.bookmark(room, "The card", "https://x.example/");
    await rooms.bookmark(room, "The card", "https://x.example/");
    const seen = () => bot.server.state("lin").conversations.find(({ id }) => id === room.chat);
    expect(seen()).toMatchObject({
      name: "inc-42-checkout-down",
      topic: "SEV1 | open",
      bookmarks: [{ title: "The card", link: "https://x.example/" }],
    });
    expect(seen()?.members.toSorted()).toEqual([bot.server.idOf("ada"), bot.server.bot.userId].toSorted());
    await rooms.archive(room);
    await rooms.archive(room);
    expect(seen()?.archived).toBe(true);
  });

  it("never takes a chat channel that others read for a private one, nor the other way round", async () => {
    await using bot = await startSlackBot();
    const { rooms } = bot.messenger;
    bot.server.faults.fail("conversations.setPurpose", { times: 1, error: "internal_error" });
    await expect(rooms?.create(bot.connection, "inc-7", { private: false, key: "room:7" })).rejects.toThrow();
    const secret = await rooms?.create(bot.connection, "inc-7", { private: true, key: "room:7:private" });
    const open = await rooms?.create(bot.connection, "inc-7", { private: false, key: "room:7" });
    const seen = (chat = "") => bot.server.state("tocsin").conversations.find(({ id }) => id === chat);
    expect(seen(secret?.chat)).toMatchObject({ kind: "private", name: "inc-7-2" });
    expect(seen(open?.chat)).toMatchObject({ kind: "channel", name: "inc-7" });
  });

  it("fetches files that people posted, up to a limit", async () => {
    await using bot = await startSlackBot();
    const { files } = bot.messenger;
    const { id = "" } = await bot.server.act("lin", {
      kind: "upload",
      name: "log.txt",
      mediaType: "text/plain",
      base64: Buffer.from("what happened").toString("base64"),
    });
    await bot.server.act("lin", { kind: "say", channel: "#incidents", text: "here", files: [id] });
    await bot.quiet();
    const file = await files?.fetch(at(bot, "#incidents"), id, 100);
    expect({ ...file, bytes: Buffer.from(file?.bytes ?? []).toString() }).toMatchObject({
      name: "log.txt",
      mediaType: "text/plain",
      bytes: "what happened",
    });
    expect(await refusal(files?.fetch(at(bot, "#incidents"), id, 5) ?? Promise.resolve())).toMatchObject({
      permanent: true,
    });
    expect(await refusal(files?.fetch(at(bot, "#incidents"), "F0NONE", 5) ?? Promise.resolve())).toMatchObject({
      permanent: true,
    });
  });

  it("knows the members of user groups", async () => {
    await using bot = await startSlackBot();
    const group = bot.server.admin.setGroup({ handle: "sre", name: "SRE", members: ["lin", "grace"] });
    const members = await bot.messenger.groups?.members(bot.connection, group);
    expect(members).toEqual(["lin", "grace"].map(bot.server.idOf));
  });

  it("shows people their home, a hundred blocks of it", async () => {
    await using bot = await startSlackBot();
    const contact = { person: "p" as PersonId, place: at(bot, "#incidents"), address: bot.server.idOf("lin") };
    const blocks = Array.from({ length: 130 }, (_, i) => paragraph(`line ${i}`));
    await bot.messenger.home?.show(contact, { summary: "home", blocks });
    const home = bot.server.state("lin").home;
    expect(home?.blocks).toHaveLength(100);
    expect(JSON.stringify(home?.blocks.at(-1))).toContain("more than fits here");
  });
});
