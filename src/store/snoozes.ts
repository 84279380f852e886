import { and, eq } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { snoozes } from "./schema/notify.ts";

/** Until when pages of an incident keep quiet; null where they do not. It outlives a resolve and a reopen. */
export const snoozeOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  now: Temporal.Instant,
): Promise<Temporal.Instant | "forever" | null> => {
  const [row] = await tx
    .select({ until: snoozes.until })
    .from(snoozes)
    .where(and(eq(snoozes.workspaceId, workspace), eq(snoozes.incidentId, incident)));
  if (row === undefined) return null;
  if (row.until === null) return "forever";
  return Temporal.Instant.compare(row.until, now) > 0 ? row.until : null;
};

export const setSnooze = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  snooze: { readonly until?: Temporal.Instant; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> => {
  const row = { until: snooze.until ?? null, by: snooze.by, at: snooze.at };
  await tx
    .insert(snoozes)
    .values({ workspaceId: workspace, incidentId: incident, ...row })
    .onConflictDoUpdate({ target: [snoozes.workspaceId, snoozes.incidentId], set: row });
};

export const clearSnooze = async (tx: Tx, workspace: WorkspaceId, incident: IncidentId): Promise<boolean> => {
  const rows = await tx
    .delete(snoozes)
    .where(and(eq(snoozes.workspaceId, workspace), eq(snoozes.incidentId, incident)))
    .returning({ incident: snoozes.incidentId });
  return rows.length > 0;
};
