import { type ChatInputCommandInteraction, Events, type Interaction, Routes } from "discord.js";
import type { DiscordWorld } from "./discord-world.ts";
import { eventually } from "./world.ts";

export const run = { kind: "command", channel: "#incidents", name: "incident" } as const;

export async function register({ rest, discord }: DiscordWorld): Promise<void> {
  const body = [{ name: "incident", description: "Incidents" }];
  await rest.put(Routes.applicationGuildCommands(discord.applicationId, discord.guild.id), { body });
}

export type Handler = (interaction: Interaction) => Promise<unknown>;

/** Hears interactions; what a handler throws is thrown where the test waits for it. */
export function handle({ client }: DiscordWorld, handler: Handler): { readonly done: () => Promise<void> } {
  const running: Promise<unknown>[] = [];
  client.on(Events.InteractionCreate, (interaction) => void running.push(handler(interaction)));
  return {
    done: async () => {
      await eventually(() => running.length > 0);
      await Promise.all(running);
    },
  };
}

export const onCommand =
  (reply: (interaction: ChatInputCommandInteraction) => Promise<unknown>): Handler =>
  async (interaction) =>
    interaction.isChatInputCommand() && reply(interaction);

/** A message with components, by its place. */
export async function card(
  world: DiscordWorld,
  ...components: readonly object[]
): Promise<{ channel: string; message: string }> {
  const channel = world.discord.idOf("#incidents");
  const { id } = (await world.rest.post(Routes.channelMessages(channel), {
    body: { content: "INC-1", components },
  })) as { id: string };
  return { channel, message: id };
}
