import type { Told } from "../domain/notify/delivery-view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import { bundleMessage, toldMessage } from "../presentation/told.ts";
import type { Ctx } from "../services/ctx.ts";
import { noteFailure, noteSent } from "../services/notify/outcome.ts";
import { prepareDelivery, type Ready } from "../services/notify/prepare.ts";
import { type LoadedTold, loadTold } from "../services/notify/told.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { sendTo } from "./send-to.ts";

/** Sends one message, with what was bundled into it; its row says how that ended. */
export const deliver = inWorkspace<"deliver">(async ({ delivery: id }, deps, ctx) => {
  const ready = await prepareDelivery(ctx, id);
  if (ready === null) return;
  const [delivery] = ready.deliveries;
  try {
    const message = await composed(ctx, deps, ready);
    if (message === null) throw new DeliveryError("chat", "Its incident is gone.", { permanent: true });
    await sendTo(ctx, deps, {
      delivery,
      message,
      remember: (tx, ref) => noteSent(ctx, tx, id, { message: ref }),
    });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    deps.log.warn({ err: error, delivery: id }, "A message did not go out.");
    await noteFailure(ctx, id, {
      why: error.message,
      permanent: error.permanent,
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    });
  }
});

const composed = async (ctx: Ctx, deps: Deps, { deliveries }: Ready): Promise<Message | null> => {
  const loaded = await loadTold(ctx, deliveries);
  const told = await Promise.all(loaded.map((one) => withLink(ctx, deps, one)));
  const [first] = told;
  if (first === undefined) return null;
  return told.length === 1 ? toldMessage(first, ctx.now()) : bundleMessage(told, ctx.now());
};

/** A message without its link is better than none. */
const withLink = async (ctx: Ctx, { messengers }: Deps, { told, posting }: LoadedTold): Promise<Told> => {
  if (posting === undefined) return told;
  try {
    const permalink = await cardPermalink(ctx, messengers, posting);
    return permalink === undefined ? told : { ...told, permalink };
  } catch (error) {
    if (error instanceof DeliveryError) return told;
    throw error;
  }
};
