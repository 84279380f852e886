import { type Json, tidy } from "../../json.ts";
import type { Core } from "../core.ts";
import { makeId } from "../ids.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { epochSeconds } from "../stamps.ts";
import { pin, react } from "../state/messages.ts";
import type { Bookmark, Channel } from "../state/records.ts";
import { wireMessage } from "../wire.ts";
import { type Args, channelOf, type Methods, messageOf, openChannelOf } from "./method.ts";

const emoji = /^[\p{Ll}\p{N}_+'-]+(::skin-tone-[2-6])?$/u;

/** Reactions, pins and bookmarks. */
export const markMethods: Methods = {
  "reactions.add": { scopes: ["reactions:write"], run: (core, args) => mark(core, args, true) },
  "reactions.remove": { scopes: ["reactions:write"], run: (core, args) => mark(core, args, false) },
  "reactions.get": {
    scopes: ["reactions:read"],
    run: (core, args) => {
      const channel = channelOf(core, args);
      const message = messageOf(core, channel, args.required("timestamp"));
      return { type: "message", channel: channel.id, message: wireMessage(core, message) };
    },
  },
  "pins.add": { scopes: ["pins:write"], run: (core, args) => setPin(core, args, true) },
  "pins.remove": { scopes: ["pins:write"], run: (core, args) => setPin(core, args, false) },
  "pins.list": {
    scopes: ["pins:read"],
    run: (core, args) => {
      const channel = openChannelOf(core, args);
      return {
        items: channel.pins.toReversed().flatMap(({ ts, user, created }) => {
          const message = core.log.get(channel.id, ts);
          const told = message === undefined ? [] : [wireMessage(core, message)];
          return told.map((each) => ({
            type: "message",
            channel: channel.id,
            message: each,
            created,
            created_by: user,
          }));
        }),
      };
    },
  },
  "bookmarks.add": {
    scopes: ["bookmarks:write"],
    run: (core, args) => {
      const channel = openChannelOf(core, args, "channel_id");
      if (args.required("type") !== "link") refuse("invalid_bookmark_type");
      if (channel.bookmarks.length >= limits.bookmarks) refuse("too_many_bookmarks");
      const at = epochSeconds(core.now());
      const emojiGiven = args.text("emoji");
      const bookmark: Bookmark = {
        id: makeId("Bk"),
        title: args.required("title"),
        link: linkOf(args),
        created: at,
        updated: at,
        ...(emojiGiven === undefined ? {} : { emoji: emojiGiven }),
      };
      return keep(core, channel, bookmark, [...channel.bookmarks, bookmark]);
    },
  },
  "bookmarks.edit": {
    scopes: ["bookmarks:write"],
    run: (core, args) => {
      const channel = openChannelOf(core, args, "channel_id");
      const before = bookmarkOf(channel, args);
      const bookmark: Bookmark = {
        ...before,
        title: args.text("title") ?? before.title,
        link: args.text("link") === undefined ? before.link : linkOf(args),
        updated: epochSeconds(core.now()),
      };
      return keep(
        core,
        channel,
        bookmark,
        channel.bookmarks.map((each) => (each.id === before.id ? bookmark : each)),
      );
    },
  },
  "bookmarks.remove": {
    scopes: ["bookmarks:write"],
    run: (core, args) => {
      const channel = openChannelOf(core, args, "channel_id");
      const { id } = bookmarkOf(channel, args);
      core.channels.put({ ...channel, bookmarks: channel.bookmarks.filter((each) => each.id !== id) });
      core.news.tell(channel.members, { kind: "conversations" });
      return {};
    },
  },
  "bookmarks.list": {
    scopes: ["bookmarks:read"],
    run: (core, args) => {
      const channel = openChannelOf(core, args, "channel_id");
      return { bookmarks: channel.bookmarks.map((bookmark) => wireBookmark(core, channel, bookmark)) };
    },
  },
};

function mark(core: Core, args: Args, add: boolean): Json {
  const channel = openChannelOf(core, args);
  const message = messageOf(core, channel, args.required("timestamp"));
  const name = args.required("name").replaceAll(":", "");
  if (!emoji.test(name)) refuse("invalid_name");
  const kinds = message.reactions ?? [];
  if (add && kinds.length >= limits.reactions && !kinds.some((each) => each.name === name)) refuse("too_many_emoji");
  const changed = react(core, channel, message, { user: core.identity.bot.userId, name, add });
  return changed ? {} : refuse(add ? "already_reacted" : "no_reaction");
}

function setPin(core: Core, args: Args, add: boolean): Json {
  const channel = openChannelOf(core, args);
  const message = messageOf(core, channel, args.required("timestamp"));
  if (add && channel.pins.length >= limits.pins) refuse("too_many_pins");
  const changed = pin(core, channel, message, { user: core.identity.bot.userId, add });
  return changed ? {} : refuse(add ? "already_pinned" : "no_pin");
}

function linkOf(args: Args): string {
  const link = args.text("link") ?? "";
  return URL.canParse(link) && /^https?:/.test(link) ? link : refuse("invalid_link");
}

function bookmarkOf(channel: Channel, args: Args): Bookmark {
  const id = args.required("bookmark_id");
  return channel.bookmarks.find((each) => each.id === id) ?? refuse("not_found");
}

function keep(core: Core, channel: Channel, bookmark: Bookmark, bookmarks: readonly Bookmark[]): Json {
  core.channels.put({ ...channel, bookmarks });
  core.news.tell(channel.members, { kind: "conversations" });
  return { bookmark: wireBookmark(core, channel, bookmark) };
}

function wireBookmark({ identity }: Core, channel: Channel, bookmark: Bookmark): Json {
  const { id, title, link, emoji: sign, created, updated } = bookmark;
  return tidy({
    id,
    channel_id: channel.id,
    title,
    link,
    emoji: sign,
    icon_url: null,
    type: "link",
    entity_id: null,
    date_created: created,
    date_updated: updated,
    rank: id,
    last_updated_by_user_id: identity.bot.userId,
    last_updated_by_team_id: identity.team.id,
    shortcut_id: null,
    app_id: null,
  });
}
