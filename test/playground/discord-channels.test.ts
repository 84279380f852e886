import { ChannelType, Events, PermissionFlagsBits as May, OverwriteType, Routes } from "discord.js";
import { expect, it } from "vitest";
import { codeOf, letters, refusalBy, talkIn } from "./support/discord-forms.ts";
import { type DiscordWorld, startDiscordWorld } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

const guildOf = ({ client, discord }: DiscordWorld) => {
  const guild = client.guilds.cache.get(discord.guild.id);
  if (guild === undefined) throw new Error("the bot is in no server");
  return guild;
};

it("makes, changes and removes channels, and tells of it", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.ChannelCreate, ({ name }) => void heard.push(`+ ${name}`));
  client.on(Events.ChannelUpdate, (_, channel) => void heard.push(`~ ${"name" in channel ? channel.name : ""}`));
  client.on(Events.ChannelDelete, (channel) => void heard.push(`- ${"name" in channel ? channel.name : ""}`));
  const guild = guildOf(world);
  const category = await guild.channels.create({ name: "Incidents", type: ChannelType.GuildCategory });
  const room = await guild.channels.create({ name: "INC 1 Checkout!", topic: "What is broken", parent: category.id });
  expect([room.name, room.topic, room.parentId]).toEqual(["inc-1-checkout", "What is broken", category.id]);
  await room.setTopic("Fixed");
  expect(discord.state("lin").channels.find(({ id }) => id === room.id)?.topic).toBe("Fixed");
  await room.send("hello");
  await room.delete();
  await eventually(() => heard.length === 4);
  expect(heard).toEqual(["+ Incidents", "+ inc-1-checkout", "~ inc-1-checkout", "- inc-1-checkout"]);
  expect(await codeOf(room.send("gone"))).toBe(10003);
  expect(await codeOf(world.rest.post(Routes.guildChannels(guild.id), { body: { name: letters(101) } }))).toBe(50035);
  expect(
    await codeOf(world.rest.patch(Routes.channel(discord.idOf("#incidents")), { body: { topic: letters(1025) } })),
  ).toBe(50035);
});

it("shows a private channel to those it names only", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
  const sees = (who: string) => discord.state(who).channels.some(({ name }) => name === "leads");
  expect([sees("ada"), sees("grace"), sees("lin")]).toEqual([true, true, false]);
  await discord.act("ada", { kind: "say", channel: "#leads", content: "secret" });
  expect(await discord.act("lin", { kind: "say", channel: "#leads", content: "hello?" })).toEqual({
    ok: false,
    error: "Unknown Channel",
  });
  expect([
    await codeOf(client.channels.fetch(discord.idOf("#leads"), { force: true })),
    discord.messages("lin", discord.idOf("#leads")),
  ]).toEqual([50001, []]);
  discord.admin.addTo("#leads", "tocsin");
  discord.admin.addTo("#leads", "lin");
  await discord.act("lin", { kind: "say", channel: "#leads", content: "thanks" });
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["thanks"]);
  discord.admin.removeFrom("#incidents", "tocsin");
  await discord.act("ada", { kind: "say", channel: "#incidents", content: "unheard" });
  expect(
    await codeOf(world.rest.post(Routes.channelMessages(discord.idOf("#incidents")), { body: { content: "x" } })),
  ).toBe(50001);
  discord.admin.addTo("#incidents", "tocsin");
  await discord.act("ada", { kind: "say", channel: "#incidents", content: "heard" });
  await eventually(() => heard.length === 2);
  expect(heard).toEqual(["thanks", "heard"]);
});

it("lets the bot give away no more than it may itself", async () => {
  await using world = await startDiscordWorld();
  const { discord } = world;
  const guild = guildOf(world);
  const room = await guild.channels.create({
    name: "inc-1",
    permissionOverwrites: [
      { id: guild.id, deny: [May.ViewChannel] },
      { id: discord.idOf("lin"), allow: [May.ViewChannel], type: OverwriteType.Member },
      { id: discord.bot.userId, allow: [May.ViewChannel], type: OverwriteType.Member },
    ],
  });
  const sees = (who: string) => discord.state(who).channels.some(({ id }) => id === room.id);
  expect([sees("lin"), sees("sam")]).toEqual([true, false]);
  await room.permissionOverwrites.create(discord.idOf("sam"), { ViewChannel: true }, { type: OverwriteType.Member });
  await room.permissionOverwrites.delete(discord.idOf("lin"));
  expect([sees("lin"), sees("sam")]).toEqual([false, true]);
  expect(await codeOf(room.permissionOverwrites.create(guild.id, { Administrator: true }))).toBe(50013);
  expect(await codeOf(room.permissionOverwrites.delete("1"))).toBe(10009);
});

