import { type Client, Events, GatewayIntentBits } from "discord.js";
import { expect, it } from "vitest";
import { talkIn } from "./support/discord-forms.ts";
import { type Discord, login, makeClient, startDiscordWorld, usualIntents } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

const say = (content: string, channel = "#incidents") => ({ kind: "say", channel, content }) as const;

function listen(client: Client): string[] {
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message) => void heard.push(message.content));
  return heard;
}

it("welcomes the app with its servers, their channels, roles and people", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const guild = client.guilds.cache.get(discord.guild.id);
  expect(client.user.id).toBe(discord.bot.userId);
  expect(client.application.id).toBe(discord.applicationId);
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual([
    "general",
    "incidents",
    "payments",
    "war-room",
    "leads",
  ]);
  expect(guild?.roles.cache.map(({ name }) => name)).toEqual(["@everyone", "on-call", "Tocsin"]);
  expect(guild?.members.cache.map(({ displayName }) => displayName).toSorted()).toEqual([
    "Ada Okafor",
    "Grace Nilsson",
    "Lin",
    "Sam Ortiz",
    "Tocsin",
  ]);
  expect(guild?.members.me?.permissionsIn(discord.idOf("#incidents")).has("PinMessages")).toBe(true);
  expect(guild?.members.me?.permissionsIn(discord.idOf("#leads")).has("ViewChannel")).toBe(false);
});

it("tells a client without the members intent of nobody but the bot", async () => {
  await using world = await startDiscordWorld({ clientIntents: GatewayIntentBits.Guilds });
  const guild = world.client.guilds.cache.get(world.discord.guild.id);
  expect(guild?.members.cache.map(({ displayName }) => displayName)).toEqual(["Tocsin"]);
  expect(
    [...((await guild?.members.fetch({ query: "lin", limit: 5 })) ?? [])].map(([, each]) => each.user.username),
  ).toEqual(["linw"]);
});

it.each([
  ["a wrong token", { token: "nonsense" }, /invalid token/i],
  ["an intent that there is none of", { intents: 1 << 30 }, /invalid intents/],
  ["a privileged intent that is switched off", { intents: usualIntents }, /disallowed intents/],
] as const)("closes the door on %s", async (_, asked, message) => {
  await using world = await startDiscordWorld({ bot: false, intents: { messageContent: false } });
  const { discord } = world;
  const client = makeClient(discord, "intents" in asked ? asked.intents : GatewayIntentBits.Guilds);
  const failure = new Promise((resolve) => client.once(Events.ShardError, resolve));
  const attempt = login(client, "token" in asked ? asked.token : discord.token);
  await expect(Promise.race([attempt, failure.then((error) => Promise.reject(error))])).rejects.toThrow(message);
  attempt.catch(() => {});
  await client.destroy();
});

it.each([
  [{ op: 2, d: { token: "wrong", intents: 0, properties: {} } }, 4004],
  [{ op: 2, d: { intents: 1 << 30 } }, 4013],
  [{ op: 2, d: { intents: 1 << 15 } }, 4014],
  [{ op: 2, d: { intents: 0, shard: [2, 1] } }, 4010],
  [{ op: 3, d: {} }, 4003],
  ["nonsense", 4002],
  [{ op: 6, d: { session_id: "gone", seq: 1, token: "wrong" } }, 4004],
] as const)("answers %j with close code %i", async (line, code) => {
  await using world = await startDiscordWorld({ bot: false, intents: { messageContent: false } });
  const { discord } = world;
  const socket = new WebSocket(`${discord.apiUrl.replace("http", "ws").replace("/api", "")}/?v=10&encoding=json`);
  const closed = new Promise<number>((resolve) => socket.addEventListener("close", (event) => resolve(event.code)));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const said = typeof line === "string" ? line : JSON.stringify({ ...line, d: { token: discord.token, ...line.d } });
  socket.send(said);
  expect(await closed).toBe(code);
});

it("keeps what people say from an app without the message content intent, but for mentions and direct messages", async () => {
  await using world = await startDiscordWorld({
    intents: { messageContent: false },
    clientIntents: usualIntents & ~GatewayIntentBits.MessageContent,
  });
  const { discord, client } = world;
  const heard = listen(client);
  const { id = "" } = await discord.act("lin", say("checkout is down"));
  await discord.act("lin", say("@tocsin open"));
  await discord.act("lin", say("psst", "@tocsin"));
  await (await talkIn(client, discord.idOf("#incidents"))).send("my own words");
  await eventually(() => heard.length === 4);
  expect(heard).toEqual(["", `<@${discord.bot.userId}> open`, "psst", "my own words"]);
  const channel = await talkIn(client, discord.idOf("#incidents"));
  expect((await channel.messages.fetch({ message: id, force: true })).content).toBe("");
  expect(discord.messages("ada", "#incidents")[0]?.content).toBe("checkout is down");
});

