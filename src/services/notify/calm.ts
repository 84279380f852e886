import type { DeliveryId, IncidentId } from "../../domain/ids.ts";
import { calledBy, isCalm } from "../../domain/notify/calm.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import { findIncident } from "../../store/incidents.ts";
import { answeredIn, noteCalm, ringingPages, type Shown, withBundles } from "../../store/shown-pages.ts";
import type { Ctx } from "../ctx.ts";
import { calmJob } from "./jobs.ts";

/** A message some of whose pages ask for nothing any more. */
export interface Calming {
  readonly message: MessageRef;
  readonly sentAt: Temporal.Instant;
  readonly parts: readonly { readonly delivery: Delivery; readonly calm: boolean }[];
  /** What is calm once the message says so. */
  readonly calmed: readonly DeliveryId[];
}

/** The messages of an incident's pages whose buttons are to be taken away, each with all that it lists. */
export const pagesToCalm = (ctx: Ctx, id: IncidentId): Promise<readonly Calming[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await findIncident(tx, ctx.workspace, ctx.actor, { id });
    if (incident === null) return [];
    const over = (await ringingPages(tx, ctx.workspace, id)).filter(({ delivery, run }) =>
      isCalm(calledBy(delivery, run), incident),
    );
    const calmed = new Set(over.map(({ delivery }) => delivery.id));
    const all = await withBundles(tx, ctx.workspace, [...new Set(over.map(({ carrier }) => carrier))]);
    return [...Map.groupBy(all, ({ carrier }) => carrier)].flatMap(([carrier, shown]): readonly Calming[] => {
      const out = shown.find(({ delivery }) => delivery.id === carrier)?.delivery;
      if (out?.message === undefined || out.sentAt === undefined) return [];
      const isOver = (one: Shown) => one.calmed || calmed.has(one.delivery.id);
      return [
        {
          message: out.message,
          sentAt: out.sentAt,
          parts: shown.map((one) => ({ delivery: one.delivery, calm: isOver(one) })),
          calmed: shown.flatMap(({ delivery }) => (calmed.has(delivery.id) ? [delivery.id] : [])),
        },
      ];
    });
  });
};

/** These ask for nothing any more, and say so; or their message is gone. */
export const noteCalmed = (ctx: Ctx, ids: readonly DeliveryId[]): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact((tx) => noteCalm(tx, ctx.workspace, ids, ctx.now()));
};

/** Whoever answered while a page was on its way found no message to calm: it is looked for again once it is out. */
export const calmIfAnswered = async (ctx: Ctx, id: DeliveryId): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const answered = await ctx.read((tx) => answeredIn(tx, ctx.workspace, id));
  if (answered.length > 0) await ctx.transact((tx) => ctx.enqueue(tx, answered.map(calmJob)));
};
