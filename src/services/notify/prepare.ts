import type { DeliveryId } from "../../domain/ids.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { type Hearing, hearing, recipientsOf } from "../../domain/notify/recipients.ts";
import { readMember } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { bundledIn, lockDelivery, settleDelivery } from "../../store/deliveries.ts";
import { findIncident } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { enlist } from "./enlist.ts";
import { deliverJob } from "./jobs.ts";
import { whyOver } from "./over.ts";
import { inPace } from "./pace.ts";
import { loadReaching } from "./reaching.ts";

/** Messages that go out now as one: the first carries the others. */
export interface Ready {
  readonly deliveries: readonly [Delivery, ...Delivery[]];
  /** An earlier try died before its end was written down. */
  readonly uncertain: boolean;
}

/** Its condition has ended, but an earlier try may have arrived. */
export interface Ended {
  readonly tried: Delivery;
  readonly ended: string;
}

/**
 * Looks once more before a message is sent: one whose condition has ended is superseded, one that would be too many in
 * a minute waits and is bundled. What was bundled into an earlier try goes with every later one. Null where nothing is
 * to be sent now.
 */
export const prepareDelivery = (ctx: Ctx, id: DeliveryId): Promise<Ready | Ended | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const delivery = await lockDelivery(tx, ctx.workspace, id);
    if (delivery === null || delivery.state !== "waiting") return null;
    const now = ctx.now();
    if (Temporal.Instant.compare(delivery.nextAt, now) > 0) {
      await ctx.enqueue(tx, [deliverJob(delivery)]);
      return null;
    }
    const ended = await whyOver(ctx, tx, delivery);
    if (ended !== undefined && delivery.triedAt !== undefined) return { tried: delivery, ended };
    if (ended !== undefined) {
      await settleDelivery(tx, ctx.workspace, [id], { state: "superseded", why: ended });
      return null;
    }
    if (delivery.contact === undefined) return passOn(ctx, tx, delivery);
    const carried = delivery.triedAt === undefined ? [] : await bundledIn(tx, ctx.workspace, id);
    const bundled = carried.length > 0 || hasWaitedForTurn(delivery) ? carried : await inPace(ctx, tx, delivery);
    if (bundled === null) return null;
    const deliveries = [delivery, ...bundled] as const;
    await settleDelivery(tx, ctx.workspace, [id], {
      attempts: delivery.attempts + 1,
      why: null,
      ...(delivery.triedAt === undefined ? { triedAt: now } : {}),
    });
    await settleDelivery(
      tx,
      ctx.workspace,
      bundled.map((one) => one.id),
      { state: "bundled", bundledInto: id },
    );
    return {
      deliveries: [{ ...delivery, attempts: delivery.attempts + 1 }, ...deliveries.slice(1)],
      uncertain: delivery.maybeTwice || (delivery.attempts > 0 && delivery.why === undefined),
    };
  });
};

/** It was let through before, and only its chat was not free. */
const hasWaitedForTurn = ({ attempts, triedAt }: Delivery): boolean => attempts === 0 && triedAt !== undefined;

/** What was held for a schedule's next slot goes to whoever is on call now, as one message (features.md 4.8). */
const passOn = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<null> => {
  const member = readMember(delivery.member);
  const incident = delivery.incident && (await findIncident(tx, ctx.workspace, ctx.actor, { id: delivery.incident }));
  const settle = (state: "superseded" | "dropped", why: string) =>
    settleDelivery(tx, ctx.workspace, [delivery.id], { state, why });
  if (member?.kind !== "schedule" || !incident) {
    await settle("dropped", "Nobody is there to be told.");
    return null;
  }
  const reaching = await loadReaching(tx, ctx.workspace, [delivery.member], ctx.now());
  const { people, others } = reaching.reach([delivery.member]);
  if (people.length === 0 && others.length === 0) {
    await settle("dropped", `Nobody is on call in ${reaching.scheduleName(delivery.member)}.`);
    return null;
  }
  const hearings = delivery.causes.flatMap((cause): readonly Hearing[] => [
    ...people.map(({ person }) => hearing(person, cause)),
    ...others.map((other): Hearing => ({ member: other, cause })),
  ]);
  const recipients = recipientsOf(hearings, {
    actor: ctx.actor,
    private: incident.private,
    people: incident.participants,
    unanswered: false,
  });
  const { key, about, entry } = delivery;
  const occasion = { key, about, incident, at: ctx.now(), reaching, gathers: 1 };
  await enlist(ctx, tx, { ...occasion, ...(entry === undefined ? {} : { entry }) }, recipients);
  await settle("superseded", "Passed on to whoever is on call now.");
  return null;
};