it("pins by either address, says so in the channel, and needs its own right", async () => {
  await using world = await startDiscordWorld();
  const { discord, client, rest } = world;
  const seen: string[] = [];
  client.on(Events.ChannelPinsUpdate, ({ id }) => void seen.push(id));
  const channel = await talkIn(client, discord.idOf("#incidents"));
  const [one, two] = [await channel.send("one"), await channel.send("two")];
  await one.pin();
  await rest.put(Routes.channelPin(channel.id, two.id));
  expect(discord.messages("lin", "#incidents").map(({ type, content, pinned }) => [type, content, pinned])).toEqual([
    [0, "one", true],
    [0, "two", true],
    [6, "", false],
    [6, "", false],
  ]);
  const { items } = await channel.messages.fetchPins();
  expect(items.map(({ message }) => message.content)).toEqual(["two", "one"]);
  expect(await rest.get(Routes.channelPins(channel.id))).toHaveLength(2);
  await one.unpin();
  await eventually(() => seen.length === 3);
  expect(discord.state("lin").channels.find(({ name }) => name === "incidents")?.pins).toEqual([two.id]);
  discord.install({ permissions: May.ViewChannel | May.SendMessages | May.ManageMessages | May.ReadMessageHistory });
  expect(await codeOf(one.pin())).toBe(50013);
});

it("adds and takes back reactions", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageReactionAdd, ({ emoji }, user) => void heard.push(`+ ${emoji.name} ${user.username}`));
  client.on(Events.MessageReactionRemove, ({ emoji }, user) => void heard.push(`- ${emoji.name} ${user.username}`));
  const channel = await talkIn(client, discord.idOf("#incidents"));
  const message = await channel.send("down");
  const at = { channel: channel.id, message: message.id, emoji: "👀" };
  await discord.act("lin", { kind: "react", ...at });
  await message.react("👀");
  expect(discord.messages("ada", "#incidents")[0]?.reactions).toEqual([
    { emoji: "👀", users: [discord.idOf("lin"), discord.bot.userId] },
  ]);
  expect((await (await message.fetch()).reactions.resolve("👀")?.users.fetch())?.size).toBe(2);
  await discord.act("lin", { kind: "unreact", ...at });
  await eventually(() => heard.length === 3);
  expect(heard).toEqual(["+ 👀 linw", "+ 👀 Tocsin", "- 👀 linw"]);
  expect(await codeOf(message.react("nonsense"))).toBe(10014);
  await message.reactions.resolve("👀")?.users.remove(client.user.id);
  expect(discord.messages("ada", "#incidents")[0]?.reactions).toEqual([]);
});

it("knows the server's members and roles, and changes them", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.GuildMemberAdd, ({ displayName }) => void heard.push(`+ ${displayName}`));
  client.on(
    Events.GuildMemberUpdate,
    (_, { displayName, roles }) =>
      void heard.push(
        `~ ${displayName} ${roles.cache
          .map(({ name }) => name)
          .toSorted()
          .join()}`,
      ),
  );
  client.on(Events.GuildMemberRemove, ({ displayName }) => void heard.push(`- ${displayName}`));
  client.on(Events.GuildRoleCreate, ({ name }) => void heard.push(`role ${name}`));
  const guild = guildOf(world);
  expect((await guild.members.search({ query: "sam", limit: 5 })).map(({ user }) => user.username)).toEqual([
    "sam_ortiz",
  ]);
  expect((await guild.members.list({ limit: 10 })).size).toBe(5);
  expect((await guild.roles.fetch()).map(({ name }) => name).toSorted()).toEqual(["@everyone", "Tocsin", "on-call"]);
  expect([
    await codeOf(guild.members.fetch("1")),
    await codeOf(world.rest.get(Routes.guildRole(guild.id, "1"))),
  ]).toEqual([10013, 10011]);
  discord.admin.addPerson({ handle: "kim", name: "Kim" });
  const role = discord.admin.createRole({ name: "payments", members: ["kim"] });
  discord.admin.changePerson("kim", { nick: "Kimmy" });
  const kim = await guild.members.fetch(discord.idOf("kim"));
  await kim.roles.remove(role);
  discord.admin.removePerson("kim");
  await eventually(() => heard.length === 6);
  expect(heard).toEqual([
    "+ Kim",
    "role payments",
    "~ Kim @everyone,payments",
    "~ Kimmy @everyone,payments",
    "~ Kimmy @everyone",
    "- Kimmy",
  ]);
  expect(await codeOf(guild.members.fetch({ user: discord.idOf("kim"), force: true }))).toBe(10007);
});

