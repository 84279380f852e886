import type { Delivery } from "../../domain/notify/delivery.ts";
import { heldBack } from "../../domain/notify/storm.ts";
import type { Tx } from "../../store/database.ts";
import { sentSince, settleDelivery, waitingFor } from "../../store/deliveries.ts";
import { isMerged } from "../../store/merging.ts";
import { limitOf } from "../../store/reach.ts";
import type { Ctx } from "../ctx.ts";
import { deliverJob } from "./jobs.ts";
import { whyEachOver } from "./over.ts";

/**
 * May it go out now? The first page of an incident always. Where a person has had as many messages in the last minute
 * as they want, it waits; so does what is no page where a place or a webhook wants one message a minute. What has waited
 * goes out as one message. Gives what goes with it, null where it waits.
 */
export const inPace = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<readonly Delivery[] | null> => {
  const { person, contact } = delivery;
  if (contact === undefined || delivery.isFirst) return [];
  if (person === undefined && (delivery.isPage || !(await isMerged(tx, ctx.workspace, contact)))) return [];
  const reader = person === undefined ? { contact } : { person };
  const now = ctx.now();
  const limit = person === undefined ? 1 : await limitOf(tx, ctx.workspace, person);
  const recent = await sentSince(tx, ctx.workspace, reader, {
    at: now.subtract({ minutes: 1 }),
    besides: delivery.id,
  });
  const free = heldBack(recent, limit, now);
  if (free !== null) {
    await settleDelivery(tx, ctx.workspace, [delivery.id], { nextAt: free });
    await ctx.enqueue(tx, [deliverJob({ ...delivery, nextAt: free })]);
    return null;
  }
  if (!hasWaited(delivery)) return [];
  const waited = (await waitingFor(tx, ctx.workspace, reader, now)).filter(
    (one) =>
      one.id !== delivery.id &&
      one.contact === contact &&
      !one.isFirst &&
      hasWaited(one) &&
      (person !== undefined || !one.isPage),
  );
  const over = await whyEachOver(ctx, tx, person, waited);
  for (const why of new Set(over.values())) {
    const ended = waited.filter(({ id }) => over.get(id) === why).map(({ id }) => id);
    await settleDelivery(tx, ctx.workspace, ended, { state: "superseded", why });
  }
  return waited.filter(({ id }) => !over.has(id));
};

/** Held back by the pace, not because it was tried and failed. */
const hasWaited = ({ triedAt, nextAt, dueAt }: Delivery): boolean =>
  triedAt === undefined && Temporal.Instant.compare(nextAt, dueAt) > 0;
