import type { DeliveryId } from "../../domain/ids.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { overdue, patience, retryAfter } from "../../domain/notify/delivery.ts";
import { nextContact } from "../../domain/notify/ladder.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import {
  bundledIn,
  contactsTried,
  findDelivery,
  insertDeliveries,
  nextRung,
  settleDelivery,
} from "../../store/deliveries.ts";
import { findIncident } from "../../store/incidents.ts";
import { loadReach } from "../../store/reach.ts";
import { findSent } from "../../store/sent.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { deliverJob } from "./jobs.ts";
import { lockCallers, losePagesOf } from "./lost.ts";

/** It is out. Called in the transaction that remembers the message. */
export const noteSent = (
  ctx: Ctx,
  tx: Tx,
  id: DeliveryId,
  how: { readonly message?: MessageRef; readonly maybeTwice?: boolean },
): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return settleDelivery(tx, ctx.workspace, [id], { state: "sent", sentAt: ctx.now(), ...how });
};

/** It left for an address that cannot be asked: where an earlier try may have arrived, it may be there twice. */
export const noteLeft = (ctx: Ctx, id: DeliveryId, maybeTwice: boolean): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => noteSent(ctx, tx, id, maybeTwice ? { maybeTwice } : {}));
};

export interface Failure {
  readonly why: string;
  readonly permanent: boolean;
  /** It may have arrived all the same. */
  readonly uncertain: boolean;
  /** Seconds the other side asked for. */
  readonly retryAfter?: number;
}

/**
 * It did not go out. What failed for good falls through to the next contact at once; a page that is not out a minute
 * after it was due goes to the next contact too, while this one keeps trying for a day. What was bundled into a try
 * that may have arrived goes with the next one.
 */
export const noteFailure = (ctx: Ctx, id: DeliveryId, failure: Failure): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const found = await findDelivery(tx, ctx.workspace, id);
    if (found === null) return;
    await lockCallers(ctx, tx, found);
    const delivery = await findDelivery(tx, ctx.workspace, id);
    if (delivery === null || delivery.state !== "waiting") return;
    const now = ctx.now();
    const began = delivery.triedAt ?? now;
    const isOver = failure.permanent || Temporal.Instant.compare(now, began.add(patience)) >= 0;
    const isSplit = isOver || !failure.uncertain;
    const bundled = await bundledIn(tx, ctx.workspace, id);
    if (isSplit) await releaseBundle(ctx, tx, bundled);
    if (isOver) {
      await settleDelivery(tx, ctx.workspace, [id], { state: "failed", why: failure.why });
      const next = await fallThrough(ctx, tx, delivery, now);
      if (!next) await losePagesOf(ctx, tx, delivery);
      return;
    }
    const wait = retryAfter(delivery.attempts, spreadOf(id), failure.retryAfter);
    const nextAt = now.add({ milliseconds: Math.ceil(wait * 1000) });
    const maybeTwice = failure.uncertain && isOutside(delivery) ? { maybeTwice: true } : {};
    await settleDelivery(tx, ctx.workspace, [id], { nextAt, why: failure.why, ...maybeTwice });
    await ctx.enqueue(tx, [deliverJob({ ...delivery, nextAt })]);
    for (const page of [delivery, ...(isSplit ? [] : bundled)].filter(({ isPage }) => isPage)) {
      const late = page.dueAt.add({ seconds: overdue });
      await fallThrough(ctx, tx, page, Temporal.Instant.compare(late, now) > 0 ? late : now);
    }
  });
};

/** How long it may take until a message of unknown fate can be found, in seconds. */
const unseen = 180;

/**
 * Its condition ended, and no earlier try of it has been found. Where it may still turn up it is looked for again;
 * what was to go with it waits on its own.
 */
export const noteEnded = (ctx: Ctx, id: DeliveryId, why: string): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const delivery = await findDelivery(tx, ctx.workspace, id);
    if (delivery === null || delivery.state !== "waiting") return;
    const nextAt = delivery.triedAt?.add({ seconds: unseen });
    const open = await findSent(tx, ctx.workspace, delivery.key);
    if (open !== undefined && nextAt !== undefined && Temporal.Instant.compare(nextAt, ctx.now()) > 0) {
      await settleDelivery(tx, ctx.workspace, [id], { nextAt });
      return ctx.enqueue(tx, [deliverJob({ ...delivery, nextAt })]);
    }
    await releaseBundle(ctx, tx, await bundledIn(tx, ctx.workspace, id));
    await settleDelivery(tx, ctx.workspace, [id], { state: "superseded", why });
  });
};

/** A mailbox or a webhook: nobody there can be asked what arrived. */
const isOutside = ({ contact = "" }: Delivery): boolean => /^(?:email|target):/.test(contact);

/** Between 0 and 1, the same for the same message: many that failed together do not come again together. */
const spreadOf = (id: string): number => Number.parseInt(id.slice(-4), 16) / 0xffff;

/** What went with it waits on its own again. */
const releaseBundle = async (ctx: Ctx, tx: Tx, others: readonly Delivery[]): Promise<void> => {
  await settleDelivery(
    tx,
    ctx.workspace,
    others.map((one) => one.id),
    { state: "waiting", nextAt: ctx.now() },
  );
  await ctx.enqueue(
    tx,
    others.map((one) => deliverJob({ ...one, nextAt: ctx.now() })),
  );
};

/**
 * Brings the next contact forward, or takes one that was not planned, unless the next one has the message already; false
 * where none is left.
 */
export const fallThrough = async (ctx: Ctx, tx: Tx, delivery: Delivery, at: Temporal.Instant): Promise<boolean> => {
  const { person } = delivery;
  if (person === undefined) return false;
  const base = delivery.key.slice(0, delivery.key.lastIndexOf(":"));
  const next = await nextRung(tx, ctx.workspace, base, delivery.rung);
  if (next !== undefined) {
    const isComing = next.attempts > 0 || Temporal.Instant.compare(next.nextAt, at) <= 0;
    if (next.state !== "waiting" || isComing) return true;
    await settleDelivery(tx, ctx.workspace, [next.id], { nextAt: at });
    await ctx.enqueue(tx, [deliverJob({ ...next, nextAt: at })]);
    return true;
  }
  const tried = await contactsTried(tx, ctx.workspace, base);
  const reach = (await loadReach(tx, ctx.workspace, [person])).get(person);
  const incident =
    delivery.incident === undefined
      ? null
      : await findIncident(tx, ctx.workspace, ctx.actor, { id: delivery.incident });
  const contact =
    reach &&
    nextContact(delivery, reach, {
      severity: incident?.severity ?? null,
      tried: tried.contacts,
    });
  // Others of the same message are still under way, or have arrived.
  if (contact === undefined) return tried.open;
  const { attempts: _, state: _state, nextAt: _next, triedAt: _tried, why: _why, ...rest } = delivery;
  const added = await insertDeliveries(tx, ctx.workspace, [
    {
      ...rest,
      id: freshId<DeliveryId>(),
      key: `${base}:${tried.contacts.length}`,
      rung: tried.contacts.length,
      contact,
      isFirst: false,
      dueAt: at,
    },
  ]);
  await ctx.enqueue(tx, added.map(deliverJob));
  return true;
};
