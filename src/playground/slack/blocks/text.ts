import { z } from "zod";
import { limits } from "../limits.ts";

export const id = z.string().min(1).max(limits.id);

/** A text object of at most so many characters. */
export function plain(most: number) {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(most: number) {
  return z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(most: number) {
  return z.discriminatedUnion("type", [plain(most), mrkdwn(most)]);
}

export const confirm = z.strictObject({
  title: plain(100),
  text: anyText(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(["primary", "danger"]).optional(),
});

export const option = z.strictObject({
  text: anyText(limits.optionText),
  value: z.string().min(1).max(limits.optionValue),
  description: anyText(limits.optionText).optional(),
  url: z.string().max(limits.url).optional(),
});

export const optionGroup = z.strictObject({
  label: plain(limits.optionText),
  options: z.array(option).min(1).max(limits.options),
});

export const placeholder = plain(limits.placeholder);
export const style = z.enum(["primary", "danger"]);
export const url = z.string().min(1).max(limits.url);

export const filter = z.strictObject({
  include: z
    .array(z.enum(["im", "mpim", "private", "public"]))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

export const dispatchAction = z.strictObject({
  trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).min(1),
});
