import { inTurn } from "../services/posting/turn.ts";
import { rememberGone } from "../services/posting/withdraw.ts";
import { inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";

/** What cannot be unpinned or removed any more is gone already. */
export const unpost = inWorkspace<"unpost">(async ({ message, pinned }, { messengers, log }, ctx) => {
  const { place } = message;
  const messenger = messengers.for(place);
  if (messenger === undefined) return;
  for (const take of pinned ? [messenger.pins?.unpin, messenger.remove] : [messenger.remove]) {
    try {
      await inTurn(ctx, messenger, place, async () => take?.(message));
    } catch (error) {
      if (!isFinal(error)) throw error;
      log.info({ err: error, place: message.place }, "A message could not be taken away.");
    }
  }
  await rememberGone(ctx, message);
});
