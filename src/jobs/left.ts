import { teamGone } from "../presentation/link.ts";
import { loadGone } from "../services/connection/lose.ts";
import { inWorkspace } from "./deps.ts";
import { tellPerson } from "./tell-person.ts";

/** Tells the owners that a team or guild lets the bot in no more, by whatever still reaches them. */
export const left = inWorkspace<"left">(async ({ connection }, deps, ctx) => {
  const gone = await loadGone(ctx, connection);
  if (gone === null) return;
  const message = teamGone(gone);
  for (const { person, contacts } of gone.owners) {
    const key = `left:${connection}:${gone.since.epochMilliseconds}:${person}`;
    const reached = await tellPerson(ctx, deps, contacts, { person, message, key, type: "notice" });
    if (!reached) deps.log.warn({ person, connection }, "An owner could not be told that a team is gone.");
  }
});
