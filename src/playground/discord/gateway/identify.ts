import type { Json } from "../../json.ts";
import { sees } from "../access.ts";
import type { Audience, Core } from "../core.ts";
import { guildsOf } from "../state/people.ts";
import type { Guild } from "../state/records.ts";
import { wireApplication, wireGuildCreate } from "../wire/guild.ts";
import { wireUser } from "../wire/person.ts";
import { censor } from "./censor.ts";
import { intents, listensFor } from "./intents.ts";
import type { Session } from "./session.ts";

/** READY, then each server of the shard. */
export function welcomeApp(core: Core, session: Session): void {
  const { identity, origin } = core;
  const guilds = guildsOf(core, identity.bot.userId).filter((guild) => isOfShard(session, guild.id));
  session.dispatch("READY", {
    v: 10,
    user: { ...wireUser(core, identity.bot.userId), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: origin().replace("http", "ws"),
    session_type: "normal",
    shard: session.shard,
    application: { id: identity.applicationId, flags: wireApplication(core).flags },
    private_channels: [],
    presences: [],
    relationships: [],
    guild_join_requests: [],
    user_settings: {},
    _trace: [],
  });
  for (const guild of guilds) welcomeGuild(core, session, guild);
}

/** GUILD_CREATE, for a session of the server's shard that listens for it. */
export function welcomeGuild(core: Core, session: Session, guild: Guild): void {
  if ((session.intents & intents.guilds) === 0 || !isOfShard(session, guild.id)) return;
  const withMembers = (session.intents & intents.members) !== 0;
  session.dispatch("GUILD_CREATE", wireGuildCreate(core, guild, withMembers));
}

/** Shards share the servers out by id; direct messages go to the first. */
function isOfShard({ shard: [id, count] }: Session, guild: string | undefined): boolean {
  return guild === undefined ? id === 0 : Number((BigInt(guild) >> 22n) % BigInt(count)) === id;
}

/** Brings an event to every session that listens for it, cut to what its intents let it read. */
export function tell(core: Core, sessions: readonly Session[], { event, data, audience }: Told): void {
  const { channel, guild = channel?.guild } = audience;
  const me = core.identity.bot.userId;
  if (channel !== undefined && event !== "INTERACTION_CREATE" && !canHear(core, event, channel, me)) return;
  for (const session of sessions) {
    if (!isOfShard(session, guild) || !listensFor(session.intents, event, data, me)) continue;
    const isBlind =
      event.startsWith("MESSAGE_") && (session.intents & intents.messageContent) === 0 && "author" in data;
    session.dispatch(event, isBlind ? censor(core, data) : data);
  }
}

/** Bots know every channel of a server, but only what is said in those they see. */
function canHear(core: Core, event: string, channel: NonNullable<Audience["channel"]>, me: string): boolean {
  return event.startsWith("CHANNEL_") && event !== "CHANNEL_PINS_UPDATE" ? true : sees(core, me, channel);
}

export interface Told {
  readonly event: string;
  readonly data: Json;
  readonly audience: Audience;
}
