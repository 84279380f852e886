import { z } from "zod";
import { limits } from "../limits.ts";
import { confirm, dispatchAction, filter, id, option, optionGroup, placeholder, plain, style, url } from "./text.ts";

const field = { action_id: id.optional(), focus_on_load: z.boolean().optional() };
const menu = { ...field, placeholder: placeholder.optional(), confirm: confirm.optional() };
const several = { max_selected_items: z.number().int().min(1).optional() };
const options = z.array(option).min(1).max(limits.options);
const groups = z.array(optionGroup).min(1).max(limits.optionGroups);
const choices = { options: options.optional(), option_groups: groups.optional() };
const few = z.array(option).min(1).max(10);
const external = { min_query_length: z.number().int().min(0).optional() };
const conversations = { default_to_current_conversation: z.boolean().optional(), filter: filter.optional() };
const urls = { response_url_enabled: z.boolean().optional() };
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const ids = z.array(z.string()).optional();

/** Leaves either options or option groups, as Slack wants. */
function oneOf<T extends z.ZodObject>(shape: T) {
  return shape.refine(
    (menu) => ("options" in menu && menu.options !== undefined) !== (menu.option_groups !== undefined),
    {
      error: "must provide exactly one of options or option_groups",
    },
  );
}

export const button = z.strictObject({
  type: z.literal("button"),
  action_id: id.optional(),
  text: plain(limits.buttonText),
  url: url.optional(),
  value: z.string().max(limits.value).optional(),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const image = z.strictObject({
  type: z.literal("image"),
  alt_text: z.string().max(limits.altText),
  image_url: url.optional(),
  slack_file: z.strictObject({ id: id.optional(), url: url.optional() }).optional(),
});

const menus = [
  oneOf(z.strictObject({ type: z.literal("static_select"), ...menu, ...choices, initial_option: option.optional() })),
  oneOf(
    z.strictObject({
      type: z.literal("multi_static_select"),
      ...menu,
      ...choices,
      ...several,
      initial_options: z.array(option).optional(),
    }),
  ),
  z.strictObject({ type: z.literal("external_select"), ...menu, ...external, initial_option: option.optional() }),
  z.strictObject({
    type: z.literal("multi_external_select"),
    ...menu,
    ...external,
    ...several,
    initial_options: z.array(option).optional(),
  }),
  z.strictObject({ type: z.literal("users_select"), ...menu, initial_user: z.string().optional() }),
  z.strictObject({ type: z.literal("multi_users_select"), ...menu, ...several, initial_users: ids }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...menu,
    ...conversations,
    ...urls,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...menu,
    ...conversations,
    ...several,
    initial_conversations: ids,
  }),
  z.strictObject({ type: z.literal("channels_select"), ...menu, ...urls, initial_channel: z.string().optional() }),
  z.strictObject({ type: z.literal("multi_channels_select"), ...menu, ...several, initial_channels: ids }),
] as const;

const overflow = z.strictObject({
  type: z.literal("overflow"),
  action_id: id.optional(),
  options: z.array(option).min(1).max(5),
  confirm: confirm.optional(),
});

const pickers = [
  z.strictObject({ type: z.literal("datepicker"), ...menu, initial_date: date.optional() }),
  z.strictObject({
    type: z.literal("timepicker"),
    ...menu,
    initial_time: z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("datetimepicker"),
    ...field,
    confirm: confirm.optional(),
    initial_date_time: z.number().int().optional(),
  }),
  z.strictObject({
    type: z.literal("checkboxes"),
    ...field,
    options: few,
    initial_options: few.optional(),
    confirm: confirm.optional(),
  }),
  z.strictObject({
    type: z.literal("radio_buttons"),
    ...field,
    options: few,
    initial_option: option.optional(),
    confirm: confirm.optional(),
  }),
] as const;

const writing = { ...field, placeholder: placeholder.optional(), dispatch_action_config: dispatchAction.optional() };
const inputs = [
  z.strictObject({
    type: z.literal("plain_text_input"),
    ...writing,
    initial_value: z.string().max(limits.sectionText).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal("email_text_input"), ...writing, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal("url_text_input"), ...writing, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal("number_input"),
    ...writing,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("file_input"),
    action_id: id.optional(),
    filetypes: z.array(z.string()).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
  z.strictObject({ type: z.literal("rich_text_input"), ...writing, initial_value: z.looseObject({}).optional() }),
] as const;

export const accessory = z.discriminatedUnion("type", [button, image, overflow, ...menus, ...pickers]);
export const action = z.discriminatedUnion("type", [button, overflow, ...menus, ...pickers]);
export const input = z.discriminatedUnion("type", [...inputs, ...menus, ...pickers]);
