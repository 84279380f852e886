import { and, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { laterSnooze, type Silenced, type Snoozed } from "../domain/notify/snooze.ts";
import type { Tx } from "./database.ts";
import { snoozes } from "./schema/notify.ts";

/** Until when each keeps quiet for an incident; null where it does not. It outlives a resolve and a reopen. */
export const snoozesOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  now: Temporal.Instant,
): Promise<Readonly<Record<Snoozed, Silenced | null>>> => {
  const rows = await tx
    .select({ what: snoozes.what, until: snoozes.until })
    .from(snoozes)
    .where(and(eq(snoozes.workspaceId, workspace), eq(snoozes.incidentId, incident)));
  const of = (wanted: Snoozed): Silenced | null => {
    const row = rows.find(({ what }) => what === wanted);
    if (row === undefined) return null;
    if (row.until === null) return "forever";
    return Temporal.Instant.compare(row.until, now) > 0 ? row.until : null;
  };
  return { pages: of("pages"), asks: laterSnooze(of("pages"), of("asks")) };
};

/** Until when the pages of each of these wait; one whose pages ring is not in it. */
export const pagesSilenced = async (
  tx: Tx,
  workspace: WorkspaceId,
  { ids, now }: { readonly ids: readonly IncidentId[]; readonly now: Temporal.Instant },
): Promise<ReadonlyMap<IncidentId, Silenced>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ incident: snoozes.incidentId, until: snoozes.until })
    .from(snoozes)
    .where(
      and(
        eq(snoozes.workspaceId, workspace),
        inArray(snoozes.incidentId, [...ids]),
        eq(snoozes.what, "pages"),
        or(isNull(snoozes.until), gt(snoozes.until, now)),
      ),
    );
  return new Map(rows.map(({ incident, until }) => [incident, until ?? "forever"]));
};

export const setSnooze = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  snooze: {
    readonly what: Snoozed;
    readonly until?: Temporal.Instant;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const { what } = snooze;
  const row = { until: snooze.until ?? null, by: snooze.by, at: snooze.at };
  await tx
    .insert(snoozes)
    .values({ workspaceId: workspace, incidentId: incident, what, ...row })
    .onConflictDoUpdate({ target: [snoozes.workspaceId, snoozes.incidentId, snoozes.what], set: row });
};

/** Ends what still keeps quiet; false where nothing does. */
export const clearSnooze = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  { what, now }: { readonly what: Snoozed; readonly now: Temporal.Instant },
): Promise<boolean> => {
  const rows = await tx
    .delete(snoozes)
    .where(
      and(
        eq(snoozes.workspaceId, workspace),
        eq(snoozes.incidentId, incident),
        eq(snoozes.what, what),
        or(isNull(snoozes.until), gt(snoozes.until, now)),
      ),
    )
    .returning({ incident: snoozes.incidentId });
  return rows.length > 0;
};
