import {
  type AnyThreadChannel,
  ChannelType,
  Events,
  type ForumChannel,
  Routes,
  type TextChannel,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { expect, it } from "vitest";
import { codeOf, letters, refusalBy, talkIn } from "./support/discord-forms.ts";
import { type DiscordWorld, startDiscordWorld } from "./support/discord-world.ts";
import { eventually, holdClock } from "./support/world.ts";

async function textChannel({ client, discord }: DiscordWorld, name = "#incidents"): Promise<TextChannel> {
  return (await client.channels.fetch(discord.idOf(name))) as TextChannel;
}

async function forum({ client, discord }: DiscordWorld): Promise<ForumChannel> {
  return (await client.channels.fetch(discord.idOf("#war-room"))) as ForumChannel;
}

const textsIn = ({ discord }: DiscordWorld, thread: string) =>
  discord.messages("lin", thread).map(({ content }) => content);
const threadOf = ({ discord }: DiscordWorld, id: string) =>
  discord.state("lin").channels.find((channel) => channel.id === id);

it("hangs a thread under a message, with the message's id, once", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content, channelId }) => void heard.push(`${channelId} ${content}`));
  const card = await (await textChannel(world)).send("INC-1");
  const thread = await card.startThread({
    name: "INC-1 checkout down",
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
  });
  expect([thread.id, thread.parentId, thread.ownerId, thread.autoArchiveDuration]).toEqual([
    card.id,
    discord.idOf("#incidents"),
    discord.bot.userId,
    1440,
  ]);
  const again = world.rest.post(Routes.threads(discord.idOf("#incidents"), card.id), { body: { name: "again" } });
  expect(await codeOf(again)).toBe(160004);
  await discord.act("lin", { kind: "say", channel: thread.id, content: "looking" });
  await thread.send("noted");
  await eventually(() => heard.includes(`${thread.id} looking`));
  expect(textsIn(world, thread.id)).toEqual(["", "looking", "noted"]);
  expect(discord.messages("lin", thread.id)[0]).toMatchObject({
    type: 21,
    reference: { message: card.id, shown: { content: "INC-1" } },
    starter: { id: card.id, channel: discord.idOf("#incidents"), content: "INC-1" },
  });
  await card.edit("INC-1, resolved");
  expect(discord.messages("lin", thread.id)[0]?.starter).toMatchObject({ content: "INC-1, resolved" });
  expect(discord.messages("ada", "#incidents")[0]?.thread).toEqual({
    id: thread.id,
    name: "INC-1 checkout down",
    messages: 2,
    archived: false,
  });
  expect(threadOf(world, thread.id)).toMatchObject({
    kind: "thread",
    parent: discord.idOf("#incidents"),
    members: [discord.bot.userId, discord.idOf("lin")],
  });
  expect((await card.fetch()).thread?.id).toBe(thread.id);
});

it("begins threads without a message, public ones told of in the channel", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const channel = await textChannel(world);
  const open = await channel.threads.create({ name: "open", type: ChannelType.PublicThread });
  const hidden = await channel.threads.create({ name: "hidden", type: ChannelType.PrivateThread });
  expect(discord.messages("lin", "#incidents").map(({ type, content }) => [type, content])).toEqual([[18, "open"]]);
  expect([threadOf(world, open.id)?.kind, threadOf(world, hidden.id)]).toEqual(["thread", undefined]);
  await hidden.members.add(discord.idOf("lin"));
  expect(threadOf(world, hidden.id)?.kind).toBe("private-thread");
  await hidden.members.remove(discord.idOf("lin"));
  expect(threadOf(world, hidden.id)).toBeUndefined();
  const { id = "" } = await discord.act("lin", { kind: "thread", channel: "#incidents", name: "lin's" });
  await eventually(() => world.client.channels.cache.has(id));
  expect((await channel.threads.fetchActive()).threads.map(({ name }) => name).toSorted()).toEqual([
    "hidden",
    "lin's",
    "open",
  ]);
});

