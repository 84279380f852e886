import { Events } from "discord.js";
import { expect, it } from "vitest";
import { type Discord, startDiscordWorld } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

const channelOf = (discord: Discord, who: string, id: string) =>
  discord.state(who).channels.find((channel) => channel.id === id);
const refused = (error: string) => ({ ok: false, error });

it("lets the owner make rooms and let people in, and nobody else", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const { id = "" } = await discord.act("ada", { kind: "create", name: "#Board Room", private: true });
  expect([channelOf(discord, "ada", id)?.name, channelOf(discord, "lin", id)]).toEqual(["board-room", undefined]);
  expect(await discord.act("lin", { kind: "invite", channel: "#incidents", person: "sam" })).toEqual(
    refused("Missing Permissions"),
  );
  expect(await discord.act("ada", { kind: "invite", channel: id, person: "lin" })).toEqual({ ok: true });
  expect(channelOf(discord, "lin", id)).toMatchObject({ private: true, may: { send: true, manage: false } });
  expect(await discord.act("lin", { kind: "rename", channel: id, name: "mine" })).toEqual(
    refused("Missing Permissions"),
  );
  await discord.act("ada", { kind: "rename", channel: id, name: "War Council" });
  await eventually(() => client.channels.cache.get(id)?.isTextBased());
  expect(channelOf(discord, "lin", id)?.name).toBe("war-council");
  expect(await discord.act("lin", { kind: "remove", channel: id })).toEqual(refused("Missing Permissions"));
  await discord.act("ada", { kind: "remove", channel: id });
  expect(channelOf(discord, "ada", id)).toBeUndefined();
});

it("lets who began a thread put it away, and moderators lock it", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const { id = "" } = await discord.act("lin", { kind: "thread", channel: "#incidents", name: "one" });
  expect(await discord.act("sam", { kind: "rename", channel: id, name: "two" })).toEqual(
    refused("Missing Permissions"),
  );
  await discord.act("lin", { kind: "rename", channel: id, name: "two" });
  expect(await discord.act("sam", { kind: "archive", channel: id })).toEqual(refused("Missing Permissions"));
  await discord.act("lin", { kind: "archive", channel: id });
  expect(channelOf(discord, "sam", id)).toMatchObject({ name: "two", thread: { archived: true, locked: false } });
  expect(await discord.act("sam", { kind: "unarchive", channel: id })).toEqual({ ok: true });
  expect(await discord.act("lin", { kind: "lock", channel: id })).toEqual(refused("Missing Permissions"));
  await discord.act("ada", { kind: "lock", channel: id });
  expect(channelOf(discord, "lin", id)?.may.send).toBe(false);
  await discord.act("ada", { kind: "unlock", channel: id });
  await discord.act("sam", { kind: "join", channel: id });
  expect(channelOf(discord, "lin", id)).toMatchObject({
    may: { send: true },
    members: [discord.idOf("lin"), discord.idOf("sam")],
  });
  expect(await discord.act("lin", { kind: "archive", channel: "#incidents" })).toEqual(
    refused("Cannot execute action on this channel type"),
  );
});

it("pins for who may, and takes the pin away with the message", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const { id = "" } = await discord.act("lin", { kind: "say", channel: "#incidents", content: "the card" });
  const at = { channel: discord.idOf("#incidents"), message: id };
  expect(await discord.act("lin", { kind: "pin", ...at })).toEqual(refused("Missing Permissions"));
  await discord.act("ada", { kind: "pin", ...at });
  expect(channelOf(discord, "lin", at.channel)?.pins).toEqual([id]);
  await discord.act("lin", { kind: "delete", ...at });
  expect(channelOf(discord, "lin", at.channel)?.pins).toEqual([]);
});

it("talks in direct messages, which only the two of them see", async () => {
  await using world = await startDiscordWorld();
  const { discord, client } = world;
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void heard.push(content));
  const { id = "" } = await discord.act("lin", { kind: "dm", person: "ada" });
  await discord.act("lin", { kind: "say", channel: id, content: "between us" });
  await discord.act("lin", { kind: "say", channel: "@tocsin", content: "and you" });
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["and you"]);
  expect([discord.messages("ada", id).length, discord.messages("sam", id).length]).toEqual([1, 0]);
  expect(
    discord
      .state("ada")
      .channels.filter(({ kind }) => kind === "dm")
      .map(({ name }) => name),
  ).toEqual(["Lin"]);
  expect(await discord.act("lin", { kind: "remove", channel: id })).toEqual(
    refused("Cannot execute action on a DM channel"),
  );
});

it("does not show somebody else's upload, nor a message that is not there", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const { discord } = world;
  const { id: file = "" } = await discord.act("lin", {
    kind: "upload",
    name: "a.txt",
    mediaType: "text/plain",
    base64: "aGk=",
  });
  expect(await discord.act("sam", { kind: "say", channel: "#incidents", content: "x", files: [file] })).toEqual(
    refused("There is no such file."),
  );
  expect(await discord.act("sam", { kind: "react", channel: "#incidents", message: "1", emoji: "👀" })).toEqual(
    refused("Unknown Message"),
  );
  expect(await discord.act("sam", { kind: "say", channel: "#nowhere", content: "x" })).toEqual(
    refused("Unknown Channel"),
  );
  expect(await discord.act("sam", { kind: "say", channel: "#war-room", content: "x" })).toEqual(
    refused("Cannot send messages in a non-text channel"),
  );
  expect(() => discord.idOf("#nowhere")).toThrow("no channel is called #nowhere");
});
