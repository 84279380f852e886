import type { Json } from "../../json.ts";

export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly owner: boolean;
  readonly bot: boolean;
  readonly avatar: string;
  readonly deleted?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly kind: "channel" | "private" | "dm";
  /** Empty for a direct message. */
  readonly name: string;
  readonly topic: string;
  readonly purpose: string;
  readonly creator: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly archived: boolean;
  readonly members: readonly string[];
  readonly pins: readonly Pin[];
  readonly bookmarks: readonly Bookmark[];
  /** The latest message each person has seen. */
  readonly read: Readonly<Record<string, string>>;
  readonly formerNames: readonly string[];
}

export interface Pin {
  readonly ts: string;
  readonly user: string;
  readonly created: number;
}

export interface Bookmark {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly emoji?: string;
  readonly created: number;
  readonly updated: number;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly username?: string;
  readonly icons?: Json;
  readonly client_msg_id?: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly files?: readonly string[];
  readonly metadata?: { readonly event_type: string; readonly event_payload: Record<string, unknown> };
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[];
  /** What a message about the channel itself carries: inviter, topic, old_name and the like. */
  readonly about?: Json;
  /** Only this person sees it. */
  readonly ephemeralTo?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  readonly user: string;
  readonly created: number;
  readonly title?: string;
  readonly alt_txt?: string;
  /** Where it was shared; empty while it is only uploaded. */
  readonly channels: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly updated: number;
}

export interface View {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly user: string;
  readonly callback_id: string;
  readonly title?: Json;
  readonly submit?: Json;
  readonly close?: Json;
  readonly blocks: readonly Json[];
  readonly private_metadata: string;
  readonly external_id: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly hash: string;
  readonly root: string;
  readonly previous?: string;
  readonly values: Values;
  readonly errors?: Readonly<Record<string, string>>;
}

/** What has been entered, by block_id and action_id, in Slack's own shape. */
export type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

export interface Identity {
  readonly id: "identity";
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string };
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
}
