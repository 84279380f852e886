import { announceIncident } from "../services/posting/announce.ts";
import { inWorkspace } from "./deps.ts";

export const announce = inWorkspace<"announce">((data, _deps, ctx) => announceIncident(ctx, data.incident));
