import type { Core } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Channel, Member, Overwrite } from "./state/records.ts";

export const permissions = {
  createInvite: 1n << 0n,
  kickMembers: 1n << 1n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageRoles: 1n << 28n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
  pinMessages: 1n << 51n,
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = (1n << 53n) - 1n;

export function bitsOf(names: readonly Permission[]): string {
  return String(names.reduce((bits, name) => bits | permissions[name], 0n));
}

/** What @everyone may at first. */
export const everyoneMay = bitsOf([
  "createInvite",
  "addReactions",
  "viewChannel",
  "sendMessages",
  "embedLinks",
  "attachFiles",
  "readHistory",
  "useCommands",
  "createPublicThreads",
  "createPrivateThreads",
  "sendInThreads",
]);

/** What the bot asks for when it is added, unless it is told otherwise. */
export const botMay = bitsOf([
  "manageChannels",
  "manageRoles",
  "addReactions",
  "viewChannel",
  "sendMessages",
  "embedLinks",
  "attachFiles",
  "readHistory",
  "manageThreads",
  "createPublicThreads",
  "createPrivateThreads",
  "sendInThreads",
  "pinMessages",
]);

/** What somebody may in a server, or in one of its channels: roles, then the channel's overwrites; threads take their parent's. */
export function permissionsIn(core: Core, guildId: string, userId: string, channel?: Channel): bigint {
  const member = core.members.get(`${guildId}:${userId}`);
  if (member === undefined) return 0n;
  if (core.guilds.get(guildId)?.owner === userId) return allPermissions;
  const base = [guildId, ...member.roles].reduce((bits, id) => bits | BigInt(core.roles.get(id)?.permissions ?? 0), 0n);
  if ((base & permissions.administrator) !== 0n) return allPermissions;
  return channel === undefined ? base : withOverwrites(base, overwritesOf(core, channel), member);
}

function overwritesOf(core: Core, channel: Channel): readonly Overwrite[] {
  const home = channel.thread === undefined ? channel : core.channels.get(channel.parent ?? "");
  return home?.overwrites ?? [];
}

function withOverwrites(base: bigint, overwrites: readonly Overwrite[], { guild, user, roles }: Member): bigint {
  const apply = (bits: bigint, chosen: readonly Overwrite[]) => {
    const deny = chosen.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allow = chosen.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (bits & ~deny) | allow;
  };
  const everyone = apply(
    base,
    overwrites.filter((each) => each.id === guild),
  );
  const byRole = apply(
    everyone,
    overwrites.filter((each) => each.type === 0 && roles.includes(each.id)),
  );
  return apply(
    byRole,
    overwrites.filter((each) => each.type === 1 && each.id === user),
  );
}

/** Everything somebody may in a channel; both sides of a direct message may talk in it. */
export function permissionsOf(core: Core, userId: string, channel: Channel): bigint {
  if (channel.guild === undefined) return (channel.recipients ?? []).includes(userId) ? allPermissions : 0n;
  const bits = permissionsIn(core, channel.guild, userId, channel);
  if ((bits & permissions.viewChannel) === 0n) return 0n;
  const isOutside = channel.type === 12 && !(channel.thread?.members ?? []).some((each) => each.user === userId);
  return isOutside && (bits & permissions.manageThreads) === 0n ? 0n : bits;
}

export function may(core: Core, userId: string, channel: Channel, permission: Permission): boolean {
  return (permissionsOf(core, userId, channel) & permissions[permission]) !== 0n;
}

export function sees(core: Core, userId: string, channel: Channel): boolean {
  return may(core, userId, channel, "viewChannel");
}

/** The permission to write: threads have their own. */
export function sendingIn(channel: Channel): Permission {
  return channel.thread === undefined ? "sendMessages" : "sendInThreads";
}

/** Refuses with Missing Access or Missing Permissions what the bot may not do. */
export function need(core: Core, channel: Channel, ...wanted: readonly Permission[]): void {
  const bits = permissionsOf(core, core.identity.bot.userId, channel);
  if ((bits & permissions.viewChannel) === 0n) refuse("missingAccess");
  if (wanted.some((name) => (bits & permissions[name]) === 0n)) refuse("missingPermissions");
}

export function needInGuild(core: Core, guildId: string, ...wanted: readonly Permission[]): void {
  const bits = permissionsIn(core, guildId, core.identity.bot.userId);
  if (wanted.some((name) => (bits & permissions[name]) === 0n)) refuse("missingPermissions");
}
