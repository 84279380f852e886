import { settleOpen, withdrawIncident } from "../services/posting/withdraw.ts";
import { inWorkspace } from "./deps.ts";

/** What was being sent at that moment is looked for as well. */
export const withdraw = inWorkspace<"withdraw">(async (data, deps, ctx) => {
  await withdrawIncident(ctx, data.incident);
  await settleOpen(deps.ground, deps.messengers, data.incident);
});
