import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Messenger } from "../../ports.ts";
import { type Asking, pauseChat, takeTurn } from "../../store/turns.ts";
import type { Ctx } from "../ctx.ts";

type Chat = Asking["place"];

/**
 * Changes or removes what stands in a chat already. That takes no turn from a message and waits for none but the one just
 * sent, so that a card is calm before all that waits there is said. Whoever is asked to wait makes everybody wait who
 * writes there. Throws a DeliveryError with the instant of its turn until then.
 */
export const inTurn = async <T>(
  ctx: Ctx,
  messenger: Pick<Messenger, "platform">,
  place: Place,
  work: () => Promise<T>,
): Promise<T> => {
  permit(ctx.actor, "incident.view");
  const asking = askingOf(ctx, {}, place, "changes");
  const turn = await ctx.transact((tx) => takeTurn(tx, ctx.workspace, asking));
  if (Temporal.Instant.compare(turn, asking.at) > 0) throw notYet(messenger.platform, turn);
  try {
    return await work();
  } catch (error) {
    const until = pauseOf(ctx, error);
    if (until !== undefined) await ctx.transact((tx) => pauseChat(tx, ctx.workspace, place, until));
    throw error;
  }
};

/** Asks for a turn now, or comes back for the one it was given. */
export const askingOf = (
  ctx: Pick<Ctx, "now" | "turn">,
  { pace = 0 }: Pick<Messenger, "pace">,
  { connection, chat }: Chat,
  line: Asking["line"] = "others",
): Asking => ({ place: { connection, chat }, at: ctx.now(), pace, line, turn: ctx.turn });

/** Nothing was sent yet: others are before it in its chat. */
export const notYet = (platform: string, turn: Temporal.Instant): DeliveryError =>
  new DeliveryError(platform, "It waits for its turn in this chat.", { turn });

/** Until when the platform has asked to wait; undefined where it has not. */
export const pauseOf = (ctx: Pick<Ctx, "now">, error: unknown): Temporal.Instant | undefined =>
  error instanceof DeliveryError && error.retryAfter !== undefined
    ? ctx.now().add({ milliseconds: Math.ceil(error.retryAfter * 1000) })
    : undefined;
