import { and, asc, eq, exists, or, sql } from "drizzle-orm";
import type { SeverityId, WorkspaceId } from "../domain/ids.ts";
import type { Severity } from "../domain/incident/severity.ts";
import type { Tx } from "./database.ts";
import { toSeverity } from "./incidents.ts";
import { severities, workspaces } from "./schema/workspace.ts";

/** The severities that can be chosen, the worst first: without the shipped ones where those are switched off. */
export const listSeverities = async (tx: Tx, workspace: WorkspaceId): Promise<readonly Severity[]> => {
  const shippedOn = tx
    .select({ one: sql`1` })
    .from(workspaces)
    .where(and(eq(workspaces.id, workspace), eq(workspaces.shippedSeverities, true)));
  const rows = await tx
    .select()
    .from(severities)
    .where(and(eq(severities.workspaceId, workspace), or(eq(severities.shipped, false), exists(shippedOn))))
    .orderBy(asc(severities.rank), asc(severities.key));
  return rows.map(toSeverity);
};

/** Every severity, chosen or not, the worst first. */
export const allSeverities = async (tx: Tx, workspace: WorkspaceId): Promise<readonly Severity[]> => {
  const rows = await tx
    .select()
    .from(severities)
    .where(eq(severities.workspaceId, workspace))
    .orderBy(asc(severities.rank), asc(severities.key));
  return rows.map(toSeverity);
};

/** Every severity, the list locked until the transaction ends: what is decided about one is decided about all. */
export const lockSeverities = async (tx: Tx, workspace: WorkspaceId): Promise<readonly Severity[]> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}:severities`}, 0))`);
  return allSeverities(tx, workspace);
};

export const insertSeverities = async (tx: Tx, workspace: WorkspaceId, added: readonly Severity[]): Promise<void> => {
  await tx
    .insert(severities)
    .values(added.map((severity) => ({ ...severity, aliases: [...severity.aliases], workspaceId: workspace })));
};

export const updateSeverity = async (
  tx: Tx,
  workspace: WorkspaceId,
  { id, aliases, ...changed }: Severity,
): Promise<void> => {
  await tx
    .update(severities)
    .set({ ...changed, aliases: [...aliases] })
    .where(and(eq(severities.workspaceId, workspace), eq(severities.id, id)));
};

/** Renames what P0 to P4 mean, in one statement. */
export const updateAliases = async (
  tx: Tx,
  workspace: WorkspaceId,
  aliases: Readonly<Record<string, readonly string[]>>,
): Promise<void> => {
  const rows = sql.join(
    Object.entries(aliases).map(([key, words]) => sql`(${key}::text, ${words.join(",")}::text)`),
    sql`, `,
  );
  await tx.execute(sql`
    update severities set aliases = string_to_array(wanted.words, ',')
      from (values ${rows}) as wanted (key, words)
     where workspace_id = ${workspace} and shipped and severities.key = wanted.key`);
};

export const deleteSeverity = async (tx: Tx, workspace: WorkspaceId, id: SeverityId): Promise<void> => {
  await tx.delete(severities).where(and(eq(severities.workspaceId, workspace), eq(severities.id, id)));
};

/** Makes room in the order: every rank from `from` on moves down by ten, thresholds too. */
export const shiftRanks = async (tx: Tx, workspace: WorkspaceId, from: number): Promise<void> => {
  await tx.execute(sql`update severities set rank = rank + 10 where workspace_id = ${workspace} and rank >= ${from}`);
  await tx.execute(
    sql`update mappings set least_rank = least_rank + 10 where workspace_id = ${workspace} and least_rank >= ${from}`,
  );
  await tx.execute(
    sql`update channels set room_rank = room_rank + 10 where workspace_id = ${workspace} and room_rank >= ${from}`,
  );
};
