import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { IncidentRole } from "../domain/incident/role.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { Tx } from "./database.ts";
import { incidents, roleHolders } from "./schema/incident.ts";
import { incidentRoles } from "./schema/workspace.ts";

/** The parts people can play, shipped ones first. */
export const listRoles = (tx: Tx, workspace: WorkspaceId): Promise<readonly IncidentRole[]> =>
  tx
    .select({ key: incidentRoles.key, name: incidentRoles.name, shipped: incidentRoles.shipped })
    .from(incidentRoles)
    .where(eq(incidentRoles.workspaceId, workspace))
    .orderBy(desc(incidentRoles.shipped), asc(incidentRoles.key));

/** Adds those whose key is free, and gives these. */
export const insertRoles = (
  tx: Tx,
  workspace: WorkspaceId,
  roles: readonly IncidentRole[],
): Promise<readonly { readonly key: string }[]> =>
  tx
    .insert(incidentRoles)
    .values(roles.map((role) => ({ workspaceId: workspace, ...role })))
    .onConflictDoNothing()
    .returning({ key: incidentRoles.key });

export const deleteRole = async (tx: Tx, workspace: WorkspaceId, key: string): Promise<void> => {
  await tx.delete(incidentRoles).where(and(eq(incidentRoles.workspaceId, workspace), eq(incidentRoles.key, key)));
};

/** Does somebody play it in an active incident? */
export const isRoleHeld = async (tx: Tx, workspace: WorkspaceId, key: string): Promise<boolean> => {
  const rows = await tx
    .select({ person: roleHolders.personId })
    .from(roleHolders)
    .innerJoin(incidents, eq(incidents.id, roleHolders.incidentId))
    .where(
      and(
        eq(roleHolders.workspaceId, workspace),
        eq(roleHolders.role, key),
        inArray(incidents.status, [...activeStatuses]),
      ),
    )
    .limit(1);
  return rows.length > 0;
};
