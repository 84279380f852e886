import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Delivery } from "../domain/notify/delivery.ts";
import type { Run } from "../domain/notify/run.ts";
import { rowsOf, type Tx } from "./database.ts";
import { toDelivery } from "./deliveries.ts";
import { deliveries, runs } from "./schema/notify.ts";

/** A message that is out, or a part of one, with how the run that called stands. */
export interface Shown {
  readonly delivery: Delivery;
  readonly run?: Run["state"];
  /** Its buttons are away already. */
  readonly calmed: boolean;
  /** The message it went out with. */
  readonly carrier: DeliveryId;
}

/** The pages of an incident that are out in chat, alone or in a bundle, with their buttons. */
export const ringingPages = (tx: Tx, workspace: WorkspaceId, incident: IncidentId): Promise<readonly Shown[]> =>
  shown(
    tx,
    and(
      eq(deliveries.workspaceId, workspace),
      eq(deliveries.incidentId, incident),
      eq(deliveries.isPage, true),
      isNull(deliveries.calmedAt),
      or(
        and(eq(deliveries.state, "sent"), isNotNull(deliveries.message)),
        and(eq(deliveries.state, "bundled"), isNotNull(deliveries.bundledInto)),
      ),
    ),
  );

/** Messages with all that was bundled into each. */
export const withBundles = async (
  tx: Tx,
  workspace: WorkspaceId,
  carriers: readonly DeliveryId[],
): Promise<readonly Shown[]> =>
  carriers.length === 0
    ? []
    : shown(
        tx,
        and(
          eq(deliveries.workspaceId, workspace),
          or(
            inArray(deliveries.id, [...carriers]),
            and(eq(deliveries.state, "bundled"), inArray(deliveries.bundledInto, [...carriers])),
          ),
        ),
      );

const shown = async (tx: Tx, which: SQL | undefined): Promise<readonly Shown[]> => {
  const rows = await tx
    .select({ row: deliveries, run: runs.state })
    .from(deliveries)
    .leftJoin(runs, and(eq(runs.workspaceId, deliveries.workspaceId), eq(runs.id, deliveries.runId)))
    .where(which)
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
  return rows.map(({ row, run }) => ({
    delivery: toDelivery(row),
    calmed: row.calmedAt !== null,
    carrier: row.state === "bundled" && row.bundledInto !== null ? row.bundledInto : row.id,
    ...(run === null ? {} : { run }),
  }));
};

/** Their buttons are away. */
export const noteCalm = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly DeliveryId[],
  at: Temporal.Instant,
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .update(deliveries)
    .set({ calmedAt: at })
    .where(and(eq(deliveries.workspaceId, workspace), inArray(deliveries.id, [...ids])));
};

/** The incidents of the pages in a message that went out, as far as anybody has answered them by now. */
export const answeredIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  carrier: DeliveryId,
): Promise<readonly IncidentId[]> => {
  const found = await tx.execute(sql`
    select distinct d.incident_id as incident from deliveries d
      join incidents i on i.workspace_id = d.workspace_id and i.id = d.incident_id
     where d.workspace_id = ${workspace} and d.is_page and d.calmed_at is null
       and (d.id = ${carrier} and d.state = 'sent' or d.bundled_into = ${carrier} and d.state = 'bundled')
       and (i.status <> 'open'
            or exists (select 1 from acknowledgements a where a.workspace_id = d.workspace_id
                and a.incident_id = i.id and a.occurrence = i.occurrence)
            or exists (select 1 from runs r where r.workspace_id = d.workspace_id
                and r.id = d.run_id and r.state <> 'waiting'))`);
  return rowsOf<{ incident: IncidentId }>(found).map(({ incident }) => incident);
};
