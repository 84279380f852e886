import { z } from "zod";
import { limits } from "../limits.ts";
import { address, customId, emoji, filled, optional, snowflake, textUpTo } from "./fields.ts";
import { mistake } from "./problems.ts";

const number = optional(z.number().int().min(0));

export const option = z.object({
  label: filled(limits.optionText),
  value: filled(limits.optionText),
  description: optional(textUpTo(limits.optionText)),
  emoji: optional(emoji),
  default: optional(z.boolean()),
});

const select = {
  id: number,
  custom_id: customId,
  placeholder: optional(textUpTo(limits.placeholder)),
  min_values: z
    .number()
    .int()
    .min(0)
    .max(25)
    .nullish()
    .transform((value) => value ?? 1),
  max_values: z
    .number()
    .int()
    .min(1)
    .max(25)
    .nullish()
    .transform((value) => value ?? 1),
  disabled: optional(z.boolean()),
  /** Counts in modals only. */
  required: optional(z.boolean()),
};

const defaults = optional(z.array(z.object({ id: snowflake, type: z.enum(["user", "role", "channel"]) })).max(25));

function distinctValues(options: readonly { readonly value: string }[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    const said = "The specified option value is already used";
    if (seen.has(value)) mistake(context, [index, "value"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said);
    seen.add(value);
  }
}

export const options = z.array(option).min(1).max(limits.options).superRefine(distinctValues);

export const selects = [
  z.object({ type: z.literal(3), ...select, options }),
  z.object({ type: z.literal(5), ...select, default_values: defaults }),
  z.object({ type: z.literal(6), ...select, default_values: defaults }),
  z.object({ type: z.literal(7), ...select, default_values: defaults }),
  z.object({
    type: z.literal(8),
    ...select,
    default_values: defaults,
    channel_types: optional(z.array(z.number().int())),
  }),
] as const;

const button = z
  .object({
    type: z.literal(2),
    id: number,
    style: z.number().int().min(1).max(6),
    label: optional(textUpTo(limits.buttonLabel)),
    emoji: optional(emoji),
    custom_id: optional(customId),
    url: optional(address.pipe(z.string().max(512))),
    sku_id: optional(snowflake),
    disabled: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
  })
  .superRefine(({ style, label, emoji: sign, custom_id, url }, context) => {
    if (style === 5 && url === undefined) mistake(context, ["url"], "BASE_TYPE_REQUIRED", "A url is required");
    if (style < 5 && custom_id === undefined)
      mistake(context, ["custom_id"], "BASE_TYPE_REQUIRED", "A custom id is required");
    if (custom_id !== undefined && url !== undefined) {
      mistake(
        context,
        ["custom_id"],
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "A custom id and url cannot both be specified",
      );
    }
    if (style < 6 && !label && sign === undefined)
      mistake(context, ["label"], "BUTTON_COMPONENT_INVALID_LABEL", "A label or an emoji is required");
  });

export const row = z
  .object({
    type: z.literal(1),
    id: number,
    components: z.array(z.discriminatedUnion("type", [button, ...selects])).min(1),
  })
  .superRefine(({ components }, context) => {
    const width = components.reduce((sum, each) => sum + (each.type === 2 ? 1 : limits.rowButtons), 0);
    const said = "The specified component exceeds the maximum width";
    if (width > limits.rowButtons) mistake(context, ["components"], "COMPONENT_LAYOUT_WIDTH_EXCEEDED", said);
  });

const media = z.object({ url: address });
export const textDisplay = z.object({ type: z.literal(10), id: number, content: filled(limits.textV2) });
const spoiler = optional(z.boolean());
const thumbnail = z.object({ type: z.literal(11), id: number, media, description: optional(textUpTo(1024)), spoiler });
const section = z.object({
  type: z.literal(9),
  id: number,
  components: z.array(textDisplay).min(1).max(3),
  accessory: z.discriminatedUnion("type", [button, thumbnail]),
});
const gallery = z.object({
  type: z.literal(12),
  id: number,
  items: z
    .array(z.object({ media, description: optional(textUpTo(1024)), spoiler }))
    .min(1)
    .max(10),
});
const file = z.object({ type: z.literal(13), id: number, file: media, spoiler });
const separator = z.object({
  type: z.literal(14),
  id: number,
  divider: optional(z.boolean()),
  spacing: optional(z.number().int().min(1).max(2)),
});
const parts = [row, section, textDisplay, gallery, file, separator] as const;
const container = z.object({
  type: z.literal(17),
  id: number,
  components: z.array(z.discriminatedUnion("type", [...parts])).min(1),
  accent_color: optional(z.number().int().min(0).max(0xff_ff_ff)),
  spoiler,
});

/** Five rows of buttons or menus. */
export const rows = z.array(row).max(limits.rows).superRefine(distinctIds);

/** Forty components of any kind, nested ones counted, 4000 characters of text. */
export const layout = z
  .array(z.discriminatedUnion("type", [...parts, container]))
  .superRefine((all, context) => {
    const every = all.flatMap(flatten);
    const text = every.reduce((sum, each) => sum + ("content" in each ? String(each.content).length : 0), 0);
    if (every.length > limits.componentsV2) {
      mistake(
        context,
        [],
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        `The total number of components exceeds ${limits.componentsV2}`,
      );
    }
    if (text > limits.textV2) {
      mistake(
        context,
        [],
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        `Displayable text size exceeds maximum size of ${limits.textV2}`,
      );
    }
  })
  .superRefine(distinctIds);

/** A component and everything in it. */
export function flatten(component: object): readonly object[] {
  const inner = "components" in component && Array.isArray(component.components) ? component.components : [];
  const beside =
    "accessory" in component && typeof component.accessory === "object" && component.accessory !== null
      ? [component.accessory]
      : [];
  const under =
    "component" in component && typeof component.component === "object" && component.component !== null
      ? [component.component]
      : [];
  return [component, ...[...(inner as readonly object[]), ...beside, ...under].flatMap(flatten)];
}

export function distinctIds(all: readonly object[], context: z.core.$RefinementCtx): void {
  const seen = new Set<unknown>();
  for (const [index, each] of all.entries()) {
    for (const part of flatten(each)) {
      const id = "custom_id" in part ? part.custom_id : undefined;
      const said = "Component custom id cannot be duplicated";
      if (id !== undefined && seen.has(id)) mistake(context, [index], "COMPONENT_CUSTOM_ID_DUPLICATED", said);
      seen.add(id);
    }
  }
}
