/** What a person sees of the local Slack, and what they can do there. The page and the tests speak this and nothing else. */

export interface SlackPerson {
  readonly id: string;
  /** The handle a story uses: "lin", "ada". */
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  /** IANA zone. */
  readonly zone: string;
  readonly owner: boolean;
  readonly bot: boolean;
  /** A data: URL or a hex colour for the initials. */
  readonly avatar: string;
}

export interface SlackConversation {
  readonly id: string;
  readonly kind: "channel" | "private" | "dm";
  /** Channel name without "#", or the other person's name. */
  readonly name: string;
  readonly topic: string;
  readonly bookmarks: readonly {
    readonly title: string;
    readonly link: string;
  }[];
  readonly archived: boolean;
  readonly members: readonly string[];
  readonly unread: number;
  readonly pins: readonly string[];
}

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  /** Empty when another app says it; then username has its name. */
  readonly user: string;
  readonly username?: string;
  readonly subtype?: string;
  readonly text: string;
  readonly blocks?: readonly Record<string, unknown>[];
  readonly attachments?: readonly Record<string, unknown>[];
  readonly files?: readonly SlackFile[];
  readonly metadata?: {
    readonly event_type: string;
    readonly event_payload: Record<string, unknown>;
  };
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly {
    readonly name: string;
    readonly users: readonly string[];
  }[];
  readonly reply_count?: number;
  readonly latest_reply?: string;
  readonly pinned?: boolean;
  /** Shown to the person who reads this snapshot only. */
  readonly ephemeral?: boolean;
}

/** url_private and permalink are addresses on the page's own server, which the page can show. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  readonly title?: string;
  readonly alt_txt?: string;
  readonly permalink: string;
  readonly url_private: string;
}

export interface SlackView {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly callback_id?: string;
  readonly title?: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly blocks: readonly Record<string, unknown>[];
  /** By block_id, after a submission the app refused with response_action "errors". */
  readonly errors?: Readonly<Record<string, string>>;
}

export interface SlackState {
  readonly team: {
    readonly id: string;
    readonly name: string;
    readonly domain: string;
  };
  readonly me: SlackPerson;
  readonly people: readonly SlackPerson[];
  readonly conversations: readonly SlackConversation[];
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint?: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: "message" | "global";
    readonly callback_id: string;
  }[];
  readonly home: SlackView | null;
  /** The stack of open modals, the top one last. */
  readonly modals: readonly SlackView[];
  /** Is the app connected by a socket (or reachable by HTTP)? */
  readonly connected: boolean;
}

/** One thing a person does. `channel` is an id; `ts` names a message. */
export type SlackAct =
  | {
      readonly kind: "say";
      readonly channel: string;
      readonly text: string;
      readonly thread?: string;
      readonly files?: readonly string[];
      readonly broadcast?: boolean;
    }
  | {
      readonly kind: "command";
      readonly channel: string;
      readonly command: string;
      readonly text: string;
    }
  | {
      readonly kind: "press";
      readonly channel?: string;
      readonly ts?: string;
      readonly view?: string;
      readonly action_id: string;
      readonly block_id: string;
      /** What was chosen or entered: in the shape of Slack's state, or plainly a value, a list of values, an id or a date. */
      readonly value?: unknown;
      /** Everything else that is filled in there, by block_id and action_id. */
      readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }
  | {
      readonly kind: "suggest";
      readonly channel?: string;
      readonly ts?: string;
      readonly view?: string;
      readonly action_id: string;
      readonly block_id: string;
      readonly value: string;
    }
  | {
      readonly kind: "submit";
      readonly view: string;
      readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }
  | { readonly kind: "close"; readonly view: string }
  | {
      readonly kind: "shortcut";
      readonly callback_id: string;
      readonly channel?: string;
      readonly ts?: string;
    }
  | {
      readonly kind: "edit";
      readonly channel: string;
      readonly ts: string;
      readonly text: string;
    }
  | { readonly kind: "delete"; readonly channel: string; readonly ts: string }
  | {
      readonly kind: "react" | "unreact";
      readonly channel: string;
      readonly ts: string;
      readonly name: string;
    }
  | {
      readonly kind: "pin" | "unpin";
      readonly channel: string;
      readonly ts: string;
    }
  | {
      readonly kind: "upload";
      readonly name: string;
      readonly mediaType: string;
      readonly base64: string;
    }
  | { readonly kind: "read"; readonly channel: string; readonly ts: string }
  | { readonly kind: "home" }
  | {
      readonly kind: "join" | "leave" | "archive" | "unarchive";
      readonly channel: string;
    }
  | {
      readonly kind: "invite";
      readonly channel: string;
      readonly person: string;
    }
  | {
      readonly kind: "create";
      readonly name: string;
      readonly private?: boolean;
    }
  | { readonly kind: "dm"; readonly person: string };

/** What an act gives back: a new message's ts, an uploaded file's or a channel's id, an option list; or why Slack (or the app, in time) did not do it. */
export interface SlackOutcome {
  readonly ok: boolean;
  /** What Slack itself shows the person, such as "/incident failed with the error dispatch_failed". */
  readonly error?: string;
  readonly ts?: string;
  readonly id?: string;
  readonly options?: readonly Record<string, unknown>[];
}

/** A line of the live stream: read again what it names. */
export type SlackNews =
  | {
      readonly kind: "message";
      readonly channel: string;
      readonly ts: string;
      readonly thread_ts?: string;
    }
  | { readonly kind: "conversations" | "home" | "modals" | "connection" };

/** A suggestion for a slash command being typed: `insert` replaces the text after the command from `from` on. */
export interface Completion {
  readonly label: string;
  readonly detail?: string;
  readonly insert: string;
  readonly from: number;
}
