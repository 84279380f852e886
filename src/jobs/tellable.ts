import type { Delivery } from "../domain/notify/delivery.ts";
import type { Told } from "../domain/notify/delivery-view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Ctx } from "../services/ctx.ts";
import { type LoadedTold, loadTold } from "../services/notify/told.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import type { Deps } from "./deps.ts";

/** Everything messages say, in their order; one whose incident is gone is left out. */
export const tellable = async (
  ctx: Ctx,
  deps: Pick<Deps, "messengers">,
  deliveries: readonly Delivery[],
): Promise<readonly Told[]> => {
  const loaded = await loadTold(ctx, deliveries);
  return Promise.all(loaded.map((one) => withLink(ctx, deps, one)));
};

/** A message without its link is better than none. */
const withLink = async (
  ctx: Ctx,
  { messengers }: Pick<Deps, "messengers">,
  { told, posting }: LoadedTold,
): Promise<Told> => {
  if (posting === undefined) return told;
  try {
    const permalink = await cardPermalink(ctx, messengers, posting);
    return permalink === undefined ? told : { ...told, permalink };
  } catch (error) {
    if (error instanceof DeliveryError) return told;
    throw error;
  }
};
