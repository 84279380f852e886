import type { Json } from "../../json.ts";
import { tidy } from "../../json.ts";
import { permissionsOf } from "../access.ts";
import type { Core } from "../core.ts";
import { noResponse } from "../interactions/interact.ts";
import { interactionKinds } from "../interactions/interactions.ts";
import { resolve } from "../interactions/payload.ts";
import { permissions } from "../permissions.ts";
import type { DiscordAct, DiscordInvocation, DiscordOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { isTextual } from "../state/channels.ts";
import { findPerson } from "../state/people.ts";
import type { Channel, Command, Person } from "../state/records.ts";
import { wireAttachment, wireMessage } from "../wire/message.ts";
import { fill } from "./options.ts";
import { needs, placeOf, spotOf, stop } from "./place.ts";

const kindsOfCommand = { slash: 1, user: 2, message: 3 } as const;

/** The commands a person finds in a channel: the server's own before those for everywhere. */
export function commandsIn(core: Core, person: Person, channel: Channel): readonly Command[] {
  const here = core.commands.all().filter(({ guild }) => guild === undefined || guild === channel.guild);
  return here.filter((command) => mayUse(core, person, channel, command) && !isHidden(here, command));
}

function isHidden(all: readonly Command[], { type, name, guild }: Command): boolean {
  return (
    guild === undefined && all.some((each) => each.guild !== undefined && each.type === type && each.name === name)
  );
}

function mayUse(core: Core, person: Person, channel: Channel, { body, guild }: Command): boolean {
  const { contexts, dm_permission: direct, default_member_permissions: needed } = body;
  if (channel.guild === undefined)
    return guild === undefined && direct !== false && (!Array.isArray(contexts) || contexts.includes(1));
  if (Array.isArray(contexts) && !contexts.includes(0)) return false;
  if (typeof needed !== "string") return true;
  const bits = permissionsOf(core, person.id, channel);
  const isAdmin = (bits & permissions.administrator) !== 0n;
  return isAdmin || (needed !== "0" && (bits & BigInt(needed)) === BigInt(needed));
}

function commandOf(
  core: Core,
  person: Person,
  channel: Channel,
  wanted: { readonly type: number; readonly name: string },
): Command {
  if (!isTextual(channel)) refuse("notText");
  if (channel.guild !== undefined) needs(core, person, channel, "useCommands");
  const found = commandsIn(core, person, channel).find(
    ({ type, name }) => type === wanted.type && name === wanted.name,
  );
  return found ?? stop(`There is no command /${wanted.name}.`);
}

/** A slash command, once Discord's client finds nothing wrong with its options. */
export async function runCommand(core: Core, person: Person, act: DiscordInvocation): Promise<DiscordOutcome> {
  const channel = placeOf(core, person, act.channel);
  const command = commandOf(core, person, channel, { type: kindsOfCommand.slash, name: act.name });
  const guild = channel.guild ?? core.identity.guildId;
  const { options, users, roles, channels, files } = fill(core, command, { person, guild, invocation: act });
  const chosen = files
    .flatMap((id) => core.files.get(id) ?? [])
    .map((file) => wireAttachment(core, { channel: channel.id }, file));
  const resolved = resolve(core, channel.guild, person.id, { users, roles, channels, files: chosen });
  const asked = {
    type: interactionKinds.command,
    person: person.id,
    channel: channel.id,
    guild: channel.guild,
    name: command.name,
  };
  return core.carry(asked, dataOf(command, { options: options.length === 0 ? undefined : options, resolved }));
}

export type Autocomplete = Extract<DiscordAct, { kind: "autocomplete" }>;

/** What the app suggests for the option being typed; nothing, if it does not answer. */
export async function autocomplete(core: Core, person: Person, act: Autocomplete): Promise<DiscordOutcome> {
  const channel = placeOf(core, person, act.channel);
  const command = commandOf(core, person, channel, { type: kindsOfCommand.slash, name: act.name });
  const guild = channel.guild ?? core.identity.guildId;
  const { options } = fill(core, command, { person, guild, invocation: act, focused: act.focused });
  const asked = {
    type: interactionKinds.autocomplete,
    person: person.id,
    channel: channel.id,
    guild: channel.guild,
    name: command.name,
  };
  const outcome = await core.carry(asked, dataOf(command, { options }));
  return outcome.ok
    ? outcome
    : { ok: false, error: outcome.error === noResponse ? "Loading options failed" : (outcome.error ?? "") };
}

export type Context = Extract<DiscordAct, { kind: "context" }>;

/** A command of the menu on a message or a person. */
export async function runContext(core: Core, person: Person, act: Context): Promise<DiscordOutcome> {
  const channel = placeOf(core, person, act.channel);
  const type = act.message === undefined ? kindsOfCommand.user : kindsOfCommand.message;
  const command = commandOf(core, person, channel, { type, name: act.name });
  const asked = {
    type: interactionKinds.command,
    person: person.id,
    channel: channel.id,
    guild: channel.guild,
    name: command.name,
    isContext: true,
  };
  if (act.message === undefined) {
    const target = findPerson(core, act.person ?? "") ?? refuse("unknownUser");
    const resolved = resolve(core, channel.guild, person.id, { users: [target.id] });
    return core.carry(asked, dataOf(command, { target_id: target.id, resolved }));
  }
  const { message } = spotOf(core, person, { channel: act.channel, message: act.message });
  const resolved = resolve(core, channel.guild, person.id, { messages: [wireMessage(core, message)] });
  return core.carry(asked, dataOf(command, { target_id: message.id, resolved }));
}

function dataOf({ id, name, type, guild }: Command, more: Json): Json {
  return tidy({ id, name, type, guild_id: guild, ...more });
}
