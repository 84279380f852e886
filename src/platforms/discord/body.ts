import { z } from "zod";

/* What Discord sends, as far as it is read; what it says is checked here. */

const user = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
  system: z.boolean().optional(),
});
export type DiscordUser = z.infer<typeof user>;

const member = z.object({
  nick: z.string().nullish(),
  user: user.optional(),
  roles: z.array(z.string()).optional(),
  permissions: z.string().optional(),
});

export const chatShape = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  applied_tags: z.array(z.string()).optional(),
  available_tags: z.array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean().optional() })).optional(),
  flags: z.number().optional(),
});
export type RawChat = z.infer<typeof chatShape>;

const attachment = z.object({
  id: z.string(),
  filename: z.string(),
  content_type: z.string().nullish(),
  size: z.number(),
  url: z.string(),
  description: z.string().nullish(),
});

export const messageShape = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  type: z.number().optional(),
  author: user.optional(),
  member: member.optional(),
  webhook_id: z.string().optional(),
  content: z.string().optional(),
  edited_timestamp: z.string().nullish(),
  attachments: z.array(attachment).optional(),
  pinned: z.boolean().optional(),
  message_reference: z.object({ message_id: z.string().optional(), channel_id: z.string().optional() }).nullish(),
});
export type RawMessage = z.infer<typeof messageShape>;

interface RawOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean | undefined;
  readonly focused?: boolean | undefined;
  readonly options?: readonly RawOption[] | undefined;
}

const option: z.ZodType<RawOption> = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
  get options() {
    return z.array(option).optional();
  },
});

const entered = z.object({
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).optional(),
});
const row = z.object({ components: z.array(entered).optional(), component: entered.optional() });

const common = {
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: chatShape.partial().optional(),
  member: member.optional(),
  user: user.optional(),
  message: messageShape.extend({ flags: z.number().optional() }).optional(),
};

export const interactionShape = z.discriminatedUnion("type", [
  z.object({
    ...common,
    type: z.literal(2),
    data: z.object({
      name: z.string(),
      type: z.number(),
      options: z.array(option).optional(),
      target_id: z.string().optional(),
      resolved: z.object({ messages: z.record(z.string(), messageShape).optional() }).optional(),
    }),
  }),
  z.object({
    ...common,
    type: z.literal(3),
    data: z.object({ custom_id: z.string(), component_type: z.number(), values: z.array(z.string()).optional() }),
  }),
  z.object({
    ...common,
    type: z.literal(4),
    data: z.object({ name: z.string(), options: z.array(option).optional() }),
  }),
  z.object({ ...common, type: z.literal(5), data: z.object({ custom_id: z.string(), components: z.array(row) }) }),
]);
export type RawInteraction = z.infer<typeof interactionShape>;
export type { RawOption };

const roleShape = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.object({ bot_id: z.string().optional() }).optional(),
});

export const guildShape = z.object({
  id: z.string(),
  name: z.string(),
  owner_id: z.string(),
  roles: z.array(roleShape),
});

/** What else the gateway tells, by its name there. */
export const told = {
  GUILD_CREATE: z.object({
    id: z.string(),
    name: z.string(),
    unavailable: z.boolean().optional(),
    joined_at: z.string().optional(),
    system_channel_id: z.string().nullish(),
    owner_id: z.string().optional(),
    channels: z.array(chatShape).optional(),
    threads: z.array(chatShape).optional(),
    roles: z.array(roleShape).optional(),
  }),
  GUILD_UPDATE: z.object({ id: z.string(), name: z.string(), owner_id: z.string().optional() }),
  GUILD_DELETE: z.object({ id: z.string(), unavailable: z.boolean().optional() }),
  GUILD_ROLE: z.object({ guild_id: z.string(), role: roleShape }),
  GUILD_MEMBER: z.object({
    guild_id: z.string(),
    user,
    nick: z.string().nullish(),
    roles: z.array(z.string()).optional(),
  }),
  REACTION: z.object({
    user_id: z.string(),
    channel_id: z.string(),
    message_id: z.string(),
    guild_id: z.string().optional(),
    emoji: z.object({ name: z.string().nullish() }),
  }),
  DELETION: z.object({ id: z.string(), channel_id: z.string(), guild_id: z.string().optional() }),
  BULK: z.object({ ids: z.array(z.string()), channel_id: z.string(), guild_id: z.string().optional() }),
  THREADS: z.object({ guild_id: z.string(), threads: z.array(chatShape) }),
} as const;
