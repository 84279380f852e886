import type { ConnectionId } from "../../src/domain/ids.ts";
import type { MessageRef, Place } from "../../src/domain/place.ts";
import { DeliveryError } from "../../src/domain/refusal.ts";
import type { Messenger } from "../../src/ports.ts";
import type { File, Message } from "../../src/presentation/message.ts";
import { wordsOf } from "./said.ts";

/** One message as the platform keeps it. */
export interface Kept {
  readonly ref: MessageRef;
  readonly key: string;
  readonly message: Message;
  readonly edits: number;
  readonly pinned: boolean;
  readonly at: Temporal.Instant;
}

/** What can go wrong with the next call of a kind. */
export type Trouble =
  | { readonly kind: "refuses"; readonly error: DeliveryError }
  /** The platform does it, but its answer never arrives. */
  | { readonly kind: "answer-lost" };

type Verb = "post" | "edit" | "remove" | "fetch" | "direct" | "kick";

/** A room the bot made. */
export interface KeptRoom {
  readonly name: string;
  readonly private: boolean;
  readonly topic: string;
  readonly invited: readonly string[];
  readonly bookmarks: readonly string[];
  readonly archived: boolean;
}

/** A platform that keeps messages in memory, with every capability, and with troubles on demand. */
export interface MemoryChat extends Messenger {
  /** Seconds from one message in a chat to the next; none unless set. */
  pace?: number;
  /** The messages of a chat that stand in no thread, oldest first. */
  in(chat: string): readonly Kept[];
  /** What is said below a message. */
  under(ref: MessageRef): readonly Kept[];
  /** The words of a chat's messages. */
  words(chat: string): readonly string[];
  /** The words below the first message of a chat. */
  thread(chat: string): readonly string[];
  /** Posts, replies and direct messages that reached the platform, repeats included. */
  readonly sent: readonly string[];
  readonly rooms: NonNullable<Messenger["rooms"]> & { readonly kept: ReadonlyMap<string, KeptRoom> };
  readonly memberships: Map<string, readonly string[]>;
  readonly library: Map<string, File>;
  readonly homes: Map<string, Message>;
  /** What chats are called; without it a chat is called by its id. */
  readonly names: Map<string, string>;
  /** Chats the bot is not in. */
  readonly closed: Set<string>;
  trouble(verb: Verb, trouble: Trouble, times?: number): void;
  /** What happens while the next message is on its way. */
  meanwhile(happens: () => Promise<void>): void;
}

export const unreachable = (): DeliveryError => new DeliveryError("slack", "Slack could not be reached.");
export const tooFast = (retryAfter: number): DeliveryError =>
  new DeliveryError("slack", "Slack asked for a pause.", { retryAfter });
export const refusal = (code: string): DeliveryError =>
  new DeliveryError("slack", `Slack refused: ${code}`, { permanent: true });

