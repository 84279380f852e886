import { permit } from "../../domain/permission.ts";
import { suggestTagsLike } from "../../store/tags.ts";
import type { Ctx } from "../ctx.ts";

/** Tags in use on incidents one may see, to choose from while somebody types. */
export const suggestTags = (ctx: Ctx, typed: string, limit = 25): Promise<readonly string[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read((tx) => suggestTagsLike(tx, ctx.workspace, ctx.actor, typed, limit));
};
