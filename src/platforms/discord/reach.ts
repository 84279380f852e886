import type { REST } from "discord.js";
import { PermissionFlagsBits as may, Routes } from "discord.js";
import { z } from "zod";
import type { Messenger } from "../../ports.ts";
import { isForum, isThread } from "./chats.ts";
import { calling, codes, deliveryError, discordCode } from "./errors.ts";
import type { Who } from "./who.ts";

/** What the bot needs where it shows incidents, in the words of Discord's own settings. */
const needed: readonly (readonly [permission: bigint, name: string])[] = [
  [may.ViewChannel, "View Channel"],
  [may.SendMessages, "Send Messages"],
  [may.EmbedLinks, "Embed Links"],
  [may.AttachFiles, "Attach Files"],
  [may.ReadMessageHistory, "Read Message History"],
  [may.CreatePublicThreads, "Create Public Threads"],
  [may.SendMessagesInThreads, "Send Messages in Threads"],
];

const overwrite = z.object({ id: z.string(), type: z.number(), allow: z.string(), deny: z.string() });
const channelShape = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  permission_overwrites: z.array(overwrite).optional(),
});
const guildShape = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
const memberShape = z.object({ roles: z.array(z.string()) });

const postable = [0, 5, 1];
const unseen = "I cannot see that channel. Add Tocsin to it with the permission View Channel, then try again.";

/** Only what is lost for a person's reason is an answer; trouble with Discord itself is thrown. */
export const reach = async (rest: REST, who: Who, chat: string): ReturnType<Messenger["reach"]> => {
  try {
    const channel = channelShape.parse(await rest.get(Routes.channel(chat)));
    if (channel.type === 1) return { ok: true, name: "direct message" };
    if (!postable.includes(channel.type) && !isForum(channel) && !isThread(channel)) {
      return { ok: false, remedy: "I cannot post there. Choose a text channel or a forum." };
    }
    if (channel.guild_id !== undefined && channel.guild_id !== who.guild) {
      return { ok: false, remedy: "That channel is in another server. Choose one of this server." };
    }
    const missing = await lacking(rest, who, channel);
    if (missing.length === 0) return { ok: true, name: channel.name ?? chat };
    return { ok: false, remedy: `I may not post there. Give Tocsin in that channel: ${missing.join(", ")}.` };
  } catch (error) {
    const code = discordCode(error);
    if (code === codes.unknownChannel || code === codes.missingAccess || code === codes.missingPermissions) {
      return { ok: false, remedy: unseen };
    }
    throw error instanceof z.ZodError ? error : deliveryError(error);
  }
};

const lacking = async (rest: REST, who: Who, channel: z.infer<typeof channelShape>): Promise<readonly string[]> => {
  const [guild, member] = await Promise.all([
    calling(() => rest.get(Routes.guild(who.guild))),
    calling(() => rest.get(Routes.guildMember(who.guild, who.bot))),
  ]);
  const allowed = permissionsIn(guildShape.parse(guild), { ...memberShape.parse(member), id: who.bot }, channel);
  return needed.filter(([permission]) => (allowed & permission) !== permission).map(([, name]) => name);
};

const all = ~0n;

/** What somebody may do in a channel: Discord's own rule (docs: Permissions, "Permission overwrites"). */
const permissionsIn = (
  guild: z.infer<typeof guildShape>,
  member: z.infer<typeof memberShape> & { readonly id: string },
  channel: z.infer<typeof channelShape>,
): bigint => {
  const mine = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
  let allowed = mine.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if (guild.owner_id === member.id || (allowed & may.Administrator) !== 0n) return all;
  const overwrites = channel.permission_overwrites ?? [];
  const apply = (some: readonly z.infer<typeof overwrite>[]) => {
    const deny = some.reduce((sum, one) => sum | BigInt(one.deny), 0n);
    const allow = some.reduce((sum, one) => sum | BigInt(one.allow), 0n);
    allowed = (allowed & ~deny) | allow;
  };
  apply(overwrites.filter(({ id }) => id === guild.id));
  apply(overwrites.filter(({ id, type }) => type === 0 && id !== guild.id && member.roles.includes(id)));
  apply(overwrites.filter(({ id, type }) => type === 1 && id === member.id));
  return allowed;
};
