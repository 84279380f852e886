import { type Json, tidy } from "../../json.ts";
import { permissionsOf } from "../access.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { memberOf } from "../state/people.ts";
import type { Channel } from "../state/records.ts";
import { wireInteractionChannel } from "../wire/channel.ts";
import { gatewayMessage } from "../wire/message.ts";
import { wireMember, wireRole, wireUser } from "../wire/person.ts";
import type { Interaction } from "./interactions.ts";

/** An interaction as the app receives it, over the gateway or by HTTP. */
export function wireInteraction(core: Core, interaction: Interaction, data: Json): Json {
  const { id, token, type, person, guild, source } = interaction;
  const channel = core.channels.get(interaction.channel);
  const member = guild === undefined ? undefined : memberOf(core, guild, person);
  const message = source === undefined ? undefined : core.log.get(source.channel, source.message);
  return tidy({
    id,
    application_id: core.identity.applicationId,
    type,
    token,
    version: 1,
    data,
    guild_id: guild,
    guild: guild === undefined ? undefined : { id: guild, locale: "en-US", features: ["COMMUNITY"] },
    channel_id: interaction.channel,
    channel: channel === undefined ? undefined : wireInteractionChannel(core, channel, person),
    member:
      member === undefined || channel === undefined
        ? undefined
        : { ...wireMember(core, member), permissions: String(permissionsOf(core, person, channel)) },
    user: guild === undefined ? wireUser(core, person) : undefined,
    message: message === undefined ? undefined : withoutServer(gatewayMessage(core, message)),
    locale: "en-US",
    guild_locale: guild === undefined ? undefined : "en-US",
    app_permissions: String(channel === undefined ? 0n : permissionsOf(core, core.identity.bot.userId, channel)),
    entitlements: [],
    authorizing_integration_owners: { "0": guild ?? "0" },
    context: guild === undefined ? 1 : 0,
    attachment_size_limit: limits.fileBytes,
  });
}

function withoutServer({ guild_id: _guild, member: _member, ...message }: Json): Json {
  return message;
}

interface Chosen {
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
  readonly channels?: readonly Channel[];
  readonly files?: readonly Json[];
  readonly messages?: readonly Json[];
}

/** The people, roles, channels, files and messages that an interaction names by id. */
export function resolve(core: Core, guild: string | undefined, by: string, chosen: Chosen): Json | undefined {
  const { users = [], roles = [], channels = [], files = [], messages = [] } = chosen;
  const members = users.flatMap((id) => {
    const member = guild === undefined ? undefined : memberOf(core, guild, id);
    if (member === undefined) return [];
    const { user: _, deaf: _deaf, mute: _mute, ...about } = wireMember(core, member);
    return [[id, { ...about, permissions: "0" }] as const];
  });
  const parts = {
    users: Object.fromEntries(users.map((id) => [id, wireUser(core, id)])),
    members: Object.fromEntries(members),
    roles: Object.fromEntries(roles.map((id) => [id, wireRoleById(core, id)])),
    channels: Object.fromEntries(channels.map((each) => [each.id, wireInteractionChannel(core, each, by)])),
    attachments: Object.fromEntries(files.map((each) => [String(each.id), each])),
    messages: Object.fromEntries(messages.map((each) => [String(each.id), each])),
  };
  const some = Object.entries(parts).filter(([, each]) => Object.keys(each).length > 0);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}

function wireRoleById(core: Core, id: string): Json {
  const role = core.roles.get(id);
  return role === undefined ? { id } : wireRole(role);
}
