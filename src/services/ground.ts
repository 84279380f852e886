import type { Ctx } from "./ctx.ts";

/** What stands under every context: the clock, the database and the queue, for nobody in particular. */
export type Ground = Pick<Ctx, "now" | "transact" | "read" | "enqueue">;
