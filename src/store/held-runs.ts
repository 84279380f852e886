import { and, eq, inArray, isNotNull, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { asks, type Rule } from "../domain/notify/plan.ts";
import type { Silenced, Snoozed } from "../domain/notify/snooze.ts";
import type { Tx } from "./database.ts";
import { ofIncident, type StoredRun, toRun } from "./runs.ts";
import { runs } from "./schema/notify.ts";

/**
 * What is silenced of an incident waits until an instant, or for good; what is queued of it falls silent. Each run keeps
 * when it would have been due: the last word alone says how long it waits.
 */
export const postponeRuns = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  { what, until }: { readonly what: Snoozed; readonly until: Silenced },
): Promise<readonly StoredRun[]> => {
  const rows = await tx
    .update(runs)
    .set({
      epoch: sql`${runs.epoch} + 1`,
      heldAt: ownInstant,
      dueAt: until === "forever" ? null : sql`greatest(${ownInstant}, ${until.toString()}::timestamptz)`,
    })
    .where(and(silencedWith(workspace, incident, what), hasInstant))
    .returning();
  return rows.map(toRun);
};

/** Lets what was postponed go on: pages now, everything else when it would have been due, or now where that is past. */
export const wakeRuns = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  { what, now }: { readonly what: Snoozed; readonly now: Temporal.Instant },
): Promise<readonly StoredRun[]> => {
  const silenced = and(silencedWith(workspace, incident, what), hasInstant);
  const calls = await tx
    .update(runs)
    .set({ epoch: sql`${runs.epoch} + 1`, heldAt: null, dueAt: now })
    .where(and(silenced, inArray(runs.rule, [...calling])))
    .returning();
  const others = await tx
    .update(runs)
    .set({
      epoch: sql`${runs.epoch} + 1`,
      heldAt: null,
      dueAt: sql`greatest(${ownInstant}, ${now.toString()}::timestamptz)`,
    })
    .where(and(silenced, notInArray(runs.rule, [...calling])))
    .returning();
  return [...calls, ...others].map(toRun);
};

const calling: readonly Rule[] = ["page", "by-hand"];

/** When a run is due of itself. */
const ownInstant = sql`coalesce(${runs.heldAt}, ${runs.dueAt})`;

/** A storm that waits for its events has no instant to be moved. */
const hasInstant = or(ne(runs.rule, "event-storm"), isNotNull(runs.dueAt), isNotNull(runs.heldAt));

const silencedWith = (workspace: WorkspaceId, incident: IncidentId, what: Snoozed): SQL | undefined =>
  and(
    ofIncident(workspace, incident),
    eq(runs.state, "waiting"),
    what === "asks" ? inArray(runs.rule, [...asks]) : notInArray(runs.rule, [...asks]),
  );
