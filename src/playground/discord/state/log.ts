import type { Storage } from "../../storage.ts";
import { compareIds } from "../ids.ts";
import type { Message } from "./records.ts";

export interface Log {
  readonly get: (channel: string, id: string) => Message | undefined;
  readonly put: (message: Message) => Message;
  readonly remove: (channel: string, id: string) => void;
  readonly forget: (channel: string) => void;
  /** Oldest first. */
  readonly in: (channel: string) => readonly Message[];
  readonly all: () => readonly Message[];
  readonly latest: () => string;
}

/** Every message by channel and id. Maps keep the order of writing, which is the order of ids. */
export function openLog(storage: Storage): Log {
  const channels = new Map<string, Map<string, Message>>();
  let latest = "0";

  const hold = (message: Message): void => {
    const held = channels.get(message.channel) ?? new Map<string, Message>();
    channels.set(message.channel, held.set(message.id, message));
    if (compareIds(message.id, latest) > 0) latest = message.id;
  };

  for (const message of storage.load("message") as readonly Message[]) hold(message);

  return {
    get: (channel, id) => channels.get(channel)?.get(id),
    put: (message) => {
      hold(message);
      if (message.ephemeralTo === undefined) storage.put("message", message.id, message);
      return message;
    },
    remove: (channel, id) => {
      channels.get(channel)?.delete(id);
      storage.remove("message", id);
    },
    forget: (channel) => {
      for (const id of channels.get(channel)?.keys() ?? []) storage.remove("message", id);
      channels.delete(channel);
    },
    in: (channel) => [...(channels.get(channel)?.values() ?? [])],
    all: () => [...channels.values()].flatMap((held) => [...held.values()]),
    latest: () => latest,
  };
}
