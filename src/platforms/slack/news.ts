import type { Inbound } from "../inbound.ts";
import type { SlackEvent } from "./body.ts";
import { profileOf, type SlackUser } from "./profile.ts";
import type { Who } from "./who.ts";

type News = Exclude<SlackEvent, { type: "message" | "app_mention" }>;

const lost: Readonly<Record<string, string>> = {
  archive: "it has been archived",
  deleted: "it has been deleted",
  left: "Tocsin has been removed from it",
};

/** The reaction that marks a key moment, like a pin. */
const keyMoment = "pushpin";

/** What Slack tells besides messages; null for what is none of our business. */
export const newsOf = (event: News, eventId: string, who: Who): Inbound | null => {
  const inChat = (chat: string, user = who.bot) => ({
    key: `event:${eventId}`,
    place: { connection: who.connection, chat },
    account: { id: user, realm: who.team },
    reach: {},
  });
  switch (event.type) {
    case "reaction_added":
    case "reaction_removed": {
      const { item, reaction, user } = event;
      if (reaction !== keyMoment || item.type !== "message" || user === who.bot) return null;
      if (item.channel === undefined || item.ts === undefined) return null;
      const marked = event.type === "reaction_added";
      const key = `moment:${item.channel}:${item.ts}:${event.type}:${user}:${event.event_ts}`;
      return { kind: "moment", ...inChat(item.channel, user), key, message: item.ts, marked };
    }
    case "pin_added":
    case "pin_removed": {
      const { item, user, channel_id: chat } = event;
      const ts = item.message?.ts;
      if (ts === undefined || user === who.bot) return null;
      const key = `moment:${chat}:${ts}:${event.type}:${event.event_ts}`;
      return { kind: "moment", ...inChat(chat, user), key, message: ts, marked: event.type === "pin_added" };
    }
    case "app_home_opened":
      return event.tab === "home" || event.tab === undefined
        ? { kind: "home", ...inChat(event.user, event.user) }
        : null;
    case "channel_rename":
    case "group_rename":
      return { kind: "chat-renamed", ...inChat(event.channel.id), name: event.channel.name };
    case "channel_unarchive":
    case "group_unarchive":
      return { kind: "chat-found", ...inChat(event.channel) };
    case "member_joined_channel":
      return event.user === who.bot ? { kind: "chat-found", ...inChat(event.channel) } : null;
    case "subteam_members_changed":
      return { kind: "group-changed", ...inChat(""), group: event.subteam_id };
    case "user_change": {
      const { id } = event.user;
      if (id === undefined) return null;
      if (event.user.deleted === true) return { kind: "account-gone", ...inChat("", id) };
      return { kind: "account-changed", ...inChat("", id), profile: profileOf(toUser(event.user)) };
    }
    default:
      return { kind: "chat-lost", ...inChat(event.channel), why: lost[event.type.split("_")[1] ?? ""] ?? "" };
  }
};

const toUser = (told: Extract<News, { type: "user_change" }>["user"]): SlackUser =>
  JSON.parse(JSON.stringify(told, (_, value) => value ?? undefined)) as SlackUser;
