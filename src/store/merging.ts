import { sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import { rowsOf, type Tx } from "./database.ts";

/** Does a place or a webhook get what is no page as one message a minute (features.md G75)? */
export const isMerged = async (tx: Tx, workspace: WorkspaceId, contact: string): Promise<boolean> => {
  const [row] = rowsOf<{ merged: boolean }>(
    await tx.execute(sql`
      select exists (select 1 from channel_targets where workspace_id = ${workspace} and member = ${contact} and merges)
          or exists (select 1 from targets where workspace_id = ${workspace} and merges and 'target:' || id = ${contact})
          as merged`),
  );
  return row?.merged === true;
};
