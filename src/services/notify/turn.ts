import { type Delivery, overdue } from "../../domain/notify/delivery.ts";
import { permit } from "../../domain/permission.ts";
import { lockDelivery, settleDelivery } from "../../store/deliveries.ts";
import type { Ctx } from "../ctx.ts";
import { deliverJob } from "./jobs.ts";
import { fallThrough } from "./outcome.ts";

/**
 * Its chat is not free for it before `turn`: nothing was tried, and what was bundled into it waits with it. A page that
 * would go out more than a minute late goes to the next contact too.
 */
export const noteTurn = (ctx: Ctx, delivery: Delivery, turn: Temporal.Instant): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    await settleDelivery(tx, ctx.workspace, [delivery.id], {
      nextAt: turn,
      triedAt: turn,
      attempts: delivery.attempts - 1,
      why: delivery.why ?? null,
    });
    const now = ctx.now();
    const late = delivery.dueAt.add({ seconds: overdue });
    if (!delivery.isPage || Temporal.Instant.compare(turn, late) <= 0) return;
    await fallThrough(ctx, tx, delivery, Temporal.Instant.compare(late, now) > 0 ? late : now);
  });
};

/**
 * Another try of it is under way: nothing was tried here, and whatever that one comes to stands. It is looked at again
 * after so many seconds, in case that one has died.
 */
export const noteBusy = (ctx: Ctx, { id, attempts, why }: Delivery, seconds = 0): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const delivery = await lockDelivery(tx, ctx.workspace, id);
    const now = ctx.now();
    if (delivery?.state !== "waiting" || Temporal.Instant.compare(delivery.nextAt, now) > 0) return;
    const nextAt = now.add({ seconds });
    await settleDelivery(tx, ctx.workspace, [id], { nextAt, attempts: attempts - 1, why: why ?? null });
    await ctx.enqueue(tx, [deliverJob({ ...delivery, nextAt })]);
  });
};
