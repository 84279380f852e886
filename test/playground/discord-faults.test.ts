import { Events, Routes } from "discord.js";
import { expect, it } from "vitest";
import { refusalBy } from "./support/discord-forms.ts";
import { startDiscordWorld } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

const create = "POST /channels/:channel/messages";

it("limits a route, and the client says it again when it may", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord, rest } = world;
  const path = Routes.channelMessages(discord.idOf("#incidents"));
  discord.faults.rateLimit(create, { times: 1, retryAfter: 0.05 });
  const began = performance.now();
  await rest.post(path, { body: { content: "one" } });
  expect(performance.now() - began).toBeGreaterThan(45);
  expect(discord.calls.filter(({ route }) => route === create).map(({ status }) => status)).toEqual([429, 200]);
  expect(discord.messages("lin", "#incidents")).toHaveLength(1);
});

it("says how long to wait, and whether everything must", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const ask = () => fetch(`${discord.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${discord.token}` } });
  discord.faults.rateLimit("*", { times: 1, retryAfter: 2.5, global: true });
  const limited = await ask();
  expect([limited.status, limited.headers.get("retry-after"), limited.headers.get("x-ratelimit-global")]).toEqual([
    429,
    "3",
    "true",
  ]);
  expect(await limited.json()).toEqual({ message: "You are being rate limited.", retry_after: 2.5, global: true });
  const fine = await ask();
  expect([fine.status, fine.headers.get("x-ratelimit-remaining")]).toEqual([200, "9999"]);
});

it("has buckets for each channel, which the client empties slowly", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord, rest } = world;
  discord.faults.bucket(create, { limit: 2, per: 0.1 });
  const post = (channel: string) =>
    rest.post(Routes.channelMessages(discord.idOf(channel)), { body: { content: "x" } });
  await Promise.all([post("#incidents"), post("#incidents"), post("#incidents"), post("#payments")]);
  expect(discord.calls.filter(({ route }) => route === create)).toHaveLength(4);
  expect(discord.calls.every(({ status }) => status === 200)).toBe(true);
  const send = () =>
    fetch(`${discord.apiUrl}/v10/channels/${discord.idOf("#general")}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "x" }),
    });
  expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([200, 200, 429]);
});

it("fails, drops the connection after the deed, or takes its time", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord, rest } = world;
  const incidents = discord.idOf("#incidents");
  const post = (content: string, channel = incidents) =>
    rest.post(Routes.channelMessages(channel), { body: { content } });
  discord.faults.fail(create, { times: 1, channel: incidents });
  await post("elsewhere", discord.idOf("#payments"));
  await expect(post("one")).rejects.toMatchObject({ status: 500 });
  discord.faults.fail(create, { times: 1, status: 403, code: 50013 });
  expect(await refusalBy(post("two"))).toMatchObject({ status: 403, code: 50013 });
  discord.faults.fail(create, { times: 1, after: true });
  await expect(post("three")).rejects.toThrow();
  discord.faults.fail(create, { times: 1, delay: 20 });
  await post("four");
  expect(discord.messages("lin", "#incidents").map(({ content }) => content)).toEqual(["three", "four"]);
  const calls = discord.calls.filter(({ params }) => params.channel === incidents);
  expect(calls.map(({ body, status, code }) => [body, status, code])).toEqual([
    [{ content: "one" }, 500, undefined],
    [{ content: "two" }, 403, 50013],
    [{ content: "three" }, 200, undefined],
    [{ content: "four" }, 200, undefined],
  ]);
  expect(JSON.stringify(discord.calls)).not.toContain(discord.token);
  discord.calls.clear();
  expect(discord.calls).toHaveLength(0);
});

it("answers nothing while it is down, and everything after", async () => {
  await using world = await startDiscordWorld();
  const { discord, client, rest } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
  discord.faults.down();
  await expect(rest.get(Routes.user())).rejects.toMatchObject({ status: 503 });
  await eventually(() => !discord.state("lin").connected);
  await discord.act("lin", { kind: "say", channel: "#incidents", content: "anybody?" });
  expect(await discord.act("lin", { kind: "command", channel: "#incidents", name: "x" })).toMatchObject({ ok: false });
  discord.faults.up();
  discord.faults.down("refuse");
  await expect(rest.get(Routes.user())).rejects.toThrow();
  discord.faults.up();
  expect(await rest.get(Routes.user())).toMatchObject({ id: discord.bot.userId });
  await eventually(() => heard.length === 1, 10_000);
  expect(heard).toEqual(["anybody?"]);
});

it("keeps interactions' tokens out of the log", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  await client.application.commands.create({ name: "x", description: "x" });
  const tokens: string[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    tokens.push(interaction.token);
    if (interaction.isChatInputCommand()) void interaction.reply("hi");
  });
  await discord.act("lin", { kind: "command", channel: "#incidents", name: "x" });
  await discord.settled();
  expect(discord.calls.at(-1)).toMatchObject({ route: "POST /interactions/:interaction/:token/callback", status: 204 });
  expect(JSON.stringify(discord.calls)).not.toContain(tokens[0]);
});
