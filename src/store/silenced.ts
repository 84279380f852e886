import { and, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Silenced } from "../domain/notify/snooze.ts";
import type { Tx } from "./database.ts";
import { snoozes } from "./schema/notify.ts";

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
