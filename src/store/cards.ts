import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { CardView } from "../domain/card-view.ts";
import type { ConnectionId, IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { postings } from "./schema/channel.ts";
import { incidents } from "./schema/incident.ts";
import { connections } from "./schema/workspace.ts";
import { visibleTo } from "./visibility.ts";

/** The cards of incidents the actor may see that stand somewhere, the oldest first. */
export const cardsOfIncidents = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  ids: readonly IncidentId[],
): Promise<readonly (CardView & { readonly incident: IncidentId; readonly connectionId: ConnectionId })[]> => {
  if (ids.length === 0) return [];
  return tx
    .select({
      incident: postings.incidentId,
      posting: postings.id,
      connectionId: postings.connectionId,
      platform: connections.platform,
      connection: connections.name,
    })
    .from(postings)
    .innerJoin(connections, eq(connections.id, postings.connectionId))
    .innerJoin(
      incidents,
      and(eq(incidents.workspaceId, postings.workspaceId), eq(incidents.id, postings.incidentId), visibleTo(actor)),
    )
    .where(
      and(
        eq(postings.workspaceId, workspace),
        inArray(postings.incidentId, [...ids]),
        isNotNull(postings.message),
        isNull(postings.lost),
      ),
    )
    .orderBy(asc(postings.createdAt), asc(postings.id));
};
