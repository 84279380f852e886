import { z } from "zod";
import { limits } from "../limits.ts";
import { distinctIds, option, selects, textDisplay } from "./components.ts";
import { customId, filled, optional, textUpTo } from "./fields.ts";

const number = optional(z.number().int().min(0));
const length = z.number().int().max(limits.textInput);

const textInput = {
  type: z.literal(4),
  id: number,
  custom_id: customId,
  style: z.literal([1, 2]),
  min_length: optional(length.min(0)),
  max_length: optional(length.min(1)),
  required: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  value: optional(textUpTo(limits.textInput)),
  placeholder: optional(textUpTo(limits.inputPlaceholder)),
};

const amounts = {
  min_values: optional(z.number().int().min(0).max(10)),
  max_values: optional(z.number().int().min(1).max(10)),
};
const required = optional(z.boolean());
const upload = z.object({ type: z.literal(19), id: number, custom_id: customId, ...amounts, required });
const radio = z.object({
  type: z.literal(21),
  id: number,
  custom_id: customId,
  options: z.array(option).min(2).max(10),
  required,
});
const boxes = z.object({
  type: z.literal(22),
  id: number,
  custom_id: customId,
  options: z.array(option).min(1).max(10),
  ...amounts,
  required,
});
const box = z.object({ type: z.literal(23), id: number, custom_id: customId, default: optional(z.boolean()) });

const row = z.object({
  type: z.literal(1),
  id: number,
  components: z
    .array(z.object({ ...textInput, label: filled(limits.label) }))
    .min(1)
    .max(1),
});

const label = z.object({
  type: z.literal(18),
  id: number,
  label: filled(limits.label),
  description: optional(textUpTo(limits.labelDescription)),
  component: z.discriminatedUnion("type", [z.object(textInput), ...selects, upload, radio, boxes, box]),
});

export const modal = z.object({
  custom_id: customId,
  title: filled(limits.modalTitle),
  components: z
    .array(z.discriminatedUnion("type", [row, label, textDisplay]))
    .min(1)
    .max(limits.modalComponents)
    .superRefine(distinctIds),
});

export type Modal = z.infer<typeof modal>;
