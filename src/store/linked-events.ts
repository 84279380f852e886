import { sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { rowsOf, type Tx } from "./database.ts";
import { linkedEvents } from "./schema/event.ts";

/** Writes down that an event belongs to an incident; false where it does already. */
export const insertEvent = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  event: { readonly key: string; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const rows = await tx
    .insert(linkedEvents)
    .values({ workspaceId: workspace, incidentId: incident, ...event })
    .onConflictDoNothing()
    .returning({ key: linkedEvents.key });
  return rows.length > 0;
};

/** How many events an incident has had after each of these instants; null = since ever. */
export const countEvents = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  since: readonly (Temporal.Instant | null)[],
): Promise<readonly number[]> => {
  if (since.length === 0) return [];
  const counts = since.map((from) =>
    from === null ? sql`count(*)::int` : sql`(count(*) filter (where at > ${from.toString()}::timestamptz))::int`,
  );
  const [row] = rowsOf<{ counts: readonly number[] }>(
    await tx.execute(sql`
      select json_build_array(${sql.join(counts, sql`, `)}) as counts from linked_events
       where workspace_id = ${workspace} and incident_id = ${incident}`),
  );
  return row?.counts ?? [];
};
