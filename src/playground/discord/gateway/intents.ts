import type { Json } from "../../json.ts";
import { listOf, textOf } from "../../json.ts";
import type { Core } from "../core.ts";

export const intents = {
  guilds: 1 << 0,
  members: 1 << 1,
  presences: 1 << 8,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

/** Every bit that names an intent. */
const known = 0b11_0011_0001_1111_1111_1111_1111;

/** Bits that Discord does not know, as close code 4013 wants them. */
export function areUnknown(bits: number): boolean {
  return !Number.isInteger(bits) || bits < 0 || (bits & ~known) !== 0;
}

/** Does the app ask for a privileged intent that is not switched on for it? */
export function areDisallowed({ installation }: Core, bits: number): boolean {
  const allowed = installation()?.intents;
  const asks = (name: "members" | "presences" | "messageContent") => (bits & intents[name]) !== 0 && !allowed?.[name];
  return asks("members") || asks("presences") || asks("messageContent");
}

const both = { inGuild: intents.guilds, direct: intents.directMessages };
const messages = { inGuild: intents.guildMessages, direct: intents.directMessages };
const reactions = { inGuild: intents.guildReactions, direct: intents.directReactions };

const wanted: Readonly<Record<string, { readonly inGuild: number; readonly direct: number }>> = {
  MESSAGE_CREATE: messages,
  MESSAGE_UPDATE: messages,
  MESSAGE_DELETE: messages,
  MESSAGE_DELETE_BULK: messages,
  MESSAGE_REACTION_ADD: reactions,
  MESSAGE_REACTION_REMOVE: reactions,
  MESSAGE_REACTION_REMOVE_ALL: reactions,
  MESSAGE_REACTION_REMOVE_EMOJI: reactions,
  CHANNEL_PINS_UPDATE: both,
  GUILD_MEMBER_ADD: { inGuild: intents.members, direct: 0 },
  GUILD_MEMBER_REMOVE: { inGuild: intents.members, direct: 0 },
  GUILD_MEMBER_UPDATE: { inGuild: intents.members, direct: 0 },
};

const always = new Set(["INTERACTION_CREATE", "USER_UPDATE", "GUILD_MEMBERS_CHUNK"]);

/** Does a session that identified with these bits listen for this event? */
export function listensFor(bits: number, event: string, data: Json, botId: string): boolean {
  if (always.has(event)) return true;
  if (event === "THREAD_MEMBERS_UPDATE" && (bits & intents.members) === 0) return concerns(data, botId);
  if (event === "GUILD_MEMBER_UPDATE" && data.guild_id !== undefined && userIn(data) === botId) return true;
  const { inGuild, direct } = wanted[event] ?? { inGuild: intents.guilds, direct: intents.guilds };
  const needed = data.guild_id === undefined && wanted[event] !== undefined ? direct : inGuild;
  return (bits & needed) !== 0;
}

function userIn({ user }: Json): string | undefined {
  return typeof user === "object" && user !== null && "id" in user ? textOf(user.id) : undefined;
}

/** Without the members intent a bot hears only of its own joining and leaving. */
function concerns({ added_members, removed_member_ids }: Json, botId: string): boolean {
  const added = listOf(added_members).some((member) => member.user_id === botId);
  return added || (Array.isArray(removed_member_ids) && removed_member_ids.includes(botId));
}
