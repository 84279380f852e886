import { Routes } from "discord.js";
import { z } from "zod";
import { Refusal } from "../../domain/refusal.ts";
import type { Message } from "../../presentation/message.ts";
import { refused } from "../../presentation/refused.ts";
import { connectTeam } from "../../services/connection/connect.ts";
import { joinByCode } from "../../services/connection/invite.ts";
import { listConnections, workspaceOfDirect } from "../../services/connection/list.ts";
import { loseConnection, regainConnection } from "../../services/connection/lose.ts";
import { systemCtx } from "../../services/system.ts";
import { ephemeralFlag, responses } from "./acks.ts";
import { guildShape, type RawInteraction, type told } from "./body.ts";
import type { Json } from "./client.ts";
import { calling } from "./errors.ts";
import { type Guild, type Guilds, isMember, type Shared } from "./guilds.ts";
import { pathOf, textOf, userOf } from "./inbound.ts";
import { bodyOf, render } from "./render.ts";

/** Which workspace what comes in belongs to. */
export interface Door {
  /** Finds the guilds that are connected; the first guild of all joins the workspace there is. */
  open(): Promise<void>;
  /** Finds the guilds that were connected through another replica. */
  watch(every: number): { end(): void };
  /** A guild the bot is in. */
  entered(guild: z.infer<typeof told.GUILD_CREATE>): Promise<void>;
  /** A guild that has removed the bot: where it is connected its owners will be told. */
  left(id: string): Promise<void>;
  /** Undefined where a guild is connected to none, or somebody writes directly whom nobody knows. */
  guildOf(said: RawInteraction): Promise<Guild | undefined>;
  direct(account: string, chat: string, message?: string): Promise<Guild | undefined>;
  /** The first response to whoever is not let in, or has the code to let a guild in. */
  turnAway(said: RawInteraction): Promise<Json>;
  /** Says directly what is said to whoever belongs to no workspace, or to several. */
  lost(chat: string): Promise<void>;
}

const guildList = z.array(z.object({ id: z.string(), name: z.string() }));

const howToConnect =
  "This server is not connected to a workspace yet. Type `/tocsin connect` where Tocsin already works, then `/tocsin connect code:CODE` here.";
const whichWorkspace = "I do not know which workspace you mean. Use me in one of its servers instead.";
const mayManage = 1n << 5n;
const isAdministrator = 1n << 3n;
/** More guilds than this are not asked one by one whether somebody is in them. */
const mostAsked = 20;
/** Discord lists so many of the bot's servers at once; of further ones it is not known whether it is in them. */
const mostListed = 200;
const justNow = { seconds: 60 } as const;

