import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import { type Facet, type FacetMarks, facet } from "../domain/incident/facets.ts";
import type { Tx } from "./database.ts";
import { blockSize } from "./schema/incident.ts";

/** The bits of a block in which nobody is. */
export const noBits = sql.raw(`0::bit(${blockSize})`);

/** Marks what an incident gets and loses. The rows are shared with other incidents: it comes late in a transaction. */
export const markFacets = async (
  tx: Tx,
  incident: { readonly workspace: WorkspaceId; readonly number: number; readonly startedAt: Temporal.Instant },
  { come, gone }: FacetMarks,
): Promise<void> => {
  if (come.length + gone.length === 0) return;
  const { workspace, number, startedAt } = incident;
  await tx.execute(sql`
    insert into incident_facets as kept (workspace_id, facet, block, bits, oldest, newest)
    select ${workspace}, marked.facet, ${Math.floor(number / blockSize)}::int,
      set_bit(${noBits}, ${number % blockSize}::int, marked.has), ${startedAt.toString()}, ${startedAt.toString()}
    from ${given(come, gone)} order by marked.facet collate "C"
    ${joined(sql`set_bit(kept.bits, ${number % blockSize}::int, 0)`)}`);
};

/** The statement that marks what the one row of `opened` (number, started_at) begins with. */
export const marking = (workspace: WorkspaceId, opened: SQL, facets: readonly Facet[]): SQL => sql`
  insert into incident_facets as kept (workspace_id, facet, block, bits, oldest, newest)
  select ${workspace}::uuid, marked.facet, one.number / ${sql.raw(String(blockSize))},
    set_bit(${noBits}, one.number % ${sql.raw(String(blockSize))}, marked.has), one.started_at, one.started_at
  from ${opened} as one, ${given(facets, [])} order by marked.facet collate "C"
  ${joined(sql`kept.bits`)}`;

/** In the order of their key, so that two who mark the same rows cannot wait for each other. */
const given = (come: readonly Facet[], gone: readonly Facet[]): SQL => sql`
  unnest(${sql.param([...come, ...gone])}::text[], ${sql.param([...come.map(() => 1), ...gone.map(() => 0)])}::int[])
    as marked(facet, has)`;

const joined = (kept: SQL): SQL => sql`
  on conflict (workspace_id, facet, block) do update set bits = ${kept} | excluded.bits,
    oldest = least(kept.oldest, excluded.oldest), newest = greatest(kept.newest, excluded.newest)`;

/** Whatever had one of the facets has the other instead. */
export const moveFacets = async (tx: Tx, workspace: WorkspaceId, from: readonly Facet[], to: Facet): Promise<void> => {
  await tx.execute(sql`
    with moved as (
      delete from incident_facets where workspace_id = ${workspace} and facet = any(${sql.param([...from])}::text[])
      returning block, bits, oldest, newest
    )
    insert into incident_facets as kept (workspace_id, facet, block, bits, oldest, newest)
    select ${workspace}, ${to}, block, bit_or(bits), min(oldest), max(newest) from moved group by block order by block
    ${joined(sql`kept.bits`)}`);
};

/** Nothing has the facet any more. */
export const dropFacet = async (tx: Tx, workspace: WorkspaceId, dropped: Facet): Promise<void> => {
  await tx.execute(sql`delete from incident_facets where workspace_id = ${workspace} and facet = ${dropped}`);
};

/** Whatever has one of the facets was updated by somebody. */
export const noteUpdater = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: readonly Facet[],
  updater: string,
): Promise<void> => {
  const now = facet.updater(updater);
  const changed = sql`(
    select block, bit_or(bits) as bits, min(oldest) as oldest, max(newest) as newest from incident_facets
    where workspace_id = ${workspace} and facet = any(${sql.param([...which])}::text[]) group by block) as changed`;
  await tx.execute(sql`
    update incident_facets set bits = incident_facets.bits & ~changed.bits from ${changed}
    where workspace_id = ${workspace} and starts_with(facet, ${facet.updater("")}) and facet <> ${now}
      and incident_facets.block = changed.block`);
  await tx.execute(sql`
    insert into incident_facets as kept (workspace_id, facet, block, bits, oldest, newest)
    select ${workspace}, ${now}, block, bits, oldest, newest from ${changed} order by block
    ${joined(sql`kept.bits`)}`);
};
