import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Routes } from "discord.js";
import { expect, it } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { type Discord, startDiscordWorld } from "./support/discord-world.ts";

async function scratch() {
  const path = await mkdtemp(join(tmpdir(), "playground-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function look(discord: Discord) {
  const { channels, people, roles, commands, guild } = discord.state("lin");
  return {
    ids: [discord.token, discord.publicKey, discord.applicationId, discord.guild, discord.bot],
    guild,
    channels,
    people,
    roles,
    commands,
    messages: channels.map(({ id }) => discord.messages("lin", id)),
  };
}

it("shows the same server after a restart", async () => {
  await using folder = await scratch();
  const nonce = { nonce: "job-1", enforce_nonce: true };
  const before = await (async () => {
    await using world = await startDiscordWorld({ bot: false, dataDir: folder.path });
    const { discord, rest } = world;
    const channel = discord.idOf("#incidents");
    const { id: file = "" } = await discord.act("lin", {
      kind: "upload",
      name: "a.txt",
      mediaType: "text/plain",
      base64: "aGk=",
    });
    const { id = "" } = await discord.act("lin", { kind: "say", channel, content: "down", files: [file] });
    await discord.act("ada", { kind: "react", channel, message: id, emoji: "👀" });
    await rest.put(Routes.channelPin(channel, id));
    await rest.post(Routes.threads(channel, id), { body: { name: "thread" } });
    await rest.post(Routes.threads(discord.idOf("#war-room")), {
      body: { name: "post", message: { content: "card" } },
    });
    await rest.put(Routes.applicationCommands(discord.applicationId), { body: [{ name: "x", description: "x" }] });
    await rest.post(Routes.channelMessages(channel), { body: { content: "once", ...nonce } });
    discord.admin.createRole({ name: "payments", members: ["sam"] });
    return look(discord);
  })();
  await using world = await startDiscordWorld({ bot: false, dataDir: folder.path });
  const { discord, rest } = world;
  expect(look(discord)).toEqual(before);
  await rest.post(Routes.channelMessages(discord.idOf("#incidents")), { body: { content: "twice", ...nonce } });
  expect(discord.messages("lin", "#incidents").some(({ content }) => content === "twice")).toBe(false);
  const { id = "" } = await discord.act("lin", { kind: "say", channel: "#incidents", content: "later" });
  expect(BigInt(id) > BigInt(before.messages.flat().at(-1)?.id ?? 0)).toBe(true);
});

it("takes its people and channels from a seed, and keeps their ids", async () => {
  const discordSeed = {
    guild: "Umbra",
    people: [
      { handle: "kim", name: "Kim", owner: true, nick: "Kimmy" },
      { handle: "bo", name: "Bo", username: "bo.k", roles: ["ops"] },
    ],
    roles: [{ name: "ops", mentionable: true }],
    channels: [
      { name: "ops", only: ["ops", "kim"] },
      { name: "all" },
      { name: "posts", kind: "forum" as const, tags: [{ name: "Open" }] },
    ],
  };
  const now = () => Temporal.Now.instant();
  const [one, two] = await Promise.all([startPlayground({ now, discordSeed }), startPlayground({ now, discordSeed })]);
  const state = one.discord.state("kim");
  expect(state.people.map(({ handle, username, name, owner }) => [handle, username, name, owner])).toEqual([
    ["kim", "kim", "Kimmy", true],
    ["bo", "bo.k", "Bo", false],
  ]);
  expect(state.channels.map(({ name, private: hidden, kind }) => [name, hidden, kind])).toEqual([
    ["ops", true, "text"],
    ["all", false, "text"],
    ["posts", false, "forum"],
  ]);
  expect(two.discord.idOf("#ops")).toBe(one.discord.idOf("#ops"));
  expect(two.discord.token).not.toBe(one.discord.token);
  expect(one.discord.idOf("bo.k")).toBe(one.discord.idOf("bo"));
  await Promise.all([one.stop(), two.stop()]);
});

it("counts what a person has not read, and what pings them", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const counts = (who: string) => {
    const channel = discord.state(who).channels.find(({ name }) => name === "incidents");
    return [channel?.unread, channel?.pings];
  };
  await discord.act("lin", { kind: "say", channel: "#incidents", content: "one" });
  const { id = "" } = await discord.act("lin", { kind: "say", channel: "#incidents", content: "two @ada" });
  expect([counts("lin"), counts("ada"), counts("sam")]).toEqual([
    [0, 0],
    [2, 1],
    [2, 0],
  ]);
  await discord.act("ada", { kind: "read", channel: "#incidents", message: id });
  expect(counts("ada")).toEqual([0, 0]);
});

it("tells a person's page what to read again, and nobody what they may not see", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const heard: Record<string, string[]> = { ada: [], lin: [] };
  for (const who of ["ada", "lin"])
    discord.onNews(who, (news) => void heard[who]?.push(news.kind === "message" ? news.channel : news.kind));
  const { id } = await discord.act("ada", { kind: "say", channel: "#leads", content: "secret" });
  expect(id).toBeTruthy();
  expect(heard).toEqual({ ada: [discord.idOf("#leads")], lin: [] });
  await discord.act("ada", { kind: "create", name: "New Room", forum: true });
  expect(heard["lin"]).toEqual(["channels"]);
  expect(discord.state("lin").channels.at(-1)).toMatchObject({ name: "new-room", kind: "forum", tags: [] });
  expect(await discord.act("lin", { kind: "create", name: "other" })).toEqual({
    ok: false,
    error: "Missing Permissions",
  });
});

it("starts in a moment", async () => {
  const began = performance.now();
  const playground = await startPlayground({ now: () => Temporal.Now.instant() });
  const took = performance.now() - began;
  await playground.stop();
  expect(took).toBeLessThan(500);
});
