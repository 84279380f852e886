import type { DeliveryId, IncidentId } from "../../domain/ids.ts";
import { calledBy, isCalm } from "../../domain/notify/calm.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident, findIncidents, whoSees } from "../../store/incidents.ts";
import { answeredIn, noteCalm, ringingPages, type Shown, withBundles } from "../../store/shown-pages.ts";
import type { Ctx } from "../ctx.ts";
import { calmJob } from "./jobs.ts";

/** One thing a message lists: whether it asks for nothing any more, and whether its reader may not see it any more. */
interface Part {
  readonly delivery: Delivery;
  readonly calm: boolean;
  readonly hidden: boolean;
}

/** A message some of whose pages ask for nothing any more. */
export interface Calming {
  readonly message: MessageRef;
  readonly sentAt: Temporal.Instant;
  readonly parts: readonly Part[];
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
    const hidden = await hiddenOf(ctx, tx, all);
    return [...Map.groupBy(all, ({ carrier }) => carrier)].flatMap(([carrier, shown]): readonly Calming[] => {
      const out = shown.find(({ delivery }) => delivery.id === carrier)?.delivery;
      if (out?.message === undefined || out.sentAt === undefined) return [];
      const isOver = (one: Shown) => one.calmed || calmed.has(one.delivery.id);
      return [
        {
          message: out.message,
          sentAt: out.sentAt,
          parts: shown.map((one) => ({
            delivery: one.delivery,
            calm: isOver(one),
            hidden: hidden.has(one.delivery.id),
          })),
          calmed: shown.flatMap(({ delivery }) => (calmed.has(delivery.id) ? [delivery.id] : [])),
        },
      ];
    });
  });
};

/** What is about an incident that became private, and whose reader is not on it. */
const hiddenOf = async (ctx: Ctx, tx: Tx, shown: readonly Shown[]): Promise<ReadonlySet<DeliveryId>> => {
  const all = shown.map(({ delivery }) => delivery);
  const incidents = [...new Set(all.flatMap(({ incident }) => incident ?? []))];
  const found = await findIncidents(tx, ctx.workspace, ctx.actor, incidents);
  const secret = new Set(found.filter((one) => one.private).map(({ id }) => id));
  const about = all.filter(({ incident }) => incident !== undefined && secret.has(incident));
  const asked = about.flatMap(({ person, incident }) => (person && incident ? [{ person, incident }] : []));
  const seen = new Set(
    (await whoSees(tx, ctx.workspace, asked)).map(({ person, incident }) => `${person} ${incident}`),
  );
  return new Set(about.filter(({ person, incident }) => !seen.has(`${person} ${incident}`)).map(({ id }) => id));
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
