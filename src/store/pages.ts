import { and, asc, desc, eq, inArray, min, sql } from "drizzle-orm";
import type { IncidentId, PageId, PersonId, RunId, WorkspaceId } from "../domain/ids.ts";
import { rowsOf, type Tx } from "./database.ts";
import { pages } from "./schema/notify.ts";

/** One attempt to make one person respond. */
export interface Page {
  readonly id: PageId;
  readonly incident: IncidentId;
  readonly run: RunId;
  readonly step: number;
  readonly cycle: number;
  readonly person: PersonId;
  readonly state: "ringing" | "failed" | "declined";
  readonly at: Temporal.Instant;
}

/** Writes pages down; one person is paged once a step and round. Gives those that are new. */
export const insertPages = async (
  tx: Tx,
  workspace: WorkspaceId,
  called: readonly Omit<Page, "state">[],
): Promise<readonly PageId[]> => {
  if (called.length === 0) return [];
  const rows = await tx
    .insert(pages)
    .values(
      called.map(({ incident, run, person, ...page }) => ({
        ...page,
        workspaceId: workspace,
        incidentId: incident,
        runId: run,
        personId: person,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: pages.id });
  return rows.map(({ id }) => id);
};

export const pagesById = async (tx: Tx, workspace: WorkspaceId, ids: readonly PageId[]): Promise<readonly Page[]> =>
  ids.length === 0
    ? []
    : (
        await tx
          .select()
          .from(pages)
          .where(and(eq(pages.workspaceId, workspace), inArray(pages.id, [...ids])))
      ).map(toPage);

/** How a page stands. */
export const setPageState = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly PageId[],
  state: Page["state"],
): Promise<void> => {
  if (ids.length === 0) return;
  await tx
    .update(pages)
    .set({ state })
    .where(and(eq(pages.workspaceId, workspace), inArray(pages.id, [...ids])));
};

/** The newest page of a person for an incident. */
export const lastPageOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  incident: IncidentId,
  person: PersonId,
): Promise<Page | null> => {
  const [row] = await tx
    .select()
    .from(pages)
    .where(and(eq(pages.workspaceId, workspace), eq(pages.incidentId, incident), eq(pages.personId, person)))
    .orderBy(desc(pages.at), desc(pages.id))
    .limit(1);
  return row === undefined ? null : toPage(row);
};

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

/** Whether every page of a step has come to nothing: nobody it called can be reached, or all have declined. */
export const isStepLost = async (
  tx: Tx,
  workspace: WorkspaceId,
  { run, step, cycle }: Pick<Page, "run" | "step" | "cycle">,
): Promise<boolean> => {
  const [row] = rowsOf<{ lost: boolean }>(
    await tx.execute(sql`
      select bool_and(state <> 'ringing') as lost from pages
       where workspace_id = ${workspace} and run_id = ${run} and cycle = ${cycle} and step = ${step}`),
  );
  return row?.lost === true;
};

/** Has any message of a run gone out? */
export const hasReachedAnybody = async (
  tx: Tx,
  workspace: WorkspaceId,
  run: { readonly id: RunId; readonly incident: IncidentId },
): Promise<boolean> => {
  const [row] = rowsOf<{ reached: boolean }>(
    await tx.execute(sql`
      select exists (select 1 from deliveries where workspace_id = ${workspace} and incident_id = ${run.incident}
                        and run_id = ${run.id} and state in ('sent', 'bundled')) as reached`),
  );
  return row?.reached === true;
};

const toPage = (row: typeof pages.$inferSelect): Page => ({
  id: row.id,
  incident: row.incidentId,
  run: row.runId,
  step: row.step,
  cycle: row.cycle,
  person: row.personId,
  state: row.state,
  at: row.at,
});
