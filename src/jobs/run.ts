import { goOn } from "../services/notify/go-on.ts";
import { inWorkspace } from "./deps.ts";

/** Lets an escalation or a timed rule go on. */
export const run = inWorkspace<"run">((fence, _deps, ctx) => goOn(ctx, fence));
