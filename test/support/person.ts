/** Waits until something holds, giving the bot its turn in between; fails with what was there instead. */
export type Until = <T>(what: string, look: () => T | undefined, instead: () => string) => Promise<T>;

/** A message somebody saw, on whatever platform. */
export interface Sight {
  readonly channel: string;
  readonly ts: string;
  readonly words: string;
  /** By name. */
  readonly files: readonly string[];
  readonly message: { readonly ephemeral?: boolean };
  readonly controls: readonly { readonly label: string }[];
}

export interface Outcome {
  readonly ok: boolean;
  readonly error?: string;
  readonly id?: string;
}

export interface Where {
  readonly in?: string;
  readonly thread?: Sight;
}

/** One person at their Slack or Discord: they type, press and read. */
export interface Person {
  readonly id: string;
  /** A slash command or a message, in #incidents unless said otherwise; in a thread when one is given. */
  types(text: string, where?: Where & { readonly files?: readonly string[] }): Promise<Outcome>;
  /** Waits for a message that has all these words, in a chat channel or a direct message with the bot. */
  sees(words: string | readonly string[], where?: Where): Promise<Sight>;
  /** Waits until no message has these words any more. */
  misses(words: string, where?: Where): Promise<void>;
  /** Everything there now, after the bot has come to rest. */
  reads(where?: Where): Promise<readonly Sight[]>;
  presses(label: string, on: Sight): Promise<Outcome>;
  chooses(option: string, on: Sight): Promise<Outcome>;
  /** Waits for a form with these words. */
  seesModal(words: string): Promise<unknown>;
  /** Fills the inputs of the open form by label and submits it. */
  submits(values: Readonly<Record<string, string | readonly string[]>>): Promise<Outcome>;
  /** Waits until they are told that what they submitted cannot be: by a message, or in the form itself. */
  seesRefusal(words: string): Promise<Sight | null>;
  shortcut(name: string, on?: Sight): Promise<Outcome>;
  edits(message: Sight, text: string): Promise<Outcome>;
  deletes(message: Sight): Promise<Outcome>;
  reacts(name: string, on: Sight): Promise<Outcome>;
  pins(message: Sight): Promise<Outcome>;
  uploads(name: string, mediaType: string, bytes: Uint8Array): Promise<string>;
}

/** What somebody sees of a chat channel without opening it. */
export interface Channel {
  readonly topic: string;
  readonly members: readonly string[];
  /** Of the messages pinned there. */
  readonly pins: readonly string[];
  /** Can nobody write there any more? */
  readonly closed: boolean;
}

/** One side of the bot: the people there, and what is to be seen. */
export interface Side<P extends Person = Person> {
  as(name: string): P;
  /** Undefined where there is no such chat channel to see. */
  channel(name: string, as: string): Channel | undefined;
}
