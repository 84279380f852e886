/** What a person sees of the local Discord, and what they can do there. The page and the tests speak this and nothing else. */

export interface DiscordPerson {
  readonly id: string;
  /** The handle a story uses: "lin", "ada". */
  readonly handle: string;
  /** Unique and lower case, as Discord wants it: "linw". */
  readonly username: string;
  /** What the server shows: the nickname, else the display name. */
  readonly name: string;
  readonly owner: boolean;
  readonly bot: boolean;
  /** A hex colour for the initials. */
  readonly avatar: string;
  /** Ids; @everyone is not among them. */
  readonly roles: readonly string[];
}

export interface DiscordRole {
  readonly id: string;
  readonly name: string;
  /** As a number, 0 for none. */
  readonly color: number;
  readonly mentionable: boolean;
}

export interface DiscordTag {
  readonly id: string;
  readonly name: string;
  readonly emoji?: string;
  readonly moderated: boolean;
}

export interface DiscordChannel {
  readonly id: string;
  readonly kind: "text" | "forum" | "thread" | "private-thread" | "category" | "dm";
  /** The server it is in; null for a direct message. */
  readonly guild: string | null;
  /** Without "#"; the other person's name in a direct message. */
  readonly name: string;
  readonly topic: string;
  readonly position: number;
  /** A thread's channel, a channel's category. */
  readonly parent?: string;
  /** Can @everyone not see it? */
  readonly private: boolean;
  /** Everybody who can see it; of a thread, those who joined it. */
  readonly members: readonly string[];
  readonly unread: number;
  /** How many of the unread ones ping me. */
  readonly pings: number;
  readonly pins: readonly string[];
  readonly latest?: string;
  /** A forum's own tags. */
  readonly tags?: readonly DiscordTag[];
  readonly thread?: DiscordThread;
  readonly may: {
    readonly send: boolean;
    readonly attach: boolean;
    readonly thread: boolean;
    readonly pin: boolean;
    readonly manage: boolean;
  };
}

export interface DiscordThread {
  readonly owner: string;
  readonly archived: boolean;
  readonly locked: boolean;
  /** Minutes without activity after which it is hidden. */
  readonly autoArchive: number;
  readonly messages: number;
  /** Tags put on a forum post, by id. */
  readonly tags: readonly string[];
  /** The message it hangs under, in the parent; a forum post's own first message has the thread's id. */
  readonly starter?: string;
}

export interface DiscordAuthor {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly bot: boolean;
}

export interface DiscordMessage {
  readonly id: string;
  readonly channel: string;
  readonly author: DiscordAuthor;
  /** Discord's message type: 0 said, 19 a reply, 20 an answer to a command, 6 pinned, 18 a thread begun, 21 a thread's starter. */
  readonly type: number;
  readonly content: string;
  /** ISO instants. */
  readonly at: string;
  readonly edited?: string;
  /** Embeds and components in Discord's own shape. */
  readonly embeds: readonly Record<string, unknown>[];
  readonly components: readonly Record<string, unknown>[];
  readonly attachments: readonly DiscordAttachment[];
  readonly reactions: readonly { readonly emoji: string; readonly users: readonly string[] }[];
  /** The message it answers (or, for type 21, that it stands for); null where that is gone. */
  readonly reference?: {
    readonly channel: string;
    readonly message: string;
    readonly shown: { readonly author: DiscordAuthor; readonly content: string } | null;
  };
  /** Of type 21: the message its thread hangs on, as it is now. */
  readonly starter?: DiscordMessage;
  readonly flags: number;
  /** Shown to the person who reads this snapshot only. */
  readonly ephemeral: boolean;
  /** "Tocsin is thinking…" */
  readonly thinking: boolean;
  readonly thread?: {
    readonly id: string;
    readonly name: string;
    readonly messages: number;
    readonly archived: boolean;
  };
  /** Does it highlight me? Only who allowed_mentions lets it. */
  readonly pings: boolean;
  readonly pinned: boolean;
  /** The command it answers, and who used it. */
  readonly command?: { readonly name: string; readonly user: DiscordAuthor };
}

/** url is an address on the page's own server, which the page can show. */
export interface DiscordAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly description?: string;
  readonly url: string;
}

export interface DiscordCommand {
  readonly id: string;
  readonly name: string;
  readonly type: "slash" | "message" | "user";
  readonly description: string;
  /** As the app registered them: sub-commands, groups or options, in Discord's own shape. */
  readonly options: readonly Record<string, unknown>[];
}

export interface DiscordModal {
  /** Names it in "submit" and "dismiss". */
  readonly id: string;
  readonly title: string;
  /** Action rows with a text input, labels with an input, or text, in Discord's own shape. */
  readonly components: readonly Record<string, unknown>[];
}

