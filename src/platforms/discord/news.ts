import type { Inbound } from "../inbound.ts";
import { told } from "./body.ts";
import { type Chat, placeIn } from "./chats.ts";
import { profileOf } from "./profile.ts";
import type { Who } from "./who.ts";

/** The reaction that marks a key moment, like a pin. */
const keyMoment = "📌";

/** What the gateway tells besides messages and interactions; `once` names this event for good. */
export interface Event {
  readonly name: string;
  readonly data: unknown;
  readonly once: string;
}

export interface Told {
  readonly who: Who;
  /** The account that the guild belongs to. */
  readonly owner: string | undefined;
  /** Have somebody's roles changed since they were last told of? */
  regrouped(account: string, roles: readonly string[] | undefined): boolean;
}

/** A reaction, where it was made; null for any that marks nothing. */
export const ofReaction = ({ name, data, once }: Event, chat: Chat, who: Who): Inbound | null => {
  const { emoji, user_id: user, message_id: message } = told.REACTION.parse(data);
  if (emoji.name !== keyMoment || user === who.bot) return null;
  const marked = name === "MESSAGE_REACTION_ADD";
  return {
    kind: "moment",
    key: `moment:${message}:${user}:${once}`,
    place: { connection: who.connection, ...placeIn(chat) },
    account: { id: user, realm: "" },
    reach: {},
    message,
    marked,
  };
};

/** What has become of a guild's channels, people and roles. */
export const newsOf = ({ name, data, once }: Event, { who, owner, regrouped }: Told): readonly Inbound[] => {
  const inChat = (chat: string) => ({
    key: `event:${name}:${once}`,
    place: { connection: who.connection, chat },
    account: { id: who.bot, realm: "" },
    reach: {},
  });
  switch (name) {
    case "CHANNEL_UPDATE": {
      const { id, name: called } = data as { readonly id: string; readonly name?: string };
      return called === undefined ? [] : [{ kind: "chat-renamed", ...inChat(id), name: called }];
    }
    case "CHANNEL_DELETE":
      return [{ kind: "chat-lost", ...inChat((data as { readonly id: string }).id), why: "it has been deleted" }];
    case "GUILD_MEMBER_ADD":
    case "GUILD_MEMBER_REMOVE":
    case "GUILD_MEMBER_UPDATE": {
      const { user, nick, roles } = told.GUILD_MEMBER.parse(data);
      const about = { ...inChat(""), key: `event:${name}:${once}:account`, account: { id: user.id, realm: "" } };
      const changed: Inbound = { kind: "account-changed", ...about, profile: profileOf(user, nick, owner) };
      return [
        ...(regrouped(user.id, roles) ? [{ kind: "group-changed", ...inChat("") } as const] : []),
        ...(name === "GUILD_MEMBER_UPDATE" ? [changed] : []),
        ...(name === "GUILD_MEMBER_REMOVE" ? [{ kind: "account-gone", ...about } as const] : []),
      ];
    }
    default:
      return [];
  }
};
