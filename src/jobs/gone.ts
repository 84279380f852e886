import type { Place } from "../domain/place.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Messenger } from "../ports.ts";
import type { Ctx } from "../services/ctx.ts";
import { reportLost } from "../services/posting/lost.ts";

/** A platform said no for good. */
export const isFinal = (error: unknown): error is DeliveryError => error instanceof DeliveryError && error.permanent;

/** After a no for good: is the whole place gone? Then it is reported. False where only the message was refused. */
export const isPlaceGone = async (
  ctx: Ctx,
  messenger: Messenger,
  place: Place,
  error: DeliveryError,
): Promise<boolean> => {
  const reached = await messenger.reach(place);
  if (reached.ok) return false;
  await reportLost(ctx, place, error.message);
  return true;
};
