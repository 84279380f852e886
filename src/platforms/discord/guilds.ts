import { type REST, Routes } from "discord.js";
import type { Logger } from "pino";
import { z } from "zod";
import { complete } from "../../commands/complete.ts";
import { registeredLine } from "../../commands/registered.ts";
import type { Table } from "../../commands/table.ts";
import type { ConnectionId, WorkspaceId } from "../../domain/ids.ts";
import { severityLabel } from "../../domain/incident/severity.ts";
import type { Messenger, Messengers } from "../../ports.ts";
import type { Storage } from "../../services/attachment/storage.ts";
import type { Connection } from "../../services/connection/connect.ts";
import type { Ground } from "../../services/ground.ts";
import { accountsOfPeople } from "../../services/identity/identity.ts";
import type { Outside } from "../../services/outside.ts";
import { severitiesOf } from "../../services/severity/list.ts";
import { keepContinuation, platformOf } from "../caller.ts";
import type { Adapter, Inbound } from "../inbound.ts";
import { knowPeople } from "../people.ts";
import { makeReceiver, type Receiver } from "../receive.ts";
import { keptLine } from "../requests.ts";
import type { Ack } from "./acks.ts";
import { guildShape } from "./body.ts";
import type { Chats } from "./chats.ts";
import { calling, codes, discordCode } from "./errors.ts";
import { lately } from "./lately.ts";
import { mentionedIn, toNeutral } from "./markup.ts";
import { makeMessenger } from "./messenger.ts";
import { profileOf } from "./profile.ts";
import { replierFor } from "./replier.ts";
import type { Sending } from "./send.ts";
import { channelOf, permalinkOf, type Who } from "./who.ts";

/** What every guild has in common. */
export interface Shared {
  readonly rest: REST;
  readonly application: string;
  readonly bot: string;
  readonly chats: Chats;
  readonly ground: Ground;
  readonly table: Table;
  readonly messengers: Messengers;
  /** Where the copies of files lie. */
  readonly outside: Outside;
  readonly storage?: Storage | undefined;
  /** Where people's browsers reach the bot. */
  readonly address?: (() => string | undefined) | undefined;
  /** Can other Slack teams be let in over the web? */
  readonly installs?: boolean | undefined;
  readonly log: Logger;
  ack(inbound: Inbound): Ack | undefined;
}

/** A guild that is connected to a workspace. */
export interface Guild {
  readonly connection: Connection;
  readonly who: Who;
  readonly receive: Receiver;
  readonly messenger: Messenger;
  /** The account it belongs to. */
  owner(): string | undefined;
  /** The role that Discord made for the bot. */
  role(): string | undefined;
  learn(told: { readonly owner_id?: string | undefined; readonly roles?: readonly Role[] | undefined }): void;
}

/** Of more messages than these it is asked again. */
const mostWent = 5_000;

interface Role {
  readonly id: string;
  readonly name: string;
  readonly tags?: { readonly bot_id?: string | undefined } | undefined;
}

