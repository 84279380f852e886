import type { DeliveryId, PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive } from "../../domain/incident/status.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { type Hearing, hearing, recipientsOf } from "../../domain/notify/recipients.ts";
import { heldBack } from "../../domain/notify/storm.ts";
import { readMember } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { lockDelivery, lockPace, sentSince, settleDelivery, waitingFor } from "../../store/deliveries.ts";
import { findIncident } from "../../store/incidents.ts";
import { pagesById } from "../../store/pages.ts";
import { loadReach } from "../../store/reach.ts";
import { findRuns } from "../../store/runs.ts";
import type { Ctx } from "../ctx.ts";
import { enlist } from "./enlist.ts";
import { deliverJob } from "./jobs.ts";
import { loadReaching } from "./reaching.ts";

/** Messages that go out now as one: the first carries the others. */
export interface Ready {
  readonly deliveries: readonly [Delivery, ...Delivery[]];
  /** An earlier try died before its end was written down. */
  readonly uncertain: boolean;
}

/**
 * Looks once more before a message is sent: one whose condition has ended is superseded, one that would be too many in
 * a minute waits and is bundled. Null where nothing is to be sent now.
 */
export const prepareDelivery = (ctx: Ctx, id: DeliveryId): Promise<Ready | null> => {
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
    if (ended !== undefined) {
      await settleDelivery(tx, ctx.workspace, [id], { state: "superseded", why: ended });
      return null;
    }
    if (delivery.contact === undefined) return passOn(ctx, tx, delivery);
    const bundled = await inPace(ctx, tx, delivery);
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

/** Why a message is no longer to be sent; undefined where it is. */
const whyOver = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<string | undefined> => {
  const { incident: id, person, run: runId, page: pageId } = delivery;
  if (id === undefined) return undefined;
  const reader = person === undefined ? ctx.actor : ({ kind: "person", id: person, role: "standard" } as const);
  const incident = await findIncident(tx, ctx.workspace, reader, { id });
  if (incident === null) return "The incident is gone, or they may no longer see it.";
  if (person !== undefined && (delivery.isPage || delivery.about === "reminder") && hasAnswered(incident, person)) {
    return delivery.isPage ? "They have acknowledged it." : undefined;
  }
  if (runId !== undefined) {
    const [run] = await findRuns(tx, ctx.workspace, [runId]);
    if (run === undefined || run.epoch !== delivery.epoch) return "It was answered, or its condition had ended.";
  } else if (delivery.isPage && (!isActive(incident.status) || incident.acknowledgements.length > 0)) {
    return "It was answered before.";
  }
  if (pageId !== undefined) {
    const [page] = await pagesById(tx, ctx.workspace, [pageId]);
    if (page?.state === "declined") return "They said they can't.";
  }
  return undefined;
};

const hasAnswered = (incident: Incident, person: PersonId): boolean =>
  incident.acknowledgements.some((one) => one.person === person);

/** What was held for a schedule's next slot goes to whoever is on call now. */
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
  const { about, entry } = delivery;
  await enlist(
    ctx,
    tx,
    { key: delivery.key, about, incident, at: ctx.now(), reaching, ...(entry === undefined ? {} : { entry }) },
    recipients,
  );
  await settle("superseded", "Passed on to whoever is on call now.");
  return null;
};

/**
 * May it go out now? The first page of an incident always. Where a person has had as many messages in the last minute
 * as they want, it waits; what has waited goes out as one message. Gives what goes with it, null where it waits.
 */
const inPace = async (ctx: Ctx, tx: Tx, delivery: Delivery): Promise<readonly Delivery[] | null> => {
  const { person, contact } = delivery;
  if (person === undefined || delivery.isFirst) return [];
  await lockPace(tx, ctx.workspace, person);
  const now = ctx.now();
  const reach = (await loadReach(tx, ctx.workspace, [person])).get(person);
  const recent = await sentSince(tx, ctx.workspace, person, now.subtract({ minutes: 1 }));
  const free = heldBack(recent, reach?.limit, now);
  if (free !== null) {
    await settleDelivery(tx, ctx.workspace, [delivery.id], { nextAt: free });
    await ctx.enqueue(tx, [deliverJob({ ...delivery, nextAt: free })]);
    return null;
  }
  if (!hasWaited(delivery)) return [];
  const waiting = await waitingFor(tx, ctx.workspace, person, now);
  const others: Delivery[] = [];
  for (const one of waiting) {
    if (one.id === delivery.id || one.contact !== contact || one.isFirst || !hasWaited(one)) continue;
    const over = await whyOver(ctx, tx, one);
    if (over === undefined) others.push(one);
    else await settleDelivery(tx, ctx.workspace, [one.id], { state: "superseded", why: over });
  }
  return others;
};

/** Held back by the pace, not because it was tried and failed. */
const hasWaited = ({ attempts, nextAt, dueAt }: Delivery): boolean =>
  attempts === 0 && Temporal.Instant.compare(nextAt, dueAt) > 0;
