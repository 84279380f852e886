import { AttachmentBuilder, Events, type Message, MessageFlags, Routes } from "discord.js";
import { expect, it } from "vitest";
import { button, codeOf, refusalBy, row, talkIn } from "./support/discord-forms.ts";
import { type DiscordWorld, startDiscordWorld } from "./support/discord-world.ts";
import { eventually, holdClock } from "./support/world.ts";

const at = { channel: "#incidents" } as const;

function poster({ rest, discord }: DiscordWorld, channel = "#incidents") {
  const path = Routes.channelMessages(discord.idOf(channel));
  return async (body: object) => (await rest.post(path, { body })) as { readonly id: string };
}

const textsOf = ({ discord }: DiscordWorld, channel = "#incidents") =>
  discord.messages("lin", channel).map(({ content }) => content);

it("says one thing once for each nonce, in any channel and for some minutes", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ bot: false, now: clock.now });
  const post = poster(world);
  const first = await post({ content: "one", nonce: "job-1", enforce_nonce: true });
  expect((await post({ content: "two", nonce: "job-1", enforce_nonce: true })).id).toBe(first.id);
  expect((await poster(world, "#payments")({ content: "three", nonce: "job-1", enforce_nonce: true })).id).toBe(
    first.id,
  );
  await post({ content: "unenforced", nonce: "job-1" });
  clock.advance({ minutes: 6 });
  await post({ content: "later", nonce: "job-1", enforce_nonce: true });
  expect([textsOf(world), textsOf(world, "#payments")]).toEqual([["one", "unenforced", "later"], []]);
});

it("says it once too when the answer to the first attempt was lost", async () => {
  await using world = await startDiscordWorld({ bot: false });
  world.discord.faults.fail("POST /channels/:channel/messages", { times: 1, after: true });
  const post = () => poster(world)({ content: "once", nonce: "job-2", enforce_nonce: true });
  await expect(post()).rejects.toThrow();
  await post();
  expect(textsOf(world)).toEqual(["once"]);
});

it("notifies exactly whom allowed_mentions names", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const [ada, grace] = [discord.idOf("ada"), discord.idOf("grace")];
  const role = discord.state("ada").roles.find(({ name }) => name === "on-call")?.id ?? "";
  const post = poster(world);
  const content = `<@${ada}> <@${grace}> <@&${role}> @everyone`;
  const pinged = async (allowed_mentions?: object) => {
    const { id } = await post({ content, ...(allowed_mentions === undefined ? {} : { allowed_mentions }) });
    return ["ada", "grace", "lin", "sam"].filter(
      (who) => discord.messages(who, "#incidents").find((message) => message.id === id)?.pings,
    );
  };
  expect(await pinged()).toEqual(["ada", "grace", "lin"]);
  expect(await pinged({ parse: [] })).toEqual([]);
  expect(await pinged({ parse: [], users: [ada] })).toEqual(["ada"]);
  expect(await pinged({ parse: [], roles: [role] })).toEqual(["grace", "lin"]);
  expect(await pinged({ parse: ["everyone"] })).toEqual([]);
  discord.admin.setRole("Tocsin", { permissions: (1n << 17n) | (1n << 10n) | (1n << 11n) });
  expect(await pinged({ parse: ["everyone"] })).toEqual(["ada", "grace", "lin", "sam"]);
  const refused = await refusalBy(post({ content, allowed_mentions: { parse: ["users"], users: [ada] } }));
  expect(refused.mistakes).toEqual(["allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]);
  await discord.act("lin", { kind: "say", ...at, content: "@everyone @grace" });
  expect(discord.messages("sam", "#incidents").at(-1)?.pings).toBe(false);
  expect(discord.messages("grace", "#incidents").at(-1)?.pings).toBe(true);
});

it("pings whom it answers unless it is told not to", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: Message[] = [];
  client.on(Events.MessageCreate, (message) => void heard.push(message));
  const { id = "" } = await discord.act("lin", { kind: "say", ...at, content: "is it down?" });
  const original = (await eventually(() => heard[0])).fetch();
  const answer = await (await original).reply("yes");
  const quiet = await (await original).reply({ content: "yes", allowedMentions: { repliedUser: false } });
  const mine = discord.messages("lin", "#incidents");
  expect(mine.map(({ pings, type }) => [pings, type])).toEqual([
    [false, 0],
    [true, 19],
    [false, 19],
  ]);
  expect(mine[1]?.reference).toMatchObject({ message: id, shown: { author: { name: "Lin" }, content: "is it down?" } });
  expect([answer.reference?.messageId, (await quiet.fetchReference()).id]).toEqual([id, id]);
  await discord.act("lin", { kind: "delete", ...at, message: id });
  expect(await codeOf((await original).reply("still?"))).toBe(50035);
  expect(
    (await poster(world)({ content: "still", message_reference: { message_id: id, fail_if_not_exists: false } })).id,
  ).toBeTruthy();
  expect(discord.messages("lin", "#incidents").map(({ reference }) => reference?.shown)).toEqual([
    null,
    null,
    undefined,
  ]);
});

