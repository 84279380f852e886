import { z } from "zod";
import { tidy } from "../../json.ts";
import { limits } from "../limits.ts";
import { address, filled, optional, textUpTo } from "./fields.ts";
import { mistake } from "./problems.ts";

const picture = z.object({ url: address });

const embed = z.object({
  title: optional(textUpTo(limits.embedTitle)),
  description: optional(textUpTo(limits.embedDescription)),
  url: optional(address),
  timestamp: optional(z.string()),
  color: optional(z.number().int().min(0).max(0xff_ff_ff)),
  footer: optional(z.object({ text: filled(limits.embedFooter), icon_url: optional(address) })),
  image: optional(picture),
  thumbnail: optional(picture),
  author: optional(z.object({ name: filled(limits.embedAuthor), url: optional(address), icon_url: optional(address) })),
  fields: optional(
    z
      .array(
        z.object({
          name: filled(limits.embedFieldName),
          value: filled(limits.embedFieldValue),
          inline: z
            .boolean()
            .nullish()
            .transform((value) => value ?? false),
        }),
      )
      .max(limits.embedFields),
  ),
});

type Embed = z.infer<typeof embed>;

function lengthOf({ title = "", description = "", footer, author, fields = [] }: Embed): number {
  const inFields = fields.reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  return title.length + description.length + (footer?.text.length ?? 0) + (author?.name.length ?? 0) + inFields;
}

/** Ten embeds, 6000 characters over all of them. */
export const embeds = z
  .array(embed)
  .max(limits.embeds)
  .superRefine((all, context) => {
    const total = all.reduce((sum, each) => sum + lengthOf(each), 0);
    const said = `Embed size exceeds maximum size of ${limits.embedsTotal}`;
    if (total > limits.embedsTotal) mistake(context, [], "MAX_EMBED_SIZE_EXCEEDED", said);
  })
  .transform((all) => all.map((each) => ({ type: "rich", ...tidy({ ...each }), content_scan_version: 0 })));
