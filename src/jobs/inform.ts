import { inform as informOf } from "../services/notify/inform.ts";
import { inWorkspace } from "./deps.ts";

/** Tells whoever is to hear of what happened, and begins what begins with it. */
export const inform = inWorkspace<"inform">((data, _deps, ctx) => informOf(ctx, data));