it("sends files and gives them back, beside the text or inside an embed", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const channel = await talkIn(client, discord.idOf("#incidents"));
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAAElFTkSuQmCC", "base64");
  const sent = await channel.send({
    content: "board",
    files: [
      new AttachmentBuilder(Buffer.from("hello"), { name: "a log.txt", description: "The log" }),
      new AttachmentBuilder(png, { name: "board.png" }),
    ],
    embeds: [{ title: "Board", image: { url: "attachment://board.png" } }],
  });
  expect(sent.attachments.map(({ name, description, size }) => [name, description, size])).toEqual([
    ["a_log.txt", "The log", 5],
  ]);
  expect(await (await fetch(sent.attachments.first()?.url ?? "")).text()).toBe("hello");
  const picture = await fetch(sent.embeds[0]?.image?.url ?? "");
  expect([picture.headers.get("content-type"), (await picture.arrayBuffer()).byteLength]).toEqual([
    "image/png",
    png.length,
  ]);
  const shown = discord.messages("lin", "#incidents")[0];
  expect(shown?.attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([["a_log.txt", "text/plain"]]);
  expect(JSON.stringify(shown?.embeds)).toContain("/playground/discord/files/");
  const kept = await sent.edit({ attachments: [], embeds: [], files: [new AttachmentBuilder(png, { name: "c.png" })] });
  expect(kept.attachments.map(({ name, width, height }) => [name, width, height])).toEqual([["c.png", 2, 3]]);
  expect(discord.calls.at(-1)).toMatchObject({ method: "PATCH", files: [{ name: "c.png", size: png.length }] });
});

it("refuses files beyond ten megabytes, and eleven of them", async () => {
  await using world = await startDiscordWorld();
  const channel = await talkIn(world.client, world.discord.idOf("#incidents"));
  const big = new AttachmentBuilder(Buffer.alloc(10 * 1024 * 1024 + 1), { name: "big.bin" });
  expect(await codeOf(channel.send({ files: [big] }))).toBe(40005);
  const many = Array.from(
    { length: 11 },
    (_, index) => new AttachmentBuilder(Buffer.from("x"), { name: `${index}.txt` }),
  );
  expect(await codeOf(channel.send({ files: many }))).toBe(50035);
});

it("hears of what people say, change and take back", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content, member }) => void heard.push(`+ ${member?.displayName} ${content}`));
  client.on(Events.MessageUpdate, (_, { content, editedAt }) => void heard.push(`~ ${content} ${editedAt !== null}`));
  client.on(Events.MessageDelete, ({ id }) => void heard.push(`- ${id}`));
  const { id: file = "" } = await discord.act("lin", {
    kind: "upload",
    name: "a.txt",
    mediaType: "text/plain",
    base64: "aGk=",
  });
  const { id = "" } = await discord.act("lin", { kind: "say", ...at, content: "hi @ada in #payments", files: [file] });
  await discord.act("lin", { kind: "edit", ...at, message: id, content: "hello" });
  await discord.act("lin", { kind: "edit", ...at, message: id, content: "hello" });
  await discord.act("lin", { kind: "delete", ...at, message: id });
  await eventually(() => heard.length === 3);
  expect(heard).toEqual([
    `+ Lin hi <@${discord.idOf("ada")}> in <#${discord.idOf("#payments")}>`,
    "~ hello true",
    `- ${id}`,
  ]);
});

