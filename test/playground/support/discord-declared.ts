import { type APIApplicationCommand, ApplicationCommandOptionType as Kind, Routes } from "discord.js";
import type { DiscordWorld } from "./discord-world.ts";

export const text = (name: string, more: object = {}) => ({ type: Kind.String, name, description: "A text", ...more });

export const incident = {
  name: "incident",
  description: "Incidents",
  options: [
    {
      type: Kind.Subcommand,
      name: "open",
      description: "Open one",
      options: [
        text("title", { required: true, max_length: 20 }),
        text("severity", { autocomplete: true }),
        { type: Kind.User, name: "who", description: "Whom?" },
      ],
    },
    {
      type: Kind.SubcommandGroup,
      name: "role",
      description: "Roles",
      options: [{ type: Kind.Subcommand, name: "list", description: "All" }],
    },
  ],
};

export const everything = {
  name: "everything",
  description: "One of each",
  options: [
    text("s", { required: true, choices: [{ name: "One", value: "1" }] }),
    { type: Kind.Integer, name: "i", description: "d", min_value: 1, max_value: 9 },
    { type: Kind.Number, name: "n", description: "d" },
    { type: Kind.Boolean, name: "b", description: "d" },
    { type: Kind.User, name: "u", description: "d" },
    { type: Kind.Channel, name: "c", description: "d", channel_types: [0] },
    { type: Kind.Role, name: "r", description: "d" },
    { type: Kind.Mentionable, name: "m", description: "d" },
    { type: Kind.Attachment, name: "f", description: "d" },
  ],
};

export const menus = [
  { name: "Add to incident", type: 3 },
  { name: "Page this person", type: 2 },
];

export async function declare(
  { rest, discord }: DiscordWorld,
  body: readonly object[],
  everywhere = false,
): Promise<APIApplicationCommand[]> {
  const { applicationId, guild } = discord;
  const path = everywhere
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guild.id);
  return (await rest.put(path, { body })) as APIApplicationCommand[];
}
