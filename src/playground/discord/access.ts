import type { Core } from "./core.ts";
import { allPermissions, type Permission, permissions } from "./permissions.ts";
import { refuse } from "./refusal.ts";
import type { Channel, Member, Overwrite } from "./state/records.ts";

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
