import type { ConnectionId } from "../../src/domain/ids.ts";
import { DeliveryError } from "../../src/domain/refusal.ts";
import type { Messenger } from "../../src/ports.ts";

/** A platform that keeps in memory what it is told. */
export interface MemoryMessenger extends Messenger {
  /** What the chats are called; a chat that is not here cannot be posted in. */
  readonly chats: Map<string, string>;
  /** The accounts in each user group. */
  readonly memberships: Map<string, readonly string[]>;
  /** What was posted, oldest first. */
  readonly posts: { readonly chat: string; readonly summary: string }[];
}

export const memoryMessenger = (): MemoryMessenger => {
  const chats = new Map<string, string>();
  const memberships = new Map<string, readonly string[]>();
  const posts: { chat: string; summary: string }[] = [];
  return {
    platform: "slack",
    chats,
    memberships,
    posts,
    post: async (place, message) => {
      posts.push({ chat: place.chat, summary: message.summary });
      return { place, message: `${posts.length}` };
    },
    reply: async (thread, message) => {
      posts.push({ chat: thread.place.chat, summary: message.summary });
      return { place: thread.place, message: `${posts.length}` };
    },
    direct: async (contact, message) => {
      posts.push({ chat: contact.address, summary: message.summary });
      const place = { connection: contact.place.connection, chat: contact.address };
      return { place, message: `${posts.length}` };
    },
    edit: async () => {},
    remove: async () => {},
    find: async () => null,
    permalink: async () => null,
    reach: async ({ chat }) => {
      const name = chats.get(chat);
      return name === undefined
        ? { ok: false, remedy: "I am not in this channel. Invite me with `/invite @Tocsin`, then map again." }
        : { ok: true, name };
    },
    groups: {
      members: async (_connection: ConnectionId, group: string) => {
        const accounts = memberships.get(group);
        if (accounts === undefined) throw new DeliveryError("slack", "no_such_subteam", { permanent: true });
        return accounts;
      },
    },
  };
};
