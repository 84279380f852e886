import { DeliveryError } from "../../domain/refusal.ts";
import { inTurn } from "../in-turn.ts";
import type { Account, Inbound } from "../inbound.ts";
import { chatShape, messageShape, type RawMessage, told } from "./body.ts";
import { type Chat, isThread, placeIn } from "./chats.ts";
import type { Door } from "./door.ts";
import { type Guild, type Guilds, isMember, type Shared } from "./guilds.ts";
import { type Heard, ofEdit, ofMessage } from "./inbound.ts";
import type { Interactions } from "./interactions.ts";
import { lately } from "./lately.ts";
import { newsOf, ofReaction } from "./news.ts";

export interface Listening {
  readonly shared: Shared;
  readonly guilds: Guilds;
  readonly interactions: Interactions;
  reads(): boolean;
  readonly door: Pick<Door, "direct" | "entered" | "left" | "lost">;
  track(work: Promise<unknown>): void;
}

/** Who wrote a message, and whether it was pinned: Discord no longer says so when it is deleted or unpinned. */
interface Seen {
  readonly account: Account;
  readonly pinned: boolean;
}

/** An event as the gateway tells it. */
export interface Packet {
  readonly t: string;
  readonly d: unknown;
}

const mostSeen = 20_000;
const nobody: Account = { id: "", realm: "" };