export interface DiscordGuild {
  readonly id: string;
  readonly name: string;
  /** Is it mine? */
  readonly owner: boolean;
}

export interface DiscordState {
  /** The server a story happens in. */
  readonly guild: { readonly id: string; readonly name: string };
  /** Every server this person is in, that one first. */
  readonly guilds: readonly DiscordGuild[];
  readonly me: DiscordPerson;
  /** Of all these servers, as are the roles and the channels. */
  readonly people: readonly DiscordPerson[];
  readonly roles: readonly DiscordRole[];
  /** In the order of the sidebar; threads follow their channel, direct messages come last. */
  readonly channels: readonly DiscordChannel[];
  readonly commands: readonly DiscordCommand[];
  readonly modal: DiscordModal | null;
  /** Is the app at the gateway (or reachable by HTTP)? */
  readonly connected: boolean;
}

/** A person by id, handle or username; a channel by id or "#name"; a role by id or "@name"; a file by the id of its upload. */
export type DiscordValue = string | number | boolean;

export interface DiscordInvocation {
  readonly channel: string;
  /** Without the slash. */
  readonly name: string;
  /** The sub-command, or group and sub-command. */
  readonly path?: readonly string[];
  readonly options?: Readonly<Record<string, DiscordValue>>;
}

interface At {
  readonly channel: string;
  readonly message: string;
}

/** One thing a person does. `channel` and `message` are ids. */
export type DiscordAct =
  | {
      readonly kind: "say";
      readonly channel: string;
      readonly content: string;
      /** The message it answers; its author is pinged unless `ping` is false. */
      readonly reply?: string;
      readonly ping?: boolean;
      readonly files?: readonly string[];
    }
  | ({ readonly kind: "command" } & DiscordInvocation)
  | ({ readonly kind: "autocomplete"; readonly focused: string } & DiscordInvocation)
  /** A context-menu command, on a message or a person. */
  | {
      readonly kind: "context";
      readonly channel: string;
      readonly name: string;
      readonly message?: string;
      readonly person?: string;
    }
  | ({ readonly kind: "press"; readonly custom_id: string } & At)
  | ({ readonly kind: "select"; readonly custom_id: string; readonly values: readonly string[] } & At)
  /** By custom_id: a text, what was chosen, or whether a box is ticked. */
  | {
      readonly kind: "submit";
      readonly modal: string;
      readonly values: Readonly<Record<string, string | readonly string[] | boolean>>;
    }
  | { readonly kind: "dismiss"; readonly modal: string }
  | ({ readonly kind: "edit"; readonly content: string } & At)
  | ({ readonly kind: "delete" | "pin" | "unpin" | "read" } & At)
  | ({ readonly kind: "react" | "unreact"; readonly emoji: string } & At)
  | { readonly kind: "upload"; readonly name: string; readonly mediaType: string; readonly base64: string }
  /** A thread under a message, or beside them all. */
  | {
      readonly kind: "thread";
      readonly channel: string;
      readonly name: string;
      readonly message?: string;
      readonly private?: boolean;
    }
  /** A post in a forum. */
  | {
      readonly kind: "post";
      readonly channel: string;
      readonly name: string;
      readonly content: string;
      readonly tags?: readonly string[];
      readonly files?: readonly string[];
    }
  | {
      readonly kind: "archive" | "unarchive" | "lock" | "unlock" | "join" | "leave" | "remove";
      readonly channel: string;
    }
  | { readonly kind: "rename"; readonly channel: string; readonly name: string }
  | { readonly kind: "invite"; readonly channel: string; readonly person: string }
  | {
      readonly kind: "create";
      readonly name: string;
      readonly private?: boolean;
      readonly forum?: boolean;
      /** The first server, if absent. */
      readonly guild?: string;
    }
  /** Another server of one's own, with everybody and the bot in it. */
  | { readonly kind: "found"; readonly name: string }
  | { readonly kind: "dm"; readonly person: string };

/** What an act gives back: a new message's, file's, thread's or channel's id, an option list; or why Discord (or the app, in time) did not do it. */
export interface DiscordOutcome {
  readonly ok: boolean;
  /** What Discord itself shows the person, such as "The application did not respond". */
  readonly error?: string;
  readonly id?: string;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}

/** A line of the live stream: read again what it names. */
export type DiscordNews =
  | { readonly kind: "message"; readonly channel: string; readonly id: string }
  | { readonly kind: "channels" | "people" | "modal" | "commands" | "connection" };

/** A suggestion for a line typed after the bot's mention: `insert` replaces the text from `from` on. */
export interface DiscordCompletion {
  readonly label: string;
  readonly detail?: string;
  readonly insert: string;
  readonly from: number;
}
