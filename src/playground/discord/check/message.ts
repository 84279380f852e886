import { z } from "zod";
import { type Json, tidy } from "../../json.ts";
import { limits } from "../limits.ts";
import { flags } from "../state/records.ts";
import { flatten, layout, rows } from "./components.ts";
import { embeds } from "./embeds.ts";
import { optional, snowflake, textUpTo } from "./fields.ts";
import { mistake, read } from "./problems.ts";

const kinds = ["users", "roles", "everyone"] as const;

export const allowedMentions = z
  .object({
    parse: optional(z.array(z.enum(kinds))),
    users: optional(z.array(snowflake).max(limits.mentions)),
    roles: optional(z.array(snowflake).max(limits.mentions)),
    replied_user: optional(z.boolean()),
  })
  .superRefine(({ parse = [], users = [], roles = [] }, context) => {
    const clash = (kind: string) => `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    if (parse.includes("users") && users.length > 0)
      mistake(context, [], "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", clash("users"));
    if (parse.includes("roles") && roles.length > 0)
      mistake(context, [], "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", clash("roles"));
  });

export type AllowedMentions = Partial<z.infer<typeof allowedMentions>>;

const attachment = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: optional(z.string()),
  description: optional(textUpTo(limits.fileDescription)),
});

const body = z.object({
  content: z.string().nullish(),
  embeds: embeds.nullish(),
  components: z.unknown().optional(),
  attachments: z.array(attachment).max(limits.files).nullish(),
  allowed_mentions: optional(allowedMentions),
  flags: optional(z.number().int()),
  nonce: optional(z.union([z.number().int(), z.string().max(limits.nonce)])),
  enforce_nonce: optional(z.boolean()),
  tts: optional(z.boolean()),
  message_reference: optional(
    z.object({
      type: optional(z.number().int()),
      message_id: snowflake,
      channel_id: optional(snowflake),
      fail_if_not_exists: z
        .boolean()
        .nullish()
        .transform((value) => value ?? true),
    }),
  ),
});

/** What a request says of a message; what it leaves out is undefined, what it empties is null. */
export type MessageBody = z.infer<typeof body> & { readonly components: readonly Json[] | null | undefined };

/** Reads a message as Discord does: 2000 characters, trimmed; rows of components, or a layout where the flag asks for one. */
export function readMessage(value: Json, flagsBefore = 0): MessageBody {
  const plain = read(body, value);
  const isLayout = (((plain.flags ?? 0) | flagsBefore) & flags.v2) !== 0;
  const trimmed = plain.content?.trim();
  read(
    z.object({ content: textUpTo(limits.content).optional() }).superRefine((_, context) => {
      const said = "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2";
      if (isLayout && trimmed)
        mistake(context, ["content"], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said);
      if (isLayout && (plain.embeds?.length ?? 0) > 0) {
        mistake(
          context,
          ["embeds"],
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          said.replace("content", "embeds"),
        );
      }
    }),
    { content: trimmed },
  );
  const shape = z.object({ components: isLayout ? layout : rows });
  const given = plain.components;
  const components = given === undefined || given === null ? given : read(shape, { components: given }).components;
  return {
    ...plain,
    ...(plain.content === undefined || plain.content === null ? {} : { content: trimmed ?? "" }),
    components: components === undefined || components === null ? components : numbered(components),
  };
}

/** Every component gets a number, unless it brought one. */
function numbered(components: readonly object[]): readonly Json[] {
  const taken = new Set(components.flatMap(flatten).map((each) => ("id" in each ? each.id : undefined)));
  let next = 1;
  const give = (component: object): Json => {
    const { id, components: inner, accessory, component: under, ...rest } = component as Record<string, unknown>;
    while (taken.has(next)) next += 1;
    const own = typeof id === "number" && id > 0 ? id : next++;
    return tidy({
      ...tidy(rest),
      id: own,
      components: Array.isArray(inner) ? inner.map(give) : undefined,
      accessory: accessory === undefined ? undefined : give(accessory as object),
      component: under === undefined ? undefined : give(under as object),
    });
  };
  return components.map(give);
}

/** All text a layout shows. */
export function textsIn(components: readonly object[]): readonly string[] {
  return components.flatMap(flatten).flatMap((each) => ("content" in each ? [String(each.content)] : []));
}