it("gives every event to every session of a shard", async () => {
  await using world = await startDiscordWorld();
  const second = await world.begin();
  const [one, two] = [listen(world.client), listen(second)];
  await world.discord.act("lin", say("both of you"));
  await eventually(() => one.length + two.length === 2);
  expect([one, two]).toEqual([["both of you"], ["both of you"]]);
});

it("tells a shard of its own servers only", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const owner = Number((BigInt(discord.guild.id) >> 22n) % 2n);
  const names = await Promise.all([0, 1].map((shard) => guildsOfShard(discord, shard)));
  expect(names[owner]).toEqual([discord.guild.id]);
  expect(names[1 - owner]).toEqual([]);
});

function guildsOfShard({ apiUrl, token }: Discord, shard: number): Promise<readonly string[]> {
  const socket = new WebSocket(apiUrl.replace("http", "ws").replace("/api", "/?v=10&encoding=json"));
  return new Promise((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      const { op, t, d } = JSON.parse(String(data)) as {
        op: number;
        t: string | null;
        d: { guilds: { id: string }[] };
      };
      if (op === 10)
        socket.send(JSON.stringify({ op: 2, d: { token, intents: 1, shard: [shard, 2], properties: {} } }));
      if (t !== "READY") return;
      socket.close(1000);
      resolve(d.guilds.map(({ id }) => id));
    });
  });
}

async function away(discord: Discord): Promise<void> {
  await eventually(() => !discord.state("lin").connected);
}

it("resumes where the connection broke off, and loses nothing", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard = listen(client);
  let resumed = 0;
  client.on(Events.ShardResume, () => {
    resumed += 1;
  });
  await discord.act("lin", say("before"));
  await eventually(() => heard.length === 1);
  discord.faults.dropSockets();
  await away(discord);
  await discord.act("lin", say("while you were out"));
  await discord.act("ada", say("and this"));
  await eventually(() => heard.length === 3);
  await discord.act("lin", say("after"));
  await eventually(() => heard.length === 4);
  expect(heard).toEqual(["before", "while you were out", "and this", "after"]);
  expect(resumed).toBe(1);
});

it("reconnects and resumes when it is asked to", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard = listen(client);
  discord.faults.reconnect();
  await away(discord);
  await discord.act("lin", say("in between"));
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["in between"]);
});

it.each([
  ["the session is invalid", (discord: Discord) => discord.faults.invalidateSession()],
  [
    "sessions cannot be resumed",
    (discord: Discord) => {
      discord.faults.resume(false);
      discord.faults.dropSockets();
    },
  ],
] as const)("begins anew when %s, and what was said meanwhile is lost", async (_, trouble) => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard = listen(client);
  const before = discord.calls.length;
  trouble(discord);
  await away(discord);
  await discord.act("lin", say("nobody hears this"));
  await eventually(() => discord.state("lin").connected);
  await eventually(() => client.isReady() && client.ws.shards.every((shard) => shard.status === 0));
  await discord.act("lin", say("heard again"));
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["heard again"]);
  expect(discord.calls.length).toBe(before);
});

it("does not let a session be resumed after minutes, as Discord forgets it", async () => {
  const clock = { at: Temporal.Instant.from("2026-03-02T10:00:00Z") };
  await using world = await startDiscordWorld({ now: () => clock.at });
  const { discord, client } = world;
  const heard = listen(client);
  discord.faults.dropSockets();
  await away(discord);
  await discord.act("lin", say("long ago"));
  clock.at = clock.at.add({ minutes: 4 });
  await eventually(() => discord.state("lin").connected);
  await eventually(() => client.ws.shards.every((shard) => shard.status === 0));
  await discord.act("lin", say("now"));
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["now"]);
});

it("falls silent when half open, until the client misses an acknowledgement and comes back", async () => {
  await using world = await startDiscordWorld({ heartbeat: 150 });
  const { discord, client } = world;
  const heard = listen(client);
  discord.faults.halfOpen(true);
  await discord.act("lin", say("into the void"));
  expect([discord.state("lin").connected, heard]).toEqual([true, []]);
  await away(discord);
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["into the void"]);
});

it("says the last events again, as a resume may", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const raw: string[] = [];
  client.on(
    Events.Raw,
    (packet: { t: string; s: number; d: { id: string } }) => void raw.push(`${packet.t} ${packet.s} ${packet.d.id}`),
  );
  await discord.act("lin", say("one"));
  await discord.act("lin", say("two"));
  await eventually(() => raw.length === 2);
  discord.faults.redeliver(2);
  await eventually(() => raw.length === 4);
  expect(raw.slice(2)).toEqual(raw.slice(0, 2));
});
