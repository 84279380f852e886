import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import type { Message } from "../../../src/presentation/message.ts";
import { answer, button, controls, heading, paragraph, person } from "../../../src/presentation/say.ts";
import { type DiscordBot, messengerOf, startDiscordBot } from "./support.ts";
import { wordsOf } from "./words.ts";

const at = (bot: DiscordBot, channel: string) => ({ connection: bot.connection, chat: bot.server.idOf(channel) });

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

const long = (word: string, count = 3_000): Message =>
  answer(Array.from({ length: count }, (_, i) => `${word}${i}`).join(" "));
const squeezed = (texts: readonly string[]): string => texts.join("").replaceAll(/\s/g, "");
const contactOf = (bot: DiscordBot, name: string) => ({
  person: "p" as PersonId,
  place: { connection: bot.connection },
  address: bot.server.idOf(name),
});
const posts = (bot: DiscordBot) => bot.server.calls.filter(({ route }) => route === "POST /channels/:channel/messages");

describe("a message", () => {
  it("is posted, edited, answered in its thread and removed", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const card = await messenger.post(at(bot, "#incidents"), coloured("one", "#E94444"), "a");
    expect(bot.words("ada")).toEqual(["one"]);
    await messenger.edit(card, coloured("two"));
    expect(bot.words("ada")).toEqual(["two"]);
    await messenger.edit(card, coloured("three", "#FF7931"));
    expect(bot.words("ada")).toEqual(["three"]);
    const reply = await messenger.reply(card, answer("below"), "b");
    expect(reply.place).toEqual({ ...card.place, thread: card.message });
    const again = await messenger.reply(card, answer("and again"), "c");
    expect(bot.words("ada", "#incidents", card.message).slice(-2)).toEqual(["below", "and again"]);
    expect(bot.messages("ada")[0]?.thread).toMatchObject({ id: card.message, name: "three" });
    expect(await messenger.permalink(reply)).toBe(
      `https://discord.com/channels/${bot.server.guild.id}/${card.message}/${reply.message}`,
    );
    await messenger.remove(again);
    await messenger.remove(again);
    expect(bot.words("ada", "#incidents", card.message)).not.toContain("and again");
  });

  it("names its thread as its card is headed, begun by whoever is first", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const blocks = [heading("INC-1 · a *b* <c>"), paragraph("open")];
    const card = await messenger.post(at(bot, "#incidents"), { summary: "s", colour: "#E94444", blocks }, "a");
    await messenger.reply(card, answer("below"), "b");
    expect(bot.messages("ada")[0]?.thread?.name).toBe("INC-1 · a *b* <c>");
    const other = await messenger.post(at(bot, "#incidents"), answer("other"), "c");
    await bot.server.act("lin", { kind: "thread", channel: other.place.chat, name: "mine", message: other.message });
    await messenger.reply(other, answer("in theirs"), "d");
    expect(bot.words("ada", "#incidents", other.message)).toContain("in theirs");
  });

  it("begins its thread anew when somebody has deleted it", async () => {
    await using bot = await startDiscordBot();
    await using second = await bot.another();
    const messenger = second.discord.messenger(bot.connection);
    const card = await messenger?.post(at(bot, "#incidents"), answer("card"), "a");
    if (card === undefined) throw new Error("no card");
    await messenger?.reply(card, answer("below"), "b");
    bot.server.admin.deleteChannel(card.message);
    await messenger?.reply(card, answer("still below"), "c");
    expect(bot.words("ada", "#incidents", card.message).at(-1)).toBe("still below");
  });

  it("reaches one person directly", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.direct(contactOf(bot, "lin"), answer("for you"), "d");
    expect(bot.direct("lin").map(wordsOf)).toEqual(["for you"]);
    await messenger.edit(ref, answer("for you, again"));
    expect(bot.direct("lin").map(wordsOf)).toEqual(["for you, again"]);
    expect(await messenger.permalink(ref)).toContain("/channels/@me/");
    await bot.clock.advance("10m");
    const asked = { connection: bot.connection, chat: bot.server.idOf("lin") };
    expect(await messenger.find(asked, "d", bot.clock.now().subtract({ minutes: 20 }))).toEqual(ref);
  });

  it("pings the people it may ping and only names the others", async () => {
    await using bot = await startDiscordBot();
    await bot.types("lin", "/incident whisper text:hello");
    await bot.quiet();
    const [lin] = await bot.rows<{ id: PersonId }>(sql`select id from people`);
    const id = lin?.id ?? ("" as PersonId);
    const message: Message = { summary: "s", blocks: [paragraph(person(id, "Lin"), " @everyone")] };
    await messengerOf(bot).post(at(bot, "#general"), { ...message, pings: [id] }, "a");
    await messengerOf(bot).post(at(bot, "#general"), message, "b");
    const shown = bot.messages("lin", "#general");
    expect(shown.map(({ pings }) => pings)).toEqual([true, false]);
    expect(shown.every(({ content }) => content.startsWith(`<@${bot.server.idOf("lin")}>`))).toBe(true);
    expect(bot.messages("sam", "#general").map(({ pings }) => pings)).toEqual([false, false]);
  });

  it("of 65,535 characters goes on in further messages, which follow when it is edited, shrink and go with it", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(at(bot, "#incidents"), long("first"), "long");
    const shown = () => squeezed(bot.words("ada"));
    const wanted = (message: Message) => message.summary.replaceAll(/\s/g, "");
    expect(shown()).toBe(wanted(long("first")));
    await messenger.edit(ref, long("second", 3_500));
    expect(shown()).toBe(wanted(long("second", 3_500)));
    await messenger.edit(ref, answer("short"));
    expect(bot.words("ada")).toEqual(["short"]);
    await messenger.edit(ref, long("third"));
    await bot.restart();
    await messengerOf(bot).remove(ref);
    expect(bot.words("ada")).toEqual([]);
  });

  it("with the same key is there once, however often it is sent", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const place = at(bot, "#incidents");
    bot.server.faults.fail("POST /channels/:channel/messages", { times: 1, after: true });
    const lost = await refusal(messenger.post(place, long("word"), "k"));
    expect(lost).toMatchObject({ permanent: false, retryAfter: undefined });
    await messenger.post(place, long("word"), "k");
    expect(squeezed(bot.words("ada"))).toBe(long("word").summary.replaceAll(/\s/g, ""));
    expect(posts(bot).every(({ body }) => (body as { enforce_nonce?: boolean }).enforce_nonce === true)).toBe(true);
  });

  it("is found by its controls once Discord has forgotten the nonce", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const place = at(bot, "#incidents");
    const message = { ...answer("card"), blocks: [controls(button("Go", "incident show inc-1"))] };
    const began = bot.clock.now();
    const ref = await messenger.post(place, message, "card:1");
    expect(await messenger.find(place, "card:1", began)).toBeNull();
    await bot.clock.advance("1h");
    expect(await messenger.find(place, "card:1", began)).toEqual(ref);
    expect(await messenger.find(place, "card:2", began)).toBeNull();
    expect(await messenger.find(place, "card:1", bot.clock.now())).toBeNull();
  });

  it("is sent once: a rate limit is the queue's to wait for, with its time", async () => {
    await using bot = await startDiscordBot();
    const rule = { times: 1, retryAfter: 30, channel: bot.server.idOf("#incidents") };
    bot.server.faults.rateLimit("POST /channels/:channel/messages", rule);
    const before = posts(bot).length;
    const failed = await refusal(messengerOf(bot).post(at(bot, "#incidents"), answer("one"), "a"));
    expect(failed.retryAfter).toBeCloseTo(30, 0);
    expect(failed.permanent).toBe(false);
    expect(posts(bot).length).toBe(before + 1);
    await messengerOf(bot).post(at(bot, "#general"), answer("elsewhere"), "b");
  });

  it("waits a moment where it is one of more than fifty in a second, which Discord would hold against us", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const card = await messenger.post(at(bot, "#incidents"), answer("one"), "a");
    await Promise.all(Array.from({ length: 60 }, (_, i) => messenger.edit(card, answer(`edit ${i}`))));
    expect(bot.words("ada")).toEqual(["edit 59"]);
  });

  it("is not tried again where it can never arrive, and is where Discord is in trouble", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const nowhere = { connection: bot.connection, chat: "1" };
    expect((await refusal(messenger.post(nowhere, answer("x"), "a"))).permanent).toBe(true);
    bot.server.faults.fail("POST /channels/:channel/messages", { times: 1, status: 502 });
    expect((await refusal(messenger.post(at(bot, "#incidents"), answer("x"), "b"))).permanent).toBe(false);
    bot.server.faults.down("refuse");
    expect((await refusal(messenger.post(at(bot, "#incidents"), answer("x"), "c"))).permanent).toBe(false);
    bot.server.faults.up();
  });

  it("brings its pictures, and says what they show", async () => {
    await using bot = await startDiscordBot();
    const file = { name: "board.png", mediaType: "image/png", alt: "a board", bytes: Buffer.from("png") };
    await messengerOf(bot).post(at(bot, "#incidents"), { ...answer("see"), files: [file] }, "a");
    expect(bot.messages("ada")[0]?.attachments).toMatchObject([{ name: "board.png", description: "a board", size: 3 }]);
  });
});

