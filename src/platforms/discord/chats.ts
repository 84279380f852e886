import type { REST } from "discord.js";
import { Routes } from "discord.js";
import { chatShape, type RawChat } from "./body.ts";
import { calling } from "./errors.ts";

/** A chat channel as far as it matters here. */
export interface Chat {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly guild?: string;
  readonly parent?: string;
  /** Of a thread: who began it. */
  readonly owner?: string;
  readonly tags: readonly { readonly id: string; readonly name: string; readonly moderated: boolean }[];
  /** Of a post: the tags it has. */
  readonly applied: readonly string[];
  /** Of a forum: must every post have a tag? */
  readonly tagged: boolean;
}

const threadTypes = [10, 11, 12];
const forumTypes = [15, 16];
const requiresTag = 16;

export const isThread = ({ type }: Pick<Chat, "type">): boolean => threadTypes.includes(type);
export const isForum = ({ type }: Pick<Chat, "type">): boolean => forumTypes.includes(type);

/** What is known of chat channels and roles: told by the gateway, else asked for once. */
export interface Chats {
  learn(raw: RawChat, guild?: string): void;
  forget(id: string): void;
  known(id: string): Chat | undefined;
  get(id: string): Promise<Chat>;
  /** Asks Discord, whatever is known. */
  ask(id: string): Promise<Chat>;
  learnRole(id: string, name: string): void;
  role(id: string): string | undefined;
}

/** More than these are asked for again when they matter. */
const mostKnown = 20_000;

export const knowChats = (rest: REST): Chats => {
  const chats = new Map<string, Chat>();
  const roles = new Map<string, string>();
  const learn = (raw: RawChat, guild?: string): Chat => {
    const chat = chatOf(raw, guild ?? chats.get(raw.id)?.guild);
    chats.delete(raw.id);
    chats.set(raw.id, chat);
    const [oldest] = chats.keys();
    if (chats.size > mostKnown && oldest !== undefined) chats.delete(oldest);
    return chat;
  };
  const ask = async (id: string): Promise<Chat> =>
    learn(chatShape.parse(await calling(() => rest.get(Routes.channel(id)))));
  return {
    learn: (raw, guild) => void learn(raw, guild),
    forget: (id) => void chats.delete(id),
    known: (id) => chats.get(id),
    get: async (id) => chats.get(id) ?? ask(id),
    ask,
    learnRole: (id, name) => void roles.set(id, name),
    role: (id) => roles.get(id),
  };
};

const chatOf = (raw: RawChat, guild: string | undefined): Chat => {
  const inGuild = raw.guild_id ?? guild;
  return {
    id: raw.id,
    type: raw.type,
    name: raw.name ?? "",
    tags: (raw.available_tags ?? []).map(({ id, name, moderated = false }) => ({ id, name, moderated })),
    applied: raw.applied_tags ?? [],
    tagged: ((raw.flags ?? 0) & requiresTag) !== 0,
    ...(inGuild === undefined ? {} : { guild: inGuild }),
    ...(raw.parent_id == null ? {} : { parent: raw.parent_id }),
    ...(raw.owner_id == null ? {} : { owner: raw.owner_id }),
  };
};

/** The chat channel and thread that a channel of Discord's is. */
export const placeIn = (chat: Chat): { readonly chat: string; readonly thread?: string } =>
  isThread(chat) && chat.parent !== undefined ? { chat: chat.parent, thread: chat.id } : { chat: chat.id };