/** The way in and out of one guild. */
export const makeGuild = (shared: Shared, connection: Connection): Guild => {
  const { rest, chats, ground, table, messengers, outside, storage, address, installs, bot } = shared;
  const who: Who = {
    connection: connection.id,
    guild: connection.externalId,
    bot,
    application: shared.application,
  };
  const kept = { ground, connection };
  const key = { workspace: connection.workspace, platform: connection.platform, realm: "" };
  let owner: string | undefined;
  let role: string | undefined;

  const learn: Guild["learn"] = ({ owner_id, roles = [] }) => {
    owner = owner_id ?? owner;
    for (const one of roles) {
      chats.learnRole(one.id, one.name);
      if (one.tags?.bot_id === bot) role = one.id;
    }
  };
  const ownerKnown = async (): Promise<string | undefined> => {
    if (owner === undefined) learn(guildShape.parse(await calling(() => rest.get(Routes.guild(who.guild)))));
    return owner;
  };

  const sending: Sending = {
    rest,
    who,
    chats,
    went: lately(mostWent),
    now: ground.now,
    accounts: (people) => accountsOfPeople(ground, key, people),
    keep: async (line, confirm) =>
      keptLine(await keepContinuation(kept, { line, ...(confirm === undefined ? {} : { confirm }) })),
    keepKnown: (known) => keepContinuation(kept, { line: known }),
    registered: (line) => registeredLine(table, line),
    options: (target) => complete(table, platformOf(callingAs(), { place: nowhere }), target, ""),
    severities: async () =>
      (await severitiesOf(platformOf(callingAs(), { place: nowhere }))).flatMap((one) => [
        one.key,
        one.name,
        severityLabel(one),
      ]),
  };
  const nowhere = { connection: connection.id, chat: "" };
  const adapter: Adapter = {
    platform: "discord",
    profile: async ({ id }) => {
      const [found, of] = await Promise.all([memberOf(rest, who.guild, id), ownerKnown()]);
      return found === null ? null : profileOf(found.user, found.nick, of);
    },
    mentioned: mentionedIn,
    neutral: (text, mentions, looks) =>
      toNeutral(text, mentions, {
        looks,
        guild: who.guild,
        role: chats.role,
        chat: (id) => chats.known(id)?.name,
      }),
    permalink: (ref) => Promise.resolve(permalinkOf(who.guild, channelOf(ref), ref.message)),
    replier: (inbound) =>
      replierFor(
        { ...sending, ack: shared.ack, choices: (asker, target) => receive.complete(asker, target, "") },
        inbound,
      ),
  };
  const people = knowPeople(ground, connection, adapter);
  const callingAs = () => ({ ground, connection, adapter, messengers, outside, storage, address, installs, people });
  const receive = makeReceiver({ ...callingAs(), table, log: shared.log });
  return {
    connection,
    who,
    receive,
    messenger: makeMessenger(sending),
    owner: () => owner,
    role: () => role,
    learn,
  };
};

const userShape = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});
const memberShape = z.object({ user: userShape, nick: z.string().nullish() });

/** Somebody in a guild; of whoever has left it, only who they are. */
const memberOf = async (rest: REST, guild: string, id: string) => {
  try {
    return memberShape.parse(await rest.get(Routes.guildMember(guild, id)));
  } catch (error) {
    if (discordCode(error) !== codes.unknownMember) return calling<never>(() => Promise.reject(error));
  }
  try {
    return { user: userShape.parse(await rest.get(Routes.user(id))), nick: null };
  } catch (error) {
    if (discordCode(error) === codes.unknownUser) return null;
    return calling<never>(() => Promise.reject(error));
  }
};

const nobodyThere = new Set<number>([codes.unknownMember, codes.unknownUser, codes.unknownGuild, codes.missingAccess]);

/** Is somebody in a guild? In one that is closed to us nobody is. */
export const isMember = async (rest: REST, guild: string, id: string): Promise<boolean> => {
  try {
    await rest.get(Routes.guildMember(guild, id));
    return true;
  } catch (error) {
    const code = discordCode(error);
    if (code !== undefined && nobodyThere.has(code)) return false;
    return calling<never>(() => Promise.reject(error));
  }
};

/** The guilds that are connected, by either of their names. */
export interface Guilds {
  all(): readonly Guild[];
  add(connection: Connection): Guild;
  ofGuild(id: string): Guild | undefined;
  ofConnection(id: ConnectionId): Guild | undefined;
  ofWorkspace(id: WorkspaceId): Guild | undefined;
}

export const makeGuilds = (shared: Shared): Guilds => {
  const guilds = new Map<string, Guild>();
  const find = (is: (guild: Guild) => boolean) => [...guilds.values()].find(is);
  return {
    all: () => [...guilds.values()],
    add(connection) {
      const known = guilds.get(connection.externalId);
      if (known !== undefined && known.connection.workspace === connection.workspace) return known;
      const guild = makeGuild(shared, connection);
      guilds.set(connection.externalId, guild);
      return guild;
    },
    ofGuild: (id) => guilds.get(id),
    ofConnection: (id) => find(({ connection }) => connection.id === id),
    ofWorkspace: (id) => find(({ connection }) => connection.workspace === id),
  };
};
