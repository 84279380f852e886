import { tellEntry } from "../services/posting/say.ts";
import { inWorkspace } from "./deps.ts";

export const tell = inWorkspace<"tell">((data, _deps, ctx) => tellEntry(ctx, data.incident));
