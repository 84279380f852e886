import { z } from "zod";
import { type Json, listOf } from "../../json.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { checkViewBlocks, explain } from "./check.ts";
import { problemsOf } from "./problems.ts";
import { plain } from "./text.ts";

const title = plain(limits.viewTitle);
const common = {
  blocks: z.array(z.record(z.string(), z.unknown())).max(limits.blocksInView),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.id).optional(),
  external_id: z.string().max(limits.id).optional(),
};

const viewShape = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("modal"),
    ...common,
    title,
    submit: title.optional(),
    close: title.optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal("home"), ...common }),
]);

export type GivenView = z.infer<typeof viewShape>;

/** A view as an app gives it, checked as Slack checks it, its blocks with ids. */
export function checkView(given: Json): GivenView {
  const found = viewShape.safeParse(given, { reportInput: true });
  if (!found.success) return refuse("invalid_arguments", explain(problemsOf(found.error, "/view")));
  const view = found.data;
  if (JSON.stringify(given).length > limits.viewBytes) refuse("view_too_large");
  const asks = listOf(view.blocks).some((block) => block.type === "input");
  if (view.type === "modal" && asks && view.submit === undefined) {
    refuse("invalid_arguments", explain(["missing required field: submit [json-pointer:/view]"]));
  }
  return { ...view, blocks: [...checkViewBlocks(view.blocks)] };
}
