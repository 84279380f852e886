import { z } from "zod";
import { limits } from "../limits.ts";
import { accessory, action, image, input } from "./elements.ts";
import { anyText, id, mrkdwn, plain, url } from "./text.ts";

const block = { block_id: id.optional() };
const imageText = plain(limits.label);

const section = z
  .strictObject({
    type: z.literal("section"),
    ...block,
    text: anyText(limits.sectionText).optional(),
    fields: z.array(anyText(limits.fieldText)).min(1).max(limits.fields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, { error: "must have text or fields" });

const actions = z.strictObject({
  type: z.literal("actions"),
  ...block,
  elements: z.array(action).min(1).max(limits.actions),
});

const context = z.strictObject({
  type: z.literal("context"),
  ...block,
  elements: z
    .array(z.discriminatedUnion("type", [image, plain(limits.sectionText), mrkdwn(limits.sectionText)]))
    .min(1)
    .max(limits.contextElements),
});

const picture = z.strictObject({
  ...image.shape,
  ...block,
  alt_text: z.string().min(1).max(limits.altText),
  title: imageText.optional(),
});

const simple = [
  z.strictObject({ type: z.literal("divider"), ...block }),
  z.strictObject({ type: z.literal("header"), ...block, text: plain(limits.header) }),
  z.strictObject({ type: z.literal("markdown"), ...block, text: z.string().min(1).max(12_000) }),
  z.looseObject({ type: z.literal("rich_text"), ...block, elements: z.array(z.looseObject({ type: z.string() })) }),
  z.strictObject({
    type: z.literal("video"),
    ...block,
    alt_text: z.string(),
    title: plain(200),
    thumbnail_url: url,
    video_url: url,
    title_url: url.optional(),
    description: plain(200).optional(),
    author_name: z.string().max(50).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: url.optional(),
  }),
] as const;

const file = z.strictObject({ type: z.literal("file"), ...block, external_id: id, source: z.literal("remote") });

const ask = z.strictObject({
  type: z.literal("input"),
  ...block,
  label: plain(limits.label),
  element: input,
  hint: plain(limits.label).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

export const messageBlock = z.discriminatedUnion("type", [section, actions, context, picture, ask, file, ...simple]);
export const viewBlock = z.discriminatedUnion("type", [section, actions, context, picture, ask, ...simple]);