it("opens an archived thread when somebody writes in it, unless it is locked", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const updates: (boolean | null)[] = [];
  client.on(Events.ThreadUpdate, (_, thread) => void updates.push(thread.archived));
  const card = await (await textChannel(world)).send("INC-1");
  const thread = await card.startThread({ name: "one" });
  const line = await thread.send("first");
  await thread.setArchived(true);
  expect(await codeOf(line.edit("changed"))).toBe(50083);
  expect(await codeOf(line.react("👀"))).toBe(50083);
  expect(await codeOf(thread.setName("two"))).toBe(50083);
  expect((await (await textChannel(world)).threads.fetchArchived()).threads.map(({ id }) => id)).toEqual([thread.id]);
  await discord.act("lin", { kind: "say", channel: thread.id, content: "me too" });
  await eventually(() => updates.length === 2);
  expect(updates).toEqual([true, false]);
  await thread.setLocked(true);
  await thread.setArchived(true);
  expect(await discord.act("lin", { kind: "say", channel: thread.id, content: "hello?" })).toEqual({
    ok: false,
    error: "Thread is locked",
  });
  await thread.send("moderators may");
  discord.install({ permissions: (1n << 38n) | (1n << 10n) });
  await discord.act("ada", { kind: "archive", channel: thread.id });
  expect(await codeOf(thread.send("not any more"))).toBe(160005);
});

it("archives what nobody has spoken in for long enough", async () => {
  const clock = holdClock();
  await using world = await startDiscordWorld({ now: clock.now });
  const card = await (await textChannel(world)).send("INC-1");
  const thread = await card.startThread({ name: "one", autoArchiveDuration: ThreadAutoArchiveDuration.OneHour });
  clock.advance({ minutes: 59 });
  world.discord.tick();
  expect(threadOf(world, thread.id)?.thread?.archived).toBe(false);
  await thread.send("still here");
  clock.advance({ minutes: 60 });
  world.discord.tick();
  expect(threadOf(world, thread.id)?.thread?.archived).toBe(true);
  await eventually(() => thread.archived);
});

it("posts in a forum with tags, and keeps them up to date", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const war = await forum(world);
  const tag = (name: string) => war.availableTags.find((each) => each.name === name)?.id ?? "";
  const post = await war.threads.create({
    name: "INC-1 checkout down",
    message: { content: "the card", files: [{ attachment: Buffer.from("x"), name: "x.txt" }] },
    appliedTags: [tag("Open"), tag("High")],
  });
  const starter = await post.fetchStarterMessage();
  expect([starter?.id, starter?.content, starter?.attachments.size]).toEqual([post.id, "the card", 1]);
  await post.setAppliedTags([tag("Resolved"), tag("High")]);
  expect(threadOf(world, post.id)).toMatchObject({
    parent: war.id,
    name: "INC-1 checkout down",
    thread: { messages: 0, tags: [tag("Resolved"), tag("High")] },
  });
  await post.setArchived(true);
  expect(await codeOf(starter?.edit("changed") ?? Promise.resolve())).toBe(50083);
  await post.setArchived(false);
  await starter?.edit("changed");
  expect(textsIn(world, post.id)).toEqual(["changed"]);
  const { id = "" } = await discord.act("lin", {
    kind: "post",
    channel: "#war-room",
    name: "lin's",
    content: "hello",
    tags: ["Low"],
  });
  expect(threadOf(world, id)?.thread?.tags).toEqual([tag("Low")]);
  await eventually(() => world.client.channels.cache.has(id));
});

it.each([
  ["six tags", { applied_tags: ["1", "2", "3", "4", "5", "6"] }, "applied_tags BASE_TYPE_MAX_LENGTH"],
  ["an unknown tag", { applied_tags: ["1"] }, "applied_tags.0 FORUM_TAG_INVALID"],
  ["a name of 101", { name: letters(101) }, "name BASE_TYPE_MAX_LENGTH"],
  ["no name", { name: "" }, "name BASE_TYPE_REQUIRED"],
  ["no message", { message: undefined }, "message BASE_TYPE_REQUIRED"],
  ["an odd time to archive", { auto_archive_duration: 90 }, "auto_archive_duration BASE_TYPE_CHOICES"],
] as const)("refuses a post with %s", async (_, more, mistake) => {
  await using world = await startDiscordWorld({ bot: false });
  const body = { name: "post", message: { content: "hi" }, ...more };
  const refused = await refusalBy(world.rest.post(Routes.threads(world.discord.idOf("#war-room")), { body }));
  expect([refused.code, refused.mistakes]).toEqual([50035, [mistake]]);
});

