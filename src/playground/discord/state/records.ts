import type { Json } from "../../json.ts";

export interface Person {
  readonly id: string;
  /** The handle a story uses. */
  readonly handle: string;
  readonly username: string;
  /** The display name. */
  readonly name: string;
  readonly bot: boolean;
  readonly avatar: string;
  /** Takes no direct messages from the bot. */
  readonly closed?: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}

export interface Member {
  /** guild:user */
  readonly id: string;
  readonly guild: string;
  readonly user: string;
  readonly nick?: string;
  readonly roles: readonly string[];
  readonly joined: string;
}

export interface Role {
  /** @everyone has the id of its guild. */
  readonly id: string;
  readonly guild: string;
  readonly name: string;
  readonly color: number;
  readonly permissions: string;
  readonly position: number;
  readonly mentionable: boolean;
  /** The role a bot brought along. */
  readonly managedBy?: string;
}

export interface Overwrite {
  readonly id: string;
  /** 0 a role, 1 a member. */
  readonly type: 0 | 1;
  readonly allow: string;
  readonly deny: string;
}

export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
  readonly emoji_id: string | null;
  readonly emoji_name: string | null;
}

export interface Thread {
  readonly owner: string;
  readonly archived: boolean;
  readonly locked: boolean;
  /** Minutes. */
  readonly autoArchive: number;
  readonly archivedAt: string;
  readonly createdAt: string;
  readonly members: readonly { readonly user: string; readonly joined: string }[];
  readonly tags: readonly string[];
  readonly invitable: boolean;
  /** Messages ever sent, without the first. */
  readonly sent: number;
  readonly count: number;
}

export const kinds = { text: 0, dm: 1, category: 4, publicThread: 11, privateThread: 12, forum: 15 } as const;

export interface Channel {
  readonly id: string;
  readonly type: (typeof kinds)[keyof typeof kinds];
  readonly guild?: string;
  readonly parent?: string;
  readonly name: string;
  readonly topic: string;
  readonly position: number;
  readonly nsfw: boolean;
  readonly slowmode: number;
  readonly flags: number;
  readonly autoArchive?: number;
  readonly overwrites: readonly Overwrite[];
  readonly tags?: readonly Tag[];
  readonly recipients?: readonly string[];
  readonly thread?: Thread;
  readonly pins: readonly { readonly message: string; readonly at: string }[];
  readonly latest?: string;
  /** The latest message each person has seen. */
  readonly read: Readonly<Record<string, string>>;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
  readonly by: string;
}

export interface Reference {
  readonly channel: string;
  readonly message?: string;
}

/** What a person did that a message answers. */
export interface Cause {
  readonly id: string;
  readonly type: number;
  readonly user: string;
  /** The command's name. */
  readonly name?: string;
  /** The first answer, where this is a later one. */
  readonly original?: string;
  /** The message whose component was used. */
  readonly interacted?: string;
  /** What opened the form. */
  readonly trigger?: Cause;
}

export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  /** What a foreign webhook calls itself. */
  readonly as?: string;
  readonly type: number;
  readonly content: string;
  readonly edited?: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  readonly attachments: readonly string[];
  readonly reactions: readonly { readonly emoji: string; readonly users: readonly string[] }[];
  readonly reference?: Reference;
  readonly flags: number;
  readonly nonce?: string | number;
  readonly mentions: readonly string[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
  /** Who is notified: mentions that allowed_mentions let through, with the people behind roles. */
  readonly pings: readonly string[];
  /** The interaction it answers. */
  readonly answers?: Cause;
  /** Only this person sees it. */
  readonly ephemeralTo?: string;
}

export interface Command {
  readonly id: string;
  readonly version: string;
  /** Absent: everywhere. */
  readonly guild?: string;
  readonly type: number;
  readonly name: string;
  readonly body: Json;
}

export interface Identity {
  readonly id: "identity";
  readonly guildId: string;
  readonly bot: { readonly userId: string };
  readonly applicationId: string;
  readonly token: string;
  /** Hex, as Discord shows it. */
  readonly publicKey: string;
  /** PKCS 8, base64. */
  readonly privateKey: string;
}

export const flags = {
  suppressEmbeds: 4,
  hasThread: 32,
  ephemeral: 64,
  loading: 128,
  silent: 4096,
  v2: 32768,
} as const;
