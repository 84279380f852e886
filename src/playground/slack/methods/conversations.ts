import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import type { Channel, Message } from "../state/records.ts";
import { kinds, wireChannel, wireMessage } from "../wire.ts";
import { type Args, channelOf, isMember, type Methods, needScope, pageOf } from "./method.ts";

const read = ["channels:read", "groups:read", "im:read"];
const history = ["channels:history", "groups:history", "im:history"];

/** Reading conversations. */
export const conversationMethods: Methods = {
  "conversations.list": {
    scopes: read,
    run: (core, args) => {
      const asked = kindsOf(core, args);
      const all = core.channels
        .all()
        .filter(
          (channel) =>
            asked.includes(channel.kind) &&
            (channel.kind === "channel" || isMember(core, channel)) &&
            !(args.flag("exclude_archived") && channel.archived),
        );
      const { items, next } = pageOf(all, args);
      return { channels: items.map((channel) => wireChannel(core, channel)), response_metadata: { next_cursor: next } };
    },
  },
  "conversations.info": {
    scopes: read,
    run: (core, args) => {
      const channel = channelOf(core, args, "read");
      const { num_members, ...about } = wireChannel(core, channel);
      return { channel: args.flag("include_num_members") ? { ...about, num_members } : about };
    },
  },
  "conversations.members": {
    scopes: read,
    run: (core, args) => {
      const { items, next } = pageOf(channelOf(core, args, "read").members, args);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },
  "conversations.history": {
    scopes: history,
    run: (core, args) => {
      const channel = readable(core, args);
      const all = within(core.log.top(channel.id), args).toReversed();
      return messagePage(core, channel, all, args);
    },
  },
  "conversations.replies": {
    scopes: history,
    run: (core, args) => {
      const channel = readable(core, args);
      const named = core.log.get(channel.id, args.required("ts")) ?? refuse("thread_not_found");
      const root = core.log.get(channel.id, named.thread_ts ?? named.ts) ?? refuse("thread_not_found");
      const replies = within(core.log.replies(channel.id, root.ts), args);
      return messagePage(core, channel, [root, ...replies], args, 1000);
    },
  },
};

const names: Readonly<Record<string, Channel["kind"]>> = {
  public_channel: "channel",
  private_channel: "private",
  im: "dm",
};

/** The kinds of conversation a call asks for; each needs its own scope. */
export function kindsOf(core: Core, args: Args): readonly Channel["kind"][] {
  const types = args.words("types");
  const asked = types.length === 0 ? ["public_channel"] : types;
  return asked.flatMap((type) => {
    if (type === "mpim") {
      needScope(core, ["mpim:read"]);
      return [];
    }
    const kind = names[type] ?? refuse("invalid_types");
    needScope(core, [`${kinds[kind].plural}:read`]);
    return [kind];
  });
}

function readable(core: Core, args: Args): Channel {
  const channel = channelOf(core, args, "history");
  return isMember(core, channel) ? channel : refuse("not_in_channel");
}

/** Between oldest and latest, which count only with inclusive. */
function within(messages: readonly Message[], args: Args): readonly Message[] {
  const oldest = args.text("oldest") ?? "0";
  const latest = args.text("latest") || "9999999999.999999";
  const inclusive = args.flag("inclusive");
  return messages.filter(({ ts, ephemeralTo }) => {
    if (ephemeralTo !== undefined) return false;
    if (inclusive) return Number(ts) >= Number(oldest) && Number(ts) <= Number(latest);
    return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
  });
}

function messagePage(core: Core, channel: Channel, all: readonly Message[], args: Args, fallback = 100): Json {
  const metadata = args.flag("include_all_metadata");
  const { items, next } = pageOf(all, args, fallback, 1000);
  return {
    messages: items.map((message) => wireMessage(core, message, { metadata })),
    has_more: next !== "",
    pin_count: channel.pins.length,
    ...(next === "" ? {} : { response_metadata: { next_cursor: next } }),
  };
}