it("has forums whose tags are few, and may be required", async () => {
  await using world = await startDiscordWorld();
  const { client, discord } = world;
  const war = await forum(world);
  const many = Array.from({ length: 21 }, (_, index) => ({ name: `t${index}` }));
  expect((await refusalBy(war.setAvailableTags(many))).mistakes).toEqual(["available_tags BASE_TYPE_MAX_LENGTH"]);
  const kept = war.availableTags.slice(0, 2);
  const changed = await war.setAvailableTags([...kept, { name: "New", emoji: { id: null, name: "🆕" } }]);
  expect(changed.availableTags.map(({ name }) => name)).toEqual(["Open", "Acknowledged", "New"]);
  expect(changed.availableTags[0]?.id).toBe(kept[0]?.id);
  await war.edit({ flags: 1 << 4 });
  expect(await codeOf(war.threads.create({ name: "x", message: { content: "x" } }))).toBe(40067);
  expect(await codeOf(world.rest.post(Routes.channelMessages(war.id), { body: { content: "x" } }))).toBe(50008);
  const made = await client.guilds.cache
    .get(discord.guild.id)
    ?.channels.create({ name: "Post Mortems", type: ChannelType.GuildForum, availableTags: [{ name: "Done" }] });
  expect([made?.name, made?.availableTags.map(({ name }) => name)]).toEqual(["post-mortems", ["Done"]]);
});

it("leaves moderated tags to who may manage threads", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord, rest } = world;
  const war = discord.idOf("#war-room");
  const tags = [{ name: "Official", moderated: true }, { name: "Mine" }];
  await rest.patch(Routes.channel(war), { body: { available_tags: tags } });
  const [official = "", own = ""] =
    discord
      .state("lin")
      .channels.find(({ id }) => id === war)
      ?.tags?.map(({ id }) => id) ?? [];
  const post = (id: string) =>
    rest.post(Routes.threads(war), { body: { name: "x", message: { content: "x" }, applied_tags: [id] } });
  await post(official);
  discord.install({ permissions: (1n << 10n) | (1n << 11n) });
  expect(await codeOf(post(official))).toBe(50013);
  await post(own);
  expect(await discord.act("lin", { kind: "post", channel: war, name: "x", content: "x", tags: ["Official"] })).toEqual(
    { ok: false, error: "Missing Permissions" },
  );
});

it("needs the right to begin threads, and the right to write in them", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const channel = await textChannel(world);
  const card = await channel.send("INC-1");
  const thread = await card.startThread({ name: "one" });
  discord.install({ permissions: (1n << 10n) | (1n << 11n) | (1n << 16n) });
  discord.admin.setRole("@everyone", { permissions: (1n << 10n) | (1n << 11n) });
  expect(await codeOf(thread.send("hi"))).toBe(50013);
  expect(await codeOf((await channel.send("INC-2")).startThread({ name: "two" }))).toBe(50013);
  expect(await discord.act("lin", { kind: "thread", channel: "#incidents", name: "three" })).toEqual({
    ok: false,
    error: "Missing Permissions",
  });
});

it("lets people and the bot into threads and out again", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const { id = "" } = await discord.act("lin", { kind: "thread", channel: "#incidents", name: "lin's" });
  await eventually(() => client.channels.cache.has(id));
  const thread = client.channels.cache.get(id) as AnyThreadChannel;
  await thread.join();
  expect((await thread.members.fetch()).map(({ id: user }) => user).toSorted()).toEqual(
    [discord.bot.userId, discord.idOf("lin")].toSorted(),
  );
  await discord.act("lin", { kind: "invite", channel: id, person: "ada" });
  await discord.act("lin", { kind: "leave", channel: id });
  await eventually(
    () => thread.members.cache.has(discord.idOf("ada")) && !thread.members.cache.has(discord.idOf("lin")),
  );
  await thread.leave();
  expect(await codeOf(thread.members.fetchMe())).toBe(10007);
  await discord.act("ada", { kind: "remove", channel: id });
  await eventually(() => !client.channels.cache.has(id));
  expect(
    await codeOf((await talkIn(client, discord.idOf("#incidents"))).client.channels.fetch(id, { force: true })),
  ).toBe(10003);
});