/** Writes down what the gateway tells, in the order of each channel; what follows goes on by itself. */
export const makeListener = (listening: Listening) => {
  const { shared, guilds, interactions, door, track } = listening;
  const { chats, log } = shared;
  const turns = inTurn();
  const seen = lately<Seen>(mostSeen);
  const roles = lately<string>(mostSeen);
  /** Messages of ours: one of them may be a card that no posting is remembered of yet. */
  const ours = lately<true>(mostSeen);

  const take = async (guild: Guild, inbound: Inbound | null): Promise<void> => {
    if (inbound === null) return;
    const accepted = await guild.receive.accept(inbound);
    if (accepted.kind !== "new") return;
    track(guild.receive.handle(inbound, accepted.receipt).then((handled) => guild.receive.respond(inbound, handled)));
  };

  /** The chat channel of something that happened; null where it is gone meanwhile, or not ours to see. */
  const chatOf = async (id: string): Promise<Chat | null> => {
    const known = chats.known(id);
    if (known !== undefined) return known;
    try {
      return await chats.get(id);
    } catch (error) {
      if (error instanceof DeliveryError && error.permanent) return null;
      throw error;
    }
  };

  const heard = (guild: Guild, chat: Chat): Heard => ({
    chat,
    who: guild.who,
    role: guild.role(),
    reads: listening.reads(),
    ours: isThread(chat) && (chat.owner === guild.who.bot || ours.get(chat.id) === true),
  });

  const created = async (message: RawMessage): Promise<void> => {
    const { guild_id: in_, author } = message;
    if (author?.id === shared.bot) ours.set(message.id, true);
    if (author === undefined || author.bot === true) return;
    const chat = in_ === undefined ? { ...directChat, id: message.channel_id } : await chatOf(message.channel_id);
    if (chat === null) return;
    if (in_ === undefined) chats.learn({ id: chat.id, type: directChat.type });
    const guild = in_ === undefined ? await door.direct(author.id, chat.id) : guilds.ofGuild(in_);
    if (guild === undefined) return in_ === undefined ? door.lost(chat.id) : undefined;
    seen.set(message.id, { account: { id: author.id, realm: "", handle: author.username }, pinned: false });
    await take(guild, ofMessage(message, heard(guild, chat)));
  };

  const updated = async (message: RawMessage): Promise<void> => {
    const guild = guilds.ofGuild(message.guild_id ?? "");
    const chat = guild === undefined ? null : await chatOf(message.channel_id);
    if (guild === undefined || chat === null) return;
    await take(guild, ofEdit(message, heard(guild, chat)));
    const before = seen.get(message.id);
    if (message.pinned === undefined || message.author === undefined) return;
    seen.set(message.id, { account: { id: message.author.id, realm: "" }, pinned: message.pinned });
    if (before?.pinned !== true || message.pinned) return;
    // Discord tells that it is no longer pinned, and not who did it.
    await take(guild, {
      kind: "moment",
      key: `moment:${message.id}:unpinned:${shared.ground.now().epochMilliseconds}`,
      place: { connection: guild.connection.id, ...placeIn(chat) },
      account: nobody,
      reach: {},
      message: message.id,
      marked: false,
    });
  };

  const deleted = async (guildId: string | undefined, channel: string, ids: readonly string[]): Promise<void> => {
    const guild = guilds.ofGuild(guildId ?? "");
    const chat = guild === undefined ? null : await chatOf(channel);
    if (guild === undefined || chat === null) return;
    for (const id of ids) {
      await take(guild, {
        kind: "deletion",
        key: `deletion:${id}`,
        place: { connection: guild.connection.id, ...placeIn(chat) },
        account: seen.get(id)?.account ?? nobody,
        reach: {},
        message: id,
      });
    }
  };

  const regrouped = (account: string, now: readonly string[] | undefined): boolean => {
    const after = (now ?? []).toSorted().join();
    const before = roles.get(account);
    roles.set(account, after);
    return before !== after;
  };

  /** Is somebody who left a guild still in another one of its workspace? To the workspace they are not gone then. */
  const staysElsewhere = async ({ connection }: Guild, account: string): Promise<boolean> => {
    const others = guilds
      .all()
      .filter((one) => one.connection.workspace === connection.workspace && one.connection.id !== connection.id);
    for (const { who } of others) if (await isMember(shared.rest, who.guild, account)) return true;
    return false;
  };

  /** What changes in a guild; null for what is none of our business. */
  const newsIn = async (name: string, data: unknown, once: string): Promise<void> => {
    const { guild_id: id } = data as { readonly guild_id?: string };
    const guild = guilds.ofGuild(id ?? "");
    if (guild === undefined) return;
    const event = { name, data, once };
    if (name.startsWith("MESSAGE_REACTION_")) {
      const chat = await chatOf(told.REACTION.parse(data).channel_id);
      return chat === null ? undefined : take(guild, ofReaction(event, chat, guild.who));
    }
    for (const inbound of newsOf(event, { who: guild.who, owner: guild.owner(), regrouped })) {
      if (inbound.kind === "account-gone" && (await staysElsewhere(guild, inbound.account.id))) continue;
      await take(guild, inbound);
    }
  };

  const hear = async ({ t: name, d: data }: { readonly t: string; readonly d: unknown }, once: string) => {
    switch (name) {
      case "INTERACTION_CREATE":
        return interactions.take(data);
      case "MESSAGE_CREATE":
        return created(messageShape.parse(data));
      case "MESSAGE_UPDATE":
        return updated(messageShape.parse(data));
      case "MESSAGE_DELETE": {
        const { id, channel_id: channel, guild_id: guild } = told.DELETION.parse(data);
        return deleted(guild, channel, [id]);
      }
      case "MESSAGE_DELETE_BULK": {
        const { ids, channel_id: channel, guild_id: guild } = told.BULK.parse(data);
        return deleted(guild, channel, ids);
      }
      case "GUILD_CREATE": {
        const guild = told.GUILD_CREATE.parse(data);
        if (guild.unavailable === true) return;
        for (const chat of [...(guild.channels ?? []), ...(guild.threads ?? [])]) chats.learn(chat, guild.id);
        return door.entered(guild);
      }
      case "GUILD_DELETE": {
        const { id, unavailable = false } = told.GUILD_DELETE.parse(data);
        return unavailable ? undefined : door.left(id);
      }
      case "GUILD_UPDATE":
        return guilds.ofGuild(told.GUILD_UPDATE.parse(data).id)?.learn(told.GUILD_UPDATE.parse(data));
      case "GUILD_ROLE_CREATE":
      case "GUILD_ROLE_UPDATE": {
        const { guild_id: guild, role } = told.GUILD_ROLE.parse(data);
        return guilds.ofGuild(guild)?.learn({ roles: [role] });
      }
      case "THREAD_LIST_SYNC": {
        const { guild_id: guild, threads } = told.THREADS.parse(data);
        return threads.forEach((thread) => void chats.learn(thread, guild));
      }
      case "CHANNEL_CREATE":
      case "THREAD_CREATE":
      case "THREAD_UPDATE":
        return chats.learn(chatShape.parse(data));
      case "CHANNEL_UPDATE":
        chats.learn(chatShape.parse(data));
        return newsIn(name, data, once);
      case "CHANNEL_DELETE":
      case "THREAD_DELETE":
        chats.forget((data as { readonly id: string }).id);
        return newsIn(name, data, once);
      case "MESSAGE_REACTION_ADD":
      case "MESSAGE_REACTION_REMOVE":
      case "GUILD_MEMBER_ADD":
      case "GUILD_MEMBER_REMOVE":
      case "GUILD_MEMBER_UPDATE":
        return newsIn(name, data, once);
    }
  };

  const turnOf = (data: unknown): string => {
    const { channel_id: channel, id } = data as { readonly channel_id?: string; readonly id?: string };
    return channel ?? id ?? "";
  };

  return (packet: Packet, once: string): Promise<void> => {
    const work = async () => {
      try {
        await hear(packet, once);
      } catch (error) {
        // What cannot be read will not be readable later either.
        if (!(error instanceof Error && error.name === "ZodError")) throw error;
        log.warn({ err: error, event: packet.t }, "an event could not be read");
      }
    };
    return packet.t === "INTERACTION_CREATE" ? work() : turns(turnOf(packet.d), work);
  };
};

const directChat: Chat = { id: "", type: 1, name: "", tags: [], applied: [], tagged: false };
