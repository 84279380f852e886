import type { Json } from "../../json.ts";
import { sees } from "../access.ts";
import type { Core } from "../core.ts";
import { memberOf, membersOf } from "../state/people.ts";
import type { Guild } from "../state/records.ts";
import { wireChannel } from "./channel.ts";
import { wireMember, wireRole } from "./person.ts";

/** A server as the REST API gives it. */
export function wireGuild(core: Core, { id, name, owner }: Guild): Json {
  return {
    id,
    name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ["COMMUNITY"],
    banner: null,
    owner_id: owner,
    application_id: null,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: rolesOf(core, id),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: "en-US",
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** GUILD_CREATE: every channel, the open threads the bot sees, and all members or only the bot, as the intents go. */
export function wireGuildCreate(core: Core, guild: Guild, withMembers: boolean): Json {
  const me = core.identity.bot.userId;
  const all = core.channels.all().filter((channel) => channel.guild === guild.id);
  const mine = memberOf(core, guild.id, me);
  const members = membersOf(core, guild.id);
  return {
    ...wireGuild(core, guild),
    joined_at: mine?.joined,
    large: false,
    unavailable: false,
    member_count: members.length,
    voice_states: [],
    members: (withMembers ? members : members.filter(({ user }) => user === me)).map((each) => wireMember(core, each)),
    channels: all.filter(({ thread }) => thread === undefined).map((channel) => wireChannel(core, channel)),
    threads: all
      .filter((channel) => channel.thread?.archived === false && sees(core, me, channel))
      .map((channel) => wireChannel(core, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function rolesOf(core: Core, guild: string): readonly Json[] {
  return core.roles
    .all()
    .filter((role) => role.guild === guild)
    .map(wireRole);
}

/** What the bot hears of a member: the whole of it. */
export function wireMemberEvent(core: Core, guild: string, user: string): Json | undefined {
  const member = memberOf(core, guild, user);
  return member === undefined ? undefined : { ...wireMember(core, member), guild_id: guild };
}

/** What READY and /applications/@me say of the app. */
export function wireApplication(core: Core): Json {
  const installed = core.installation();
  const { messageContent = false, members = false, presences = false } = installed?.intents ?? {};
  return {
    id: core.identity.applicationId,
    name: core.people.get(core.identity.bot.userId)?.name ?? "",
    icon: null,
    description: "",
    summary: "",
    type: null,
    is_monetized: false,
    is_verified: false,
    is_discoverable: false,
    bot_public: false,
    bot_require_code_grant: false,
    hook: true,
    storefront_available: false,
    integration_types_config: { "0": {} },
    verify_key: core.identity.publicKey,
    flags: (messageContent ? 1 << 19 : 0) | (members ? 1 << 15 : 0) | (presences ? 1 << 13 : 0),
    redirect_uris: [],
    interactions_endpoint_url: installed?.interactionsUrl ?? null,
    role_connections_verification_url: null,
    approximate_guild_count: core.guilds.all().length,
    explicit_content_filter: 0,
    team: null,
  };
}