export const makeDoor = ({
  shared,
  guilds,
  zone,
}: {
  readonly shared: Shared;
  readonly guilds: Guilds;
  readonly zone: string;
}): Door => {
  const { rest, ground, bot, log } = shared;

  const load = async (): Promise<void> => {
    for (const connection of await listConnections(ground, "discord")) guilds.add(connection);
  };
  const join = async (guild: { readonly id: string; readonly name: string }): Promise<Guild> =>
    guilds.add(
      await connectTeam(ground, { platform: "discord", externalId: guild.id, name: guild.name, botAccount: bot, zone }),
    );
  const look = async (id: string): Promise<z.infer<typeof guildShape>> =>
    guildShape.parse(await calling(() => rest.get(Routes.guild(id))));
  const acquaint = async (guild: Guild): Promise<void> => {
    try {
      guild.learn(await look(guild.who.guild));
    } catch (error) {
      log.warn({ err: error, guild: guild.who.guild }, "a server could not be looked at");
    }
  };

  /** The first guild of all joins; a known one has its name brought up to date. */
  const admit = async (guild: { readonly id: string; readonly name: string }): Promise<Guild | undefined> => {
    const known = guilds.ofGuild(guild.id);
    if (known !== undefined) return known.connection.name === guild.name ? known : join(guild);
    return guilds.all().length === 0 ? join(guild) : undefined;
  };

  const ctxOf = ({ connection }: Guild) => systemCtx(ground, connection.workspace);
  const regain = (guild: Guild): Promise<void> => regainConnection(ctxOf(guild), guild.connection);
  const lose = async (guild: Guild): Promise<void> => {
    await loseConnection(ctxOf(guild), guild.connection);
    log.warn({ guild: guild.connection.name }, "A server has removed the bot.");
  };

  const connect = async (said: RawInteraction): Promise<Message> => {
    const { guild_id: id } = said;
    if (id === undefined) return refused(whichWorkspace);
    const { path, options } = said.type === 2 ? pathOf(said.data) : { path: "", options: [] };
    const code = textOf(options.find(({ name }) => name === "code")?.value);
    if (path !== "tocsin connect" || code === "") return refused(howToConnect);
    const may = BigInt(said.member?.permissions ?? "0");
    if ((may & (mayManage | isAdministrator)) === 0n) {
      return refused("Only who may manage this server can connect it. Ask them to type `/tocsin connect`.");
    }
    const { name } = await look(id);
    const joining = { platform: "discord", externalId: id, name, botAccount: bot, zone } as const;
    const guesser = `discord:${userOf(said)?.id ?? ""}`;
    const connection = await joinByCode(ground, { code, guesser, joining });
    await acquaint(guilds.add(connection));
    return refused(
      "This server is connected now: it sees what the workspace sees. Type `/tocsin channel map all` to show incidents here.",
    );
  };

  return {
    async open() {
      await load();
      const mine = guildList.parse(await calling(() => rest.get(Routes.userGuilds())));
      for (const guild of mine.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))) await admit(guild);
      const isIn = new Set(mine.map(({ id }) => id));
      for (const guild of guilds.all()) {
        if (isIn.has(guild.who.guild)) {
          await regain(guild);
          await acquaint(guild);
        } else if (mine.length < mostListed) await lose(guild);
      }
    },
    watch(every) {
      const look = () =>
        load()
          .catch((error: unknown) => log.warn({ err: error }, "the connections could not be read"))
          .then(() => {
            timer = setTimeout(look, every).unref();
          });
      let timer = setTimeout(look, every).unref();
      return { end: () => clearTimeout(timer) };
    },
    async entered(guild) {
      if (guilds.ofGuild(guild.id) === undefined) await load();
      const admitted = await admit(guild);
      if (admitted !== undefined) {
        admitted.learn(guild);
        return regain(admitted);
      }
      const joined = guild.joined_at === undefined ? undefined : Temporal.Instant.from(guild.joined_at);
      if (guild.system_channel_id == null || joined === undefined) return;
      if (Temporal.Instant.compare(joined.add(justNow), ground.now()) < 0) return;
      await say(shared, guild.system_channel_id, howToConnect);
    },
    async left(id) {
      const guild = guilds.ofGuild(id);
      if (guild !== undefined) await lose(guild);
    },
    async guildOf(said) {
      const { guild_id: id, channel_id: chat = said.channel?.id ?? "", message } = said;
      if (id !== undefined) return guilds.ofGuild(id);
      const user = userOf(said);
      return user === undefined
        ? undefined
        : findDirect(shared, guilds, { account: user.id, chat, message: message?.id });
    },
    direct: (account, chat, message) => findDirect(shared, guilds, { account, chat, message }),
    async turnAway(said) {
      const message = await connect(said).catch((error: unknown) => {
        if (error instanceof Refusal) return refused(error.message);
        log.error({ err: error }, "a server could not be connected");
        return refused("Sorry, that did not work just now. Try again in a moment.");
      });
      const [first] = render(message, { connection: "", accounts: new Map() });
      return { type: responses.message, data: { ...bodyOf(first), flags: ephemeralFlag } };
    },
    lost: (chat) => say(shared, chat, whichWorkspace),
  };
};

const say = async ({ rest, log }: Shared, channel: string, words: string): Promise<void> => {
  try {
    await rest.post(Routes.channelMessages(channel), { body: { content: words, allowed_mentions: { parse: [] } } });
  } catch (error) {
    log.warn({ err: error }, "nothing could be said there");
  }
};

/** In the workspace of the message pressed, else in the only one somebody is known in, or is in a server of. */
const findDirect = async (
  { ground, rest }: Shared,
  guilds: Guilds,
  { account, chat, message }: { readonly account: string; readonly chat: string; readonly message: string | undefined },
): Promise<Guild | undefined> => {
  const said = { account, chat, ...(message === undefined ? {} : { message }) };
  const known = await workspaceOfDirect(ground, "discord", said);
  if (known !== null) return guilds.ofWorkspace(known);
  const found = new Map<string, Guild>();
  for (const guild of guilds.all().slice(0, mostAsked)) {
    if (await isMember(rest, guild.who.guild, account)) found.set(guild.connection.workspace, guild);
  }
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
};