export const memoryChat = (now: () => Temporal.Instant): MemoryChat => {
  const kept: Kept[] = [];

  const rooms = new Map<string, KeptRoom & { readonly key: string }>();
  const troubles: { verb: Verb; trouble: Trouble }[] = [];
  const sent: string[] = [];
  const closed = new Set<string>();
  const names = new Map<string, string>();
  const memberships = new Map<string, readonly string[]>();
  const library = new Map<string, File>();
  const homes = new Map<string, Message>();
  const happenings: (() => Promise<void>)[] = [];
  let last = 0;

  const doing = <T>(verb: Verb, work: () => T): T => {
    const at = troubles.findIndex((one) => one.verb === verb);
    const [met] = at === -1 ? [] : troubles.splice(at, 1);
    if (met?.trouble.kind === "refuses") throw met.trouble.error;
    const done = work();
    if (met?.trouble.kind === "answer-lost") throw unreachable();
    return done;
  };
  const refuseClosed = ({ chat }: Place) => {
    if (closed.has(chat)) throw refusal("not_in_channel");
    if (rooms.get(chat)?.archived) throw refusal("is_archived");
  };
  const keep = async (verb: Verb, place: Place, message: Message, key: string): Promise<MessageRef> => {
    refuseClosed(place);
    await happenings.shift()?.();
    return doing(verb, () => {
      last += 1;
      const ref = { place, message: `m${last}` };
      kept.push({ ref, key, message, edits: 0, pinned: false, at: now() });
      sent.push(key);
      return ref;
    });
  };
  const indexOf = (ref: MessageRef): number => {
    const at = kept.findIndex((one) => one.ref.message === ref.message && one.ref.place.chat === ref.place.chat);
    if (at === -1) throw refusal("message_not_found");
    return at;
  };
  const change = (ref: MessageRef, to: (one: Kept) => Partial<Kept>) => {
    const at = indexOf(ref);
    const one = kept[at];
    if (one !== undefined) kept[at] = { ...one, ...to(one) };
  };
  const changeRoom = (place: Place, to: (one: KeptRoom) => Partial<KeptRoom>) => {
    const one = rooms.get(place.chat);
    if (one === undefined) throw refusal("channel_not_found");
    rooms.set(place.chat, { ...one, ...to(one) });
  };
  const inChat = (chat: string) => kept.filter(({ ref }) => ref.place.chat === chat && ref.place.thread === undefined);
  const under = (ref: MessageRef) =>
    kept.filter((one) => one.ref.place.chat === ref.place.chat && one.ref.place.thread === ref.message);

  return {
    platform: "slack",
    in: inChat,
    under,
    words: (chat) => inChat(chat).map(({ message }) => wordsOf(message)),
    thread: (chat) => {
      const [first] = inChat(chat);
      return first === undefined ? [] : under(first.ref).map(({ message }) => wordsOf(message));
    },
    sent,
    memberships,
    library,
    homes,
    closed,
    names,
    trouble: (verb, trouble, times = 1) => {
      for (let n = 0; n < times; n += 1) troubles.push({ verb, trouble });
    },
    meanwhile: (happens) => void happenings.push(happens),
    post: async (place, message, key) => keep("post", place, message, key),
    reply: async (thread, message, key) =>
      keep("post", { ...thread.place, thread: thread.place.thread ?? thread.message }, message, key),
    direct: async (contact, message, key) =>
      keep("direct", { connection: contact.place.connection, chat: contact.address }, message, key),
    edit: async (ref, message) => {
      refuseClosed(ref.place);
      doing("edit", () => change(ref, ({ edits }) => ({ message, edits: edits + 1 })));
    },
    remove: async (ref) => {
      doing("remove", () => kept.splice(indexOf(ref), 1));
    },
    find: async (place, key, since) => {
      refuseClosed(place);
      const found = kept.find(
        (one) => one.key === key && one.ref.place.chat === place.chat && Temporal.Instant.compare(one.at, since) >= 0,
      );
      return found?.ref ?? null;
    },
    permalink: async (ref) => `https://chat.test/${ref.place.chat}/${ref.message}`,
    reach: async ({ chat }) =>
      closed.has(chat)
        ? { ok: false, remedy: "I am not in that channel. Type `/invite @Tocsin` there, then try again." }
        : { ok: true, name: names.get(chat) ?? chat.toLowerCase() },
    files: {
      fetch: async (_place, file, limit) =>
        doing("fetch", () => {
          const found = library.get(file);
          if (found === undefined) throw refusal("file_not_found");
          if (found.bytes.length > limit) throw refusal("file_too_large");
          return found;
        }),
    },
    pins: {
      pin: async (ref) => change(ref, () => ({ pinned: true })),
      unpin: async (ref) => change(ref, () => ({ pinned: false })),
    },
    rooms: {
      kept: rooms,
      create: async (connection: ConnectionId, name, options) => {
        const ours = [...rooms].find(([, room]) => room.key === options.key);
        const chat = ours?.[0] ?? `R${rooms.size + 1}`;
        if (ours === undefined) {
          const fresh = { name, topic: "", invited: [], bookmarks: [], archived: false };
          rooms.set(chat, { ...fresh, private: options.private, key: options.key });
        }
        return { connection, chat };
      },
      topic: async (place, topic) => changeRoom(place, () => ({ topic })),
      invite: async (place, accounts) =>
        changeRoom(place, ({ invited }) => ({ invited: [...new Set([...invited, ...accounts])] })),
      remove: async (place, accounts) =>
        doing("kick", () =>
          changeRoom(place, ({ invited }) => ({ invited: invited.filter((one) => !accounts.includes(one)) })),
        ),
      bookmark: async (place, _title, url) =>
        changeRoom(place, ({ bookmarks }) => ({ bookmarks: [...bookmarks, url] })),
      archive: async (place) => changeRoom(place, () => ({ archived: true })),
      unarchive: async (place) => changeRoom(place, () => ({ archived: false })),
    },
    groups: {
      members: async (_connection, group) => {
        const accounts = memberships.get(group);
        if (accounts === undefined) throw refusal("no_such_subteam");
        return accounts;
      },
      set: async (_connection, group, accounts) => {
        if (!memberships.has(group)) throw refusal("no_such_subteam");
        memberships.set(group, accounts);
      },
    },
    home: {
      show: async (contact, message) => {
        homes.set(contact.address, message);
      },
    },
  };
};
