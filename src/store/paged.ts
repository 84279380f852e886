import { and, asc, eq, min, sql } from "drizzle-orm";
import type { PersonId, RunId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";
import { pages } from "./schema/notify.ts";

/** Everybody a run has paged, who was called first before all others. */
export const pagedBy = async (tx: Tx, workspace: WorkspaceId, run: RunId): Promise<readonly PersonId[]> => {
  const rows = await tx
    .select({ person: pages.personId })
    .from(pages)
    .where(and(eq(pages.workspaceId, workspace), eq(pages.runId, run)))
    .groupBy(pages.personId)
    .orderBy(asc(min(pages.at)), asc(sql`min(${pages.id}::text)`));
  return rows.map(({ person }) => person);
};
