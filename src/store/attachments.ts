import { and, count, eq, ne } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { attachments } from "./schema/timeline.ts";

export const countAttachments = async (tx: Tx, workspace: WorkspaceId, incident: IncidentId): Promise<number> => {
  const [row] = await tx
    .select({ count: count() })
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, workspace),
        eq(attachments.incidentId, incident),
        ne(attachments.state, "deleted"),
      ),
    );
  return row?.count ?? 0;
};
