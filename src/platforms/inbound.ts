import type { Request } from "../commands/dispatch.ts";
import type { PersonId, ReceiptId } from "../domain/ids.ts";
import type { MessageRef, Place, Platform } from "../domain/place.ts";
import type { Form } from "../presentation/form.ts";
import type { Message } from "../presentation/message.ts";

/** Who did it, in the platform's own words. The realm is the Slack team, empty on Discord. */
export interface Account {
  readonly id: string;
  readonly realm: string;
  /** What the inbound itself says of the name; the profile says more. */
  readonly handle?: string;
}

/** What a platform tells about an account. */
export interface Profile {
  readonly name: string;
  readonly handle: string;
  readonly email?: string;
  /** IANA zone. */
  readonly zone?: string;
  /** Does the platform's workspace belong to them? */
  readonly owner: boolean;
  readonly bot: boolean;
}

/** A message somebody pointed at, as it travels through a receipt or a form. */
export interface Pointed {
  readonly ref: MessageRef;
  readonly account?: string;
  readonly text?: string;
  readonly files?: readonly Sent[];
  readonly permalink?: string;
  /** ISO 8601. */
  readonly at?: string;
}

/** A file as the platform knows it. */
export interface Sent {
  readonly file: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly permalink?: string;
}

interface From {
  /** The platform's own name for it: the same inbound comes in once. */
  readonly key: string;
  /** Where it was done; a press is done in the thread of its message. */
  readonly place: Place;
  /** Nobody's id is empty: the platform does not say who it was. */
  readonly account: Account;
  /** What the adapter needs to answer, now or later; nobody else reads it. */
  readonly reach: Readonly<Record<string, string>>;
}

/** Everything that comes in. Plain JSON: it is what a receipt keeps. Texts are still in the platform's markup. */
export type Inbound = From &
  (
    | {
        readonly kind: "command";
        readonly line: string;
        /** Its arguments where they came apart from the words: `line` is the command's path then. */
        readonly given?: Readonly<Record<string, string>>;
        readonly about?: Pointed;
        /** What came with it, where it was said in a message. */
        readonly files?: readonly Sent[];
      }
    /** `id` is a button's or select's own, `<n>|<occurrence>|<line>`. */
    | { readonly kind: "press"; readonly id: string; readonly chosen?: readonly string[]; readonly message?: string }
    | {
        readonly kind: "form";
        readonly path: string;
        readonly given: Readonly<Record<string, string | readonly string[]>>;
        /** Where what was known before is kept, if it was too long to be carried along. */
        readonly kept?: string;
        /** Where the message it was opened from is kept. */
        readonly about?: string;
      }
    | {
        readonly kind: "reply";
        readonly message: string;
        readonly text: string;
        readonly files: readonly Sent[];
        /** Is the thread's first message ours? */
        readonly toUs: boolean;
      }
    /** `at` is when, in ISO 8601 by the platform's clock: edits may come in another order than they were made in. */
    | { readonly kind: "edit"; readonly message: string; readonly text: string; readonly at: string }
    | { readonly kind: "deletion"; readonly message: string }
    | { readonly kind: "moment"; readonly message: string; readonly marked: boolean }
    | { readonly kind: "home" }
    | { readonly kind: "chat-lost"; readonly why: string }
    | { readonly kind: "chat-found" }
    | { readonly kind: "chat-renamed"; readonly name: string }
    /** Without a group: any of them. */
    | { readonly kind: "group-changed"; readonly group?: string }
    | { readonly kind: "account-changed"; readonly profile: Profile }
    | { readonly kind: "account-gone" }
  );

/** What became of an inbound: nothing to say, an answer, or a form to be shown. */
export type Handled =
  | { readonly kind: "silent" }
  | {
      readonly kind: "answer";
      readonly message: Message;
      readonly visible: "private" | "public";
      readonly refused: boolean;
      /** The argument a refusal is about. */
      readonly field?: string;
      /** The form that was refused, as it was filled. */
      readonly again?: Request;
      readonly about?: Pointed;
    }
  /** `again` leads to the same form once more. */
  | { readonly kind: "form"; readonly form: Form; readonly again: Request; readonly about?: Pointed };

/** How one inbound is answered. */
export interface Replier {
  /**
   * `replacing`: in the place of the private answer that the button stood in. Where it is left out, nothing of what was
   * typed is given back.
   */
  answer(message: Message, visible: "private" | "public", replacing?: boolean | undefined): Promise<void>;
  /** False where the platform no longer lets a form be shown for it. `about` comes back with the form. */
  showForm(form: Form, about?: string): Promise<boolean>;
}

/** The names a text's markup stands for. */
export interface Mentions {
  readonly people: ReadonlyMap<string, PersonId>;
  /** Chat channels to the keys of the incident channels mapped there. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
}

/** One platform, as `receive` needs it. */
export interface Adapter {
  readonly platform: Platform;
  profile(account: Account): Promise<Profile | null>;
  /** Which accounts and chat channels a text names. */
  mentioned(text: string): { readonly accounts: readonly string[]; readonly chats: readonly string[] };
  /** The platform's markup as our neutral text; with the looks that people gave it, or letter for letter. */
  neutral(text: string, mentions: Mentions, looks: boolean): string;
  permalink(ref: MessageRef): Promise<string | null>;
  replier(inbound: Inbound): Replier;
}

/** A receipt written down, or why there is nothing to do. */
export type Accepted = { readonly kind: "new"; readonly receipt: ReceiptId } | { readonly kind: "seen" | "ignored" };
