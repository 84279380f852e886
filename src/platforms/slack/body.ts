import { z } from "zod";

/* What Slack sends, as far as it is read. Bolt has checked where it comes from; what it says is checked here. */

const user = z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() });
const container = z.object({
  type: z.string(),
  channel_id: z.string().optional(),
  message_ts: z.string().optional(),
  thread_ts: z.string().optional(),
  is_ephemeral: z.boolean().optional(),
});
const option = z.object({ value: z.string() });

const action = z.object({
  action_id: z.string(),
  type: z.string(),
  action_ts: z.string().optional(),
  selected_option: option.nullish(),
  selected_options: z.array(option).optional(),
});

const entered = z.looseObject({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).optional(),
});

const view = z.object({
  id: z.string(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  hash: z.string().optional(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), entered)) }).optional(),
});
export type SubmittedView = z.infer<typeof view>;

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
});

const said = z.object({
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  subtype: z.string().optional(),
  edited: z.object({ user: z.string().optional(), ts: z.string() }).optional(),
  files: z.array(file).optional(),
});
export type Said = z.infer<typeof said>;

export const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(""),
  user_id: z.string(),
  user_name: z.string().optional(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

export const interaction = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("block_actions"),
    user,
    trigger_id: z.string(),
    response_url: z.string().optional(),
    container,
    channel: z.object({ id: z.string() }).optional(),
    /** What it was pressed in where that is no message: a modal or a home. */
    view: z.object({ id: z.string(), type: z.string() }).optional(),
    actions: z.array(action).min(1),
  }),
  z.object({ type: z.literal("view_submission"), user, trigger_id: z.string().optional(), view }),
  z.object({
    type: z.literal("block_suggestion"),
    user,
    block_id: z.string(),
    action_id: z.string(),
    value: z.string(),
    container: container.optional(),
    channel: z.object({ id: z.string() }).optional(),
    view: view.optional(),
  }),
  z.object({
    type: z.literal("message_action"),
    user,
    callback_id: z.string(),
    trigger_id: z.string(),
    response_url: z.string(),
    channel: z.object({ id: z.string() }),
    message_ts: z.string().optional(),
    message: said,
  }),
]);

const item = z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() });
const pinned = z.object({ channel: z.string().optional(), message: z.object({ ts: z.string() }).optional() });
const told = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  /** Is the account closed? */
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  profile: z
    .looseObject({ real_name: z.string().optional(), display_name: z.string().optional(), email: z.string().nullish() })
    .optional(),
});
export type Told = z.infer<typeof told>;

export const event = z.discriminatedUnion("type", [
  said.extend({
    type: z.literal("message"),
    channel: z.string(),
    channel_type: z.string().optional(),
    deleted_ts: z.string().optional(),
    message: said.partial().optional(),
    previous_message: said.partial().optional(),
  }),
  said.extend({ type: z.literal("app_mention"), channel: z.string() }),
  z.object({
    type: z.enum(["reaction_added", "reaction_removed"]),
    user: z.string(),
    reaction: z.string(),
    item,
    event_ts: z.string(),
  }),
  z.object({
    type: z.enum(["pin_added", "pin_removed"]),
    user: z.string(),
    channel_id: z.string(),
    item: pinned,
    event_ts: z.string(),
  }),
  z.object({
    type: z.literal("app_home_opened"),
    user: z.string(),
    tab: z.string().optional(),
    event_ts: z.string().optional(),
  }),
  z.object({
    type: z.enum([
      "channel_archive",
      "channel_deleted",
      "channel_left",
      "group_archive",
      "group_deleted",
      "group_left",
    ]),
    channel: z.string(),
    event_ts: z.string().optional(),
  }),
  z.object({
    type: z.enum(["channel_unarchive", "group_unarchive"]),
    channel: z.string(),
    event_ts: z.string().optional(),
  }),
  z.object({
    type: z.enum(["channel_rename", "group_rename"]),
    channel: z.object({ id: z.string(), name: z.string() }),
    event_ts: z.string().optional(),
  }),
  z.object({
    type: z.literal("member_joined_channel"),
    user: z.string(),
    channel: z.string(),
    event_ts: z.string().optional(),
  }),
  z.object({ type: z.literal("subteam_members_changed"), subteam_id: z.string(), event_ts: z.string().optional() }),
  z.object({ type: z.literal("user_change"), user: told, event_ts: z.string().optional() }),
]);
export type SlackEvent = z.infer<typeof event>;

export const eventBody = z.object({ type: z.literal("event_callback"), event_id: z.string(), event: z.unknown() });

const addressed = z.object({
  type: z.string().optional(),
  /** What a button stands in is ours, whoever presses it in a channel that is shared with others. */
  message: z.object({ team: z.string().nullish() }).nullish().catch(undefined),
  /** The one it is told to, where a channel is shared by several teams. */
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  team_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().nullish() }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish(),
});

/** The team that something comes from. */
export const teamIn = (body: unknown): string | undefined => {
  const read = addressed.safeParse(body);
  if (!read.success) return undefined;
  const { type, message, authorizations, team_id: told, team, user, view } = read.data;
  const ours = type === "block_actions" ? message?.team : undefined;
  const installed = view?.app_installed_team_id ?? ours ?? authorizations?.[0]?.team_id;
  return installed ?? told ?? team?.id ?? user?.team_id ?? undefined;
};

const farewell = z.object({
  event: z.union([
    z.object({ type: z.literal("app_uninstalled") }),
    z.object({ type: z.literal("tokens_revoked"), tokens: z.object({ bot: z.array(z.string()).min(1) }) }),
  ]),
});

/** Does a team say that it lets the bot in no more? */
export const isFarewell = (body: unknown): boolean => farewell.safeParse(body).success;