it("lets nobody change another's words, and only moderators take them back", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord, rest } = world;
  const { id = "" } = await discord.act("lin", { kind: "say", ...at, content: "mine" });
  const path = Routes.channelMessage(discord.idOf("#incidents"), id);
  expect(await codeOf(rest.patch(path, { body: { content: "x" } }))).toBe(50005);
  expect(await codeOf(rest.delete(path))).toBe(50013);
  expect(await discord.act("sam", { kind: "edit", ...at, message: id, content: "x" })).toEqual({
    ok: false,
    error: "Cannot edit a message authored by another user",
  });
  expect(await discord.act("sam", { kind: "delete", ...at, message: id })).toEqual({
    ok: false,
    error: "Missing Permissions",
  });
  expect(await discord.act("ada", { kind: "delete", ...at, message: id })).toEqual({ ok: true });
  expect(await codeOf(rest.get(path))).toBe(10008);
});

it("edits and deletes its own words", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const channel = await talkIn(client, discord.idOf("#incidents"));
  const sent = await channel.send({
    content: "  INC-1  ",
    components: [row(button("ack"))],
    embeds: [{ title: "Down" }],
  });
  expect(sent.content).toBe("INC-1");
  const edited = await sent.edit({ content: "INC-1 resolved", components: [] });
  expect([edited.content, edited.components, edited.embeds[0]?.title, edited.editedAt !== null]).toEqual([
    "INC-1 resolved",
    [],
    "Down",
    true,
  ]);
  await sent.suppressEmbeds(true);
  expect(discord.messages("lin", "#incidents")[0]?.flags).toBe(MessageFlags.SuppressEmbeds);
  expect(await codeOf(sent.edit({ content: "", embeds: [] }))).toBe(50006);
  await sent.delete();
  expect(textsOf(world)).toEqual([]);
  expect(await codeOf(sent.edit("gone"))).toBe(10008);
});

it("pages through what was said, newest first", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const ids: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    const { id = "" } = await discord.act("lin", { kind: "say", ...at, content: String(number) });
    ids.push(id);
  }
  const channel = await talkIn(client, discord.idOf("#incidents"));
  const look = async (options: object) =>
    (await channel.messages.fetch({ cache: false, ...options })).map(({ content }) => content).join("");
  expect(await look({ limit: 2 })).toBe("54");
  expect(await look({ before: ids[3], limit: 2 })).toBe("21");
  expect(await look({ after: ids[2], limit: 2 })).toBe("43");
  expect(await look({ around: ids[3], limit: 3 })).toBe("432");
});

it("deletes many at once, if they are young and it may", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ now: clock.now });
  const { discord, client, rest } = world;
  const gone: number[] = [];
  client.on(Events.MessageBulkDelete, (messages) => void gone.push(messages.size));
  const old = (await poster(world)({ content: "old" })).id;
  clock.advance({ hours: 15 * 24 });
  const fresh = [(await poster(world)({ content: "a" })).id, (await poster(world)({ content: "b" })).id];
  const remove = (messages: readonly string[]) =>
    rest.post(Routes.channelBulkDelete(discord.idOf("#incidents")), { body: { messages } });
  expect(await codeOf(remove(fresh))).toBe(50013);
  discord.install({ permissions: (1n << 13n) | (1n << 10n) | (1n << 11n) | (1n << 16n) });
  expect([await codeOf(remove([old, ...fresh])), await codeOf(remove([old]))]).toEqual([50034, 50016]);
  await remove(fresh);
  await eventually(() => gone.length === 1);
  expect([gone, textsOf(world)]).toEqual([[2], ["old"]]);
});

it("refuses direct messages to bots and to people who take none", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  discord.admin.changePerson("sam", { closed: true });
  expect(await codeOf((await client.users.fetch(discord.idOf("sam"))).send("hi"))).toBe(50007);
  expect(await codeOf(world.rest.post(Routes.userChannels(), { body: { recipient_id: discord.bot.userId } }))).toBe(
    50007,
  );
  expect(await codeOf(world.rest.post(Routes.userChannels(), { body: { recipient_id: "1" } }))).toBe(10013);
});
