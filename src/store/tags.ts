import { sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { WorkspaceId } from "../domain/ids.ts";
import { rowsOf, type Tx } from "./database.ts";
import { visibleTo } from "./visibility.ts";

/** Walks the index from tag to tag, so that a tag on a million incidents costs one step. */
export const suggestTagsLike = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  typed: string,
  limit: number,
): Promise<readonly string[]> => {
  const from = typed.trim().replace(/^#/, "").toLowerCase();
  const rows = rowsOf<{ tag: string | null }>(
    await tx.execute(sql`
      with recursive used (tag, n) as (
        select (select min(tag) from tags where workspace_id = ${workspace} and tag >= ${from}), 1
        union all
        select (select min(t.tag) from tags t where t.workspace_id = ${workspace} and t.tag > used.tag), n + 1
        from used where used.tag is not null and n < ${limit + 1}
      )
      select tag from used
      where tag is not null and starts_with(tag, ${from}) and exists (
        select 1 from tags t join incidents on incidents.id = t.incident_id
        where t.workspace_id = ${workspace} and t.tag = used.tag and ${visibleTo(actor)}
      )
      limit ${limit}`),
  );
  return rows.flatMap(({ tag }) => (tag === null ? [] : [tag]));
};
