import type { Storage } from "../../storage.ts";
import type { Message } from "./records.ts";

export interface Log {
  readonly get: (channel: string, ts: string) => Message | undefined;
  readonly put: (message: Message) => Message;
  readonly remove: (channel: string, ts: string) => void;
  readonly forget: (channel: string) => void;
  /** Oldest first: what stands in the channel itself, replies that were also sent to it included. */
  readonly top: (channel: string) => readonly Message[];
  /** Oldest first: the replies, without the root. */
  readonly replies: (channel: string, root: string) => readonly Message[];
  readonly latest: () => string;
}

interface Shelves {
  readonly all: Map<string, Message>;
  readonly top: Map<string, Message>;
  readonly threads: Map<string, Map<string, Message>>;
}

/** Every message by channel and ts. Maps keep the order of writing, which is the order of time. */
export function openLog(storage: Storage): Log {
  const channels = new Map<string, Shelves>();
  let latest = "0";

  const shelvesOf = (channel: string): Shelves => {
    const known = channels.get(channel);
    if (known !== undefined) return known;
    const made = { all: new Map(), top: new Map(), threads: new Map() };
    channels.set(channel, made);
    return made;
  };

  const hold = (message: Message): void => {
    const { all, top, threads } = shelvesOf(message.channel);
    all.set(message.ts, message);
    const root = message.thread_ts;
    const isReply = root !== undefined && root !== message.ts;
    if (isReply) {
      const thread = threads.get(root) ?? new Map<string, Message>();
      threads.set(root, thread.set(message.ts, message));
    }
    if (!isReply || message.subtype === "thread_broadcast") top.set(message.ts, message);
    if (message.ts > latest) latest = message.ts;
  };

  const keyOf = (channel: string, ts: string) => `${channel}:${ts}`;
  for (const message of storage.load("message") as readonly Message[]) hold(message);

  return {
    get: (channel, ts) => channels.get(channel)?.all.get(ts),
    put: (message) => {
      hold(message);
      if (message.ephemeralTo === undefined) storage.put("message", keyOf(message.channel, message.ts), message);
      return message;
    },
    remove: (channel, ts) => {
      const { all, top, threads } = shelvesOf(channel);
      const root = all.get(ts)?.thread_ts;
      all.delete(ts);
      top.delete(ts);
      if (root !== undefined) threads.get(root)?.delete(ts);
      storage.remove("message", keyOf(channel, ts));
    },
    forget: (channel) => {
      for (const ts of channels.get(channel)?.all.keys() ?? []) storage.remove("message", keyOf(channel, ts));
      channels.delete(channel);
    },
    top: (channel) => [...(channels.get(channel)?.top.values() ?? [])],
    replies: (channel, root) => [...(channels.get(channel)?.threads.get(root)?.values() ?? [])],
    latest: () => latest,
  };
}