describe("a place", () => {
  it("can be posted in, or there is a remedy", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    expect(await messenger.reach(at(bot, "#incidents"))).toEqual({ ok: true, name: "incidents" });
    expect(await messenger.reach(at(bot, "#war-room"))).toEqual({ ok: true, name: "war-room" });
    bot.server.admin.setRole(bot.server.guild.id, { permissions: 1_024n + 2_048n });
    bot.server.admin.setRole("Tocsin", { permissions: 0n });
    expect(await messenger.reach(at(bot, "#incidents"))).toMatchObject({
      ok: false,
      remedy: expect.stringContaining("Embed Links, Attach Files"),
    });
    const gone = await messenger.reach({ connection: bot.connection, chat: "1" });
    expect(gone).toMatchObject({ ok: false, remedy: expect.stringContaining("View Channel") });
  });
});

describe("what Discord can do besides", () => {
  it("pins and unpins, twice without harm", async () => {
    await using bot = await startDiscordBot();
    const messenger = messengerOf(bot);
    const ref = await messenger.post(at(bot, "#incidents"), answer("banner"), "a");
    await messenger.pins?.pin(ref);
    await messenger.pins?.pin(ref);
    expect(bot.messages("ada").find(({ id }) => id === ref.message)?.pinned).toBe(true);
    await messenger.pins?.unpin(ref);
    await messenger.pins?.unpin(ref);
    expect(bot.messages("ada").find(({ id }) => id === ref.message)?.pinned).toBe(false);
  });

  it("makes a chat channel for an incident, and finds it again by its key", async () => {
    await using bot = await startDiscordBot();
    const rooms = messengerOf(bot).rooms;
    const options = { private: true, key: "room:1" };
    const place = await rooms?.create(bot.connection, "INC-1 Checkout is down!", options);
    expect(await rooms?.create(bot.connection, "INC-1 Checkout is down!", options)).toEqual(place);
    if (place === undefined) throw new Error("no room");
    const room = (name: string) => bot.server.state(name).channels.find(({ id }) => id === place.chat);
    expect(room("lin")).toBeUndefined();
    await rooms?.invite(place, [bot.server.idOf("lin"), "1"]);
    expect(room("lin")).toMatchObject({ name: "inc-1-checkout-is-down", private: true });
    await rooms?.topic(place, "INC-1 · open");
    expect(room("lin")?.topic).toBe("INC-1 · open");
    await rooms?.bookmark(place, "INC-1", "https://a.example/");
    expect(bot.server.messages("lin", place.chat).some(({ pinned }) => pinned)).toBe(true);
    await rooms?.archive(place);
    expect(room("lin")?.may.send).toBe(false);
    await rooms?.unarchive(place);
    expect(room("lin")?.may.send).toBe(true);
    await rooms?.remove(place, [bot.server.idOf("lin"), "1"]);
    expect(room("lin")).toBeUndefined();
    expect(room("sam")).toBeUndefined();
  });

  it("knows the members of roles, and says what to switch on where it may not", async () => {
    await using bot = await startDiscordBot();
    const role = bot.server.state("ada").roles.find(({ name }) => name === "on-call")?.id ?? "";
    const members = await messengerOf(bot).groups?.members(bot.connection, role);
    expect(members?.toSorted()).toEqual([bot.server.idOf("lin"), bot.server.idOf("grace")].toSorted());
    const everybody = await messengerOf(bot).groups?.members(bot.connection, bot.server.guild.id);
    expect(everybody?.toSorted()).toEqual(
      ["ada", "lin", "grace", "sam"].map((name) => bot.server.idOf(name)).toSorted(),
    );
    bot.server.install({ intents: { members: false } });
    const failed = await refusal(messengerOf(bot).groups?.members(bot.connection, role) ?? Promise.resolve());
    expect(failed.message).toContain("Server Members Intent");
    bot.server.install({ intents: { members: true } });
    bot.server.admin.removeRole("on-call");
    const gone = await refusal(messengerOf(bot).groups?.members(bot.connection, role) ?? Promise.resolve());
    expect(gone.message).toBe("Discord has no such role.");
  });
});
