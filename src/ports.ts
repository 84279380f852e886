import type { PersonId } from "./domain/ids.ts";
import type { MessageRef, Place, Platform } from "./domain/place.ts";
import type { Destination, TargetKind } from "./domain/target/kinds.ts";
import type { Letter } from "./presentation/letter.ts";
import type { File, Message } from "./presentation/message.ts";

/** Where one person can be reached: an account on a connection. */
export interface Contact {
  readonly person: PersonId;
  readonly place: Pick<Place, "connection">;
  /** The platform's own id of the account. */
  readonly address: string;
}

/**
 * A platform as something to talk through. `key` makes a repeat harmless: the same key never posts twice.
 * Every function throws a DeliveryError when the message did not arrive.
 */
export interface Messenger {
  readonly platform: Platform;
  /** Seconds from one message in a chat to the next; absent where the platform itself says when it is too much. */
  readonly pace?: number;
  post(place: Place, message: Message, key: string): Promise<MessageRef>;
  edit(ref: MessageRef, message: Message): Promise<void>;
  reply(thread: MessageRef, message: Message, key: string): Promise<MessageRef>;
  direct(contact: Contact, message: Message, key: string): Promise<MessageRef>;
  remove(ref: MessageRef): Promise<void>;
  /** Our own message of that key, if it is there: settles a send of unknown fate. */
  find(place: Place, key: string, since: Temporal.Instant): Promise<MessageRef | null>;
  /** The address of a message for a browser, where the platform gives one. */
  permalink(ref: MessageRef): Promise<string | null>;
  /** Can the bot post there? The sentence says what to do when it cannot. */
  reach(
    place: Place,
  ): Promise<{ readonly ok: true; readonly name: string } | { readonly ok: false; readonly remedy: string }>;
  readonly files?: Files;
  readonly pins?: Pins;
  readonly rooms?: Rooms;
  readonly groups?: Groups;
  readonly home?: Home;
}

export interface Files {
  /** The most bytes that go with one message, where it is less than what we keep. */
  readonly most?: number;
  /** The bytes of a file people posted. Refuses over `limit` bytes. */
  fetch(place: Pick<Place, "connection">, file: string, limit: number): Promise<File>;
}

export interface Pins {
  pin(ref: MessageRef): Promise<void>;
  unpin(ref: MessageRef): Promise<void>;
}

export interface Rooms {
  /** Creates the chat channel, or finds the one this key created before. */
  create(
    connection: Place["connection"],
    name: string,
    options: { readonly private: boolean; readonly key: string },
  ): Promise<Place>;
  topic(place: Place, text: string): Promise<void>;
  /** Accounts that cannot be invited are passed over. */
  invite(place: Place, accounts: readonly string[]): Promise<void>;
  /** Takes them out; accounts that are not in are passed over. */
  remove(place: Place, accounts: readonly string[]): Promise<void>;
  bookmark(place: Place, title: string, url: string): Promise<void>;
  archive(place: Place): Promise<void>;
  unarchive(place: Place): Promise<void>;
}

export interface Groups {
  /** The accounts in a user group or role. */
  members(connection: Place["connection"], group: string): Promise<readonly string[]>;
  /** Puts exactly these accounts into it, and takes all others out; where that is so already nothing is done. */
  set(connection: Place["connection"], group: string, accounts: readonly string[]): Promise<void>;
}

export interface Home {
  show(contact: Contact, message: Message): Promise<void>;
}

/** Which platform a place is on. */
export interface Messengers {
  for(place: Pick<Place, "connection">): Messenger | undefined;
}

/**
 * E-mail, webhooks and services of their like: they are sent to and never asked, so nothing of theirs is edited, found
 * or removed. A repeat with the same key has the same Message-ID or webhook-id, by which whoever gets it can tell.
 */
export interface Outbox {
  /** Gives what the other side said to it, at most 1000 characters. Throws a DeliveryError where it was not taken. */
  direct(to: Destination, letter: Letter, key: string): Promise<string>;
  /** Why nothing of a kind can be sent at all now, or null. */
  problem(kind: TargetKind): string | null;
}

/** What is known of a page since it was read last, for asking whether it has changed. */
export interface PageMarks {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Page = { readonly kind: "same" } | ({ readonly kind: "read"; readonly text: string } & PageMarks);

/** Reads what somebody else's server has on the open internet. Throws a DeliveryError where it gives nothing. */
export interface Reader {
  read(url: string, known: PageMarks): Promise<Page>;
}

/** The only source of time. */
export interface Clock {
  /** To the millisecond: what is written down is the same instant when it is read again. */
  now(): Temporal.Instant;
}
