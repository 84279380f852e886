import { type SQL, sql } from "drizzle-orm";
import { type Database, rowsOf } from "../../src/store/database.ts";
import { blockSize } from "../../src/store/schema/incident.ts";

const size = sql.raw(String(blockSize));

/** Every incident with every facet its rows say it has: workspace, number, start and facet. */
export const facetsByRows: SQL = sql`
  select i.workspace_id, i.number, i.started_at, own.facet from incidents i cross join lateral (values
    ('status:' || i.status), (case when i.status in ('open', 'working', 'pending') then 'active' end), ('severity:' || coalesce(i.severity_id::text, '')), ('creator:' || i.created_by),
    ('updater:' || i.updated_by), ('source:' || lower(i.source_name)),
    (case when not i.assigned then 'assignee:' end), (case when i.private then 'private' end)
  ) as own(facet) where own.facet is not null
  union all select i.workspace_id, i.number, i.started_at, part.facet from incidents i join (
    select incident_id, 'assignee:' || assignee from assignees
    union all select incident_id, 'tag:' || tag from tags
    union all select incident_id, 'channel:' || channel_id from incident_channels
  ) as part(incident_id, facet) on part.incident_id = i.id`;

/** Fills an empty `incident_facets` from the rows. */
export const fillFacets: SQL = sql`
  insert into incident_facets (workspace_id, facet, block, bits, oldest, newest)
  select workspace_id, facet, number / ${size}, bit_or(set_bit(0::bit(${size}), number % ${size}, 1)),
    min(started_at), max(started_at)
  from (${facetsByRows}) as had group by workspace_id, facet, number / ${size}`;

/** Where the marked facets and the rows disagree: "INC-3 tag:db is marked" or "is not marked"; or a start is outside its block's. */
export const facetsAmiss = async (database: Database): Promise<readonly string[]> => {
  const rows = await database.read((tx) =>
    tx.execute(sql`
      with had as (${facetsByRows}), marked as (
        select f.workspace_id, f.block * ${size} + bit.n as number, f.facet, f.oldest, f.newest
        from incident_facets f cross join generate_series(0, ${size} - 1) as bit(n)
        where bit_count(f.bits) > 0 and get_bit(f.bits, bit.n) = 1
      )
      select 'INC-' || number || ' ' || facet || case
        when had.started_at is null then ' is marked'
        when marked.oldest is null then ' is not marked'
        else ' lies outside' end as amiss
      from had full join marked using (workspace_id, number, facet)
      where (had.started_at between marked.oldest and marked.newest) is not true
      order by 1`),
  );
  return rowsOf<{ amiss: string }>(rows).map(({ amiss }) => amiss);
};
