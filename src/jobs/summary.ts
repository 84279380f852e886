import { summarize } from "../services/notify/summarize.ts";
import { inWorkspace } from "./deps.ts";

/** Writes down a day's summary for whoever wants one. */
export const summary = inWorkspace<"summary">((data, _deps, ctx) =>
  summarize(
    ctx,
    "person" in data ? { person: data.person } : { channel: data.channel },
    Temporal.Instant.from(data.until),
  ),
);
