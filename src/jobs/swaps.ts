import { settleSwap } from "../services/oncall/swap/follow.ts";
import { inWorkspace } from "./deps.ts";

/** More than this are settled by the next change. */
const mostAtOnce = 100;

/** Lets the swaps of a schedule follow it, one at a time. */
export const swaps = inWorkspace<"swaps">(async ({ schedule }, _deps, ctx) => {
  for (let settled = 0; settled < mostAtOnce && (await settleSwap(ctx, schedule)); settled += 1);
});
