import { Events, Routes } from "discord.js";
import { expect, it } from "vitest";
import { startDiscordWorld } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

it("answers a command, hears what people say, and talks", async () => {
  await using world = await startDiscordWorld();
  const { discord, client, rest } = world;
  expect(client.guilds.cache.get(discord.guild.id)?.name).toBe("Acme");
  await rest.put(Routes.applicationGuildCommands(discord.applicationId, discord.guild.id), {
    body: [
      {
        name: "incident",
        description: "Incidents",
        options: [{ type: 3, name: "title", description: "What?", required: true }],
      },
    ],
  });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(`opened ${interaction.options.getString("title")}`);
  });
  const heard: string[] = [];
  client.on(Events.MessageCreate, (message) => void heard.push(message.content));
  const act = {
    kind: "command",
    channel: "#incidents",
    name: "incident",
    options: { title: "checkout down" },
  } as const;
  expect(await discord.act("lin", act)).toEqual({ ok: true });
  await discord.act("ada", { kind: "say", channel: "#incidents", content: "who is on it?" });
  expect(discord.messages("lin", "#incidents").map(({ content }) => content)).toEqual([
    "opened checkout down",
    "who is on it?",
  ]);
  await eventually(() => heard.length === 2);
  const channel = await client.channels.fetch(discord.idOf("#incidents"));
  if (channel?.isSendable()) await channel.send("on it");
  expect(discord.messages("lin", "#incidents").at(-1)).toMatchObject({
    content: "on it",
    author: { name: "Tocsin", bot: true },
  });
  expect(discord.state("lin").channels.map(({ name }) => name)).toEqual([
    "general",
    "incidents",
    "payments",
    "war-room",
  ]);
});
