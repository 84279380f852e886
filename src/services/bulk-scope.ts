import type { BulkScope } from "../store/bulk.ts";
import type { Ctx } from "./ctx.ts";

/** Who changes many incidents at once, for the store. */
export const bulkScope = (ctx: Ctx): BulkScope => ({
  workspace: ctx.workspace,
  actor: ctx.actor,
  surface: ctx.surface,
  at: ctx.now(),
});
