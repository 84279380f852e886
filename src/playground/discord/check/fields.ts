import { z } from "zod";
import { limits } from "../limits.ts";

/** A field that may be left out or null, which mean the same. */
export function optional<T extends z.ZodType>(shape: T) {
  return shape.nullish().transform((value) => value ?? undefined);
}

export function textUpTo(most: number) {
  return z.string().max(most);
}

/** Text that must be there. */
export function filled(most: number) {
  return z.string().min(1).max(most);
}

export const snowflake = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/, { error: "Value is not snowflake." }));

export const customId = filled(limits.customId);

export const emoji = z.object({
  id: optional(snowflake),
  name: optional(z.string()),
  animated: optional(z.boolean()),
});

export const address = z
  .string()
  .max(2048)
  .refine((value) => /^(https?|attachment):\/\/\S+$/.test(value), {
    error: "Scheme must be one of ('http', 'https').",
    params: { code: "URL_TYPE_INVALID_SCHEME" },
  });
