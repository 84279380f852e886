import { need } from "../access.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { pin, react } from "../state/channels.ts";
import { update } from "../state/messages.ts";
import type { Channel } from "../state/records.ts";
import { wireUser } from "../wire/person.ts";
import { shown } from "./messages.ts";
import {
  type Call,
  limitOf,
  messageOf,
  type Reply,
  type Route,
  type Routes,
  readableOf,
  textChannelOf,
} from "./route.ts";

const addPin: Route = { run: (core, call) => setPin(core, call, true) };
const removePin: Route = { run: (core, call) => setPin(core, call, false) };
const reactions = "/channels/:channel/messages/:message/reactions";

export const markRoutes: Routes = {
  "PUT /channels/:channel/messages/pins/:message": addPin,
  "DELETE /channels/:channel/messages/pins/:message": removePin,
  "PUT /channels/:channel/pins/:message": addPin,
  "DELETE /channels/:channel/pins/:message": removePin,
  "GET /channels/:channel/messages/pins": {
    run: (core, call) => {
      const channel = readableOf(core, call);
      const before = call.query.get("before");
      const all = pinsOf(core, channel).filter(({ at }) => !before || at < before.replace("Z", "+00:00"));
      const limit = limitOf(call, 50, 50);
      const items = all.slice(0, limit).map(({ at, message }) => ({ pinned_at: at, message: shown(core, message) }));
      return { items, has_more: all.length > limit };
    },
  },
  "GET /channels/:channel/pins": {
    run: (core, call) =>
      pinsOf(core, readableOf(core, call))
        .slice(0, 50)
        .map(({ message }) => shown(core, message)),
  },
  [`PUT ${reactions}/:emoji/@me`]: {
    run: (core, call) => {
      const channel = readableOf(core, call);
      const message = messageOf(core, channel, call.params.message);
      const emoji = emojiOf(call);
      if (channel.thread?.archived) refuse("archived");
      const isNew = !message.reactions.some((each) => each.emoji === emoji);
      if (isNew) need(core, channel, "addReactions");
      if (isNew && message.reactions.length >= limits.reactions) refuse("tooManyReactions");
      react(core, channel, message, { user: core.identity.bot.userId, emoji, add: true });
      return null;
    },
  },
  [`DELETE ${reactions}/:emoji/:user`]: {
    run: (core, call) => {
      const channel = readableOf(core, call);
      const message = messageOf(core, channel, call.params.message);
      const user = call.params.user === "@me" ? core.identity.bot.userId : (call.params.user ?? "");
      if (user !== core.identity.bot.userId) need(core, channel, "manageMessages");
      react(core, channel, message, { user, emoji: emojiOf(call), add: false });
      return null;
    },
  },
  [`GET ${reactions}/:emoji`]: {
    run: (core, call) => {
      const channel = readableOf(core, call);
      const message = messageOf(core, channel, call.params.message);
      const users = message.reactions.find((each) => each.emoji === emojiOf(call))?.users ?? [];
      return users.slice(0, limitOf(call, 25, 100)).map((user) => wireUser(core, user));
    },
  },
  [`DELETE ${reactions}`]: {
    run: (core, call) => {
      const channel = textChannelOf(core, call);
      need(core, channel, "manageMessages");
      const message = messageOf(core, channel, call.params.message);
      update(core, channel, core.log.put({ ...message, reactions: [] }));
      const guild = channel.guild === undefined ? {} : { guild_id: channel.guild };
      core.emit(
        "MESSAGE_REACTION_REMOVE_ALL",
        { channel_id: channel.id, message_id: message.id, ...guild },
        { channel },
      );
      return null;
    },
  },
};

/** Newest pin first. */
function pinsOf(core: Core, channel: Channel) {
  return channel.pins.toReversed().flatMap(({ message: id, at }) => {
    const message = core.log.get(channel.id, id);
    return message === undefined ? [] : [{ at, message }];
  });
}

function setPin(core: Core, call: Call, add: boolean): Reply {
  const channel = textChannelOf(core, call);
  need(core, channel, "pinMessages");
  const message = messageOf(core, channel, call.params.message);
  if (channel.thread?.archived) refuse("archived");
  if (add && channel.pins.length >= limits.pins) refuse("tooManyPins");
  pin(core, channel, message, { user: core.identity.bot.userId, add });
  return null;
}

/** A picture sign, or a server's own as name:id, which there are none of here. */
function emojiOf({ params }: Call): string {
  const { emoji = "" } = params;
  return /\p{Emoji}/u.test(emoji) && !/^\w+:\d+$/.test(emoji) && !/^[a-z]+$/i.test(emoji)
    ? emoji
    : refuse("unknownEmoji");
}
