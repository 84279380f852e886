import { and, eq, inArray, sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { readAssigneeKey } from "../domain/incident/assignee.ts";
import { type Cursor, type ListedIncident, mostCounted, type PageAt } from "../domain/incident/list.ts";
import { rowsOf, type Tx } from "./database.ts";
import { pageCrossed } from "./incident-crossed.ts";
import { crossingOf } from "./incident-crossing.ts";
import { type Listing, times } from "./incident-filter.ts";
import { type Edge, type ListedRow, listed, type Reading } from "./incident-lead.ts";
import { given, toSeverity } from "./incidents.ts";
import { incidents } from "./schema/incident.ts";
import { severities } from "./schema/workspace.ts";

/** A page of a listing, and how many the listing holds, counted no further than one beyond a thousand. */
export interface ListedPage {
  readonly rows: readonly ListedRow[];
  /** There are others in the direction read. */
  readonly more: boolean;
  readonly count: number;
}

/** A page, newest first. */
export const pageListed = async (
  tx: Tx,
  listing: Listing,
  page: PageAt,
  size: number,
): Promise<ListedPage | "no such cursor"> => {
  const edge = page === "first" ? undefined : await edgeOf(tx, listing, "after" in page ? page.after : page.before);
  if (edge === null) return "no such cursor";
  const back = page !== "first" && "before" in page;
  // What comes after a cursor in a list of the newest first is older than it.
  const reading = { limit: size + 1, ...(edge === undefined ? {} : back ? { after: edge } : { before: edge }) };
  const [rows, count] = await readListing(tx, listing, reading);
  const kept = rows.slice(0, size);
  return { rows: back ? kept.toReversed() : kept, more: rows.length > size, count };
};

const readListing = async (
  tx: Tx,
  listing: Listing,
  reading: Reading,
): Promise<readonly [rows: readonly ListedRow[], count: number]> => {
  const crossing = crossingOf(listing);
  if (crossing === undefined) return Promise.all([walk(tx, listing, reading), countOnTheWay(tx, listing)]);
  return pageCrossed(tx, listing, crossing, reading);
};

const walk = async (tx: Tx, listing: Listing, reading: Reading): Promise<readonly ListedRow[]> =>
  rowsOf<ListedRow>(await tx.execute(listed(listing, reading)));

const countOnTheWay = async (tx: Tx, listing: Listing): Promise<number> => {
  const [row] = rowsOf<{ count: number }>(
    await tx.execute(
      sql`select count(*)::int as count from (${listed(listing, { limit: mostCounted + 1, counted: true })}) as counted`,
    ),
  );
  return row?.count ?? 0;
};

/** Where a cursor stands. A cursor that carries its instant keeps its place though the incident has moved since. */
const edgeOf = async (tx: Tx, listing: Listing, cursor: Cursor): Promise<Edge | null> => {
  const [row] = rowsOf<Edge>(
    await tx.execute(sql`
      select ${times[listing.by]} as at, ${incidents.id} as id from incidents
      where ${incidents.workspaceId} = ${listing.workspace} and ${incidents.number} = ${cursor.number}`),
  );
  if (cursor.at === undefined) return row ?? null;
  return { at: cursor.at.toString(), id: row?.id ?? "00000000-0000-0000-0000-000000000000" };
};

/** An incident of a list before its assignees have names. */
export type ListedDetails = Omit<ListedIncident, "assignees" | "at"> & {
  readonly assignees: readonly ReturnType<typeof readAssigneeKey>[];
};

/** What a list shows of each, in two statements. */
export const readListed = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly IncidentId[],
): Promise<ReadonlyMap<IncidentId, ListedDetails>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      row: {
        id: incidents.id,
        number: incidents.number,
        title: incidents.title,
        status: incidents.status,
        private: incidents.private,
        startedAt: incidents.startedAt,
        endedAt: incidents.endedAt,
        updatedAt: incidents.updatedAt,
        comments: incidents.comments,
      },
      severity: severities,
      assignees: sql<readonly string[] | null>`(select json_agg(a.assignee order by a.position) from assignees a
        where a.workspace_id = ${workspace} and a.incident_id = ${incidents.id})`,
      tags: sql<readonly string[] | null>`(select json_agg(t.tag order by t.tag) from tags t
        where t.workspace_id = ${workspace} and t.incident_id = ${incidents.id})`,
    })
    .from(incidents)
    .leftJoin(severities, eq(severities.id, incidents.severityId))
    .where(and(eq(incidents.workspaceId, workspace), inArray(incidents.id, [...ids])));
  return new Map(
    rows.map(({ row: { endedAt, ...row }, severity, assignees, tags }) => [
      row.id,
      {
        ...row,
        ...given("endedAt", endedAt),
        severity: severity === null ? null : toSeverity(severity),
        assignees: (assignees ?? []).map(readAssigneeKey),
        tags: tags ?? [],
      },
    ]),
  );
};
