import type { Delivery } from "../domain/notify/delivery.ts";
import type { Told } from "../domain/notify/delivery-view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Ctx } from "../services/ctx.ts";
import { type LoadedTold, loadTold } from "../services/notify/told.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import type { Deps } from "./deps.ts";

/** A message's row, and what it says. */
export interface Tellable {
  readonly delivery: Delivery;
  readonly told: Told;
}

/** Everything messages say, in their order; one whose incident is gone is left out. */
export const tellable = async (
  ctx: Ctx,
  deps: Pick<Deps, "messengers">,
  deliveries: readonly Delivery[],
): Promise<readonly Tellable[]> => {
  const loaded = await loadTold(ctx, deliveries);
  return Promise.all(loaded.map((one) => withLink(ctx, deps, one)));
};

/** A message without its link is better than none. */
const withLink = async (
  ctx: Ctx,
  { messengers }: Pick<Deps, "messengers">,
  { delivery, told, posting }: LoadedTold,
): Promise<Tellable> => {
  const bare = { delivery, told };
  if (posting === undefined) return bare;
  try {
    const permalink = await cardPermalink(ctx, messengers, posting);
    return permalink === undefined ? bare : { delivery, told: { ...told, permalink } };
  } catch (error) {
    if (error instanceof DeliveryError) return bare;
    throw error;
  }
};