it("joins a second server, hears it apart from the first, and may be thrown out", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ guild, content }) => void heard.push(`${guild?.name} ${content}`));
  const seed = {
    guild: "Umbra",
    people: [
      { handle: "kim", name: "Kim" },
      { handle: "ada", name: "Ada" },
    ],
    channels: [{ name: "general" }],
  };
  const second = discord.admin.secondGuild(seed);
  await eventually(() => client.guilds.cache.has(second.id));
  expect(second.idOf("#general")).not.toBe(discord.idOf("#general"));
  await discord.act("kim", { kind: "say", channel: "Umbra#general", content: "hi" });
  await discord.act("ada", { kind: "say", channel: "#general", content: "hi" });
  await eventually(() => heard.length === 2);
  expect(heard).toEqual(["Umbra hi", "Acme hi"]);
  expect(discord.state("ada").guilds.map(({ name }) => name)).toEqual(["Acme", "Umbra"]);
  expect(await discord.act("lin", { kind: "say", channel: "Umbra#general", content: "hi" })).toMatchObject({
    ok: false,
  });
  discord.admin.removePerson("tocsin");
  await eventually(() => !client.guilds.cache.has(discord.guild.id));
  discord.install();
  await eventually(() => client.guilds.cache.get(discord.guild.id)?.available);
  second.leave();
  await eventually(() => !client.guilds.cache.has(second.id));
  expect(await codeOf(world.rest.get(Routes.channel(second.idOf("#general"))))).toBe(50001);
});

it("lets people make a server of their own, with everybody and the bot in it", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const { id = "" } = await discord.act("lin", { kind: "found", name: "Partners" });
  await eventually(() => client.guilds.cache.has(id));
  expect(discord.state("lin").guilds).toContainEqual({ id, name: "Partners", owner: true });
  expect(discord.state("ada").guilds).toContainEqual({ id, name: "Partners", owner: false });
  expect(await discord.act("ada", { kind: "create", name: "ops", guild: id })).toMatchObject({ ok: false });
  expect(await discord.act("lin", { kind: "create", name: "ops", guild: id })).toMatchObject({ ok: true });
  expect(
    discord
      .state("ada")
      .channels.filter(({ guild }) => guild === id)
      .map(({ name }) => name),
  ).toEqual(["general", "incidents", "ops"]);
  expect(await discord.act("ada", { kind: "found", name: "Partners" })).toEqual({
    ok: false,
    error: "There is a server called Partners already.",
  });
});

it("lets another app speak, which is not the bot", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: (string | boolean)[] = [];
  client.on(
    Events.MessageCreate,
    ({ author, webhookId }) => void heard.push(author.username, author.bot, webhookId !== null),
  );
  const id = discord.admin.sayAsOther("#incidents", { name: "Grafana", content: "CPU is high" });
  await eventually(() => heard.length === 3);
  expect(heard).toEqual(["Grafana", true, true]);
  expect(discord.messages("lin", "#incidents")[0]?.author).toMatchObject({ name: "Grafana", bot: true });
  expect(
    await codeOf(world.rest.patch(Routes.channelMessage(discord.idOf("#incidents"), id), { body: { content: "x" } })),
  ).toBe(50005);
});

it.each([
  ["an address that there is none of", "/nowhere", 0, 404],
  ["an unknown channel", Routes.channel("1"), 10003, 404],
  ["an unknown server", Routes.guild("1"), 10004, 404],
  ["an unknown person", Routes.user("1"), 10013, 404],
  ["another app's commands", Routes.applicationCommands("1"), 10002, 404],
] as const)("knows nothing of %s", async (_, path, code, status) => {
  await using world = await startDiscordWorld({ bot: false });
  const refused = await refusalBy(world.rest.get(path as `/${string}`));
  expect([refused.code, refused.status]).toEqual([code, status]);
});

it("answers nobody without the bot's token", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { apiUrl } = world.discord;
  const response = await fetch(`${apiUrl}/v10/users/@me`, { headers: { authorization: "Bot wrong" } });
  expect([response.status, await response.json()]).toEqual([401, { message: "401: Unauthorized", code: 0 }]);
});
