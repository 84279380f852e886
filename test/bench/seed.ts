import { sql } from "drizzle-orm";
import type { ChannelId, PersonId, SeverityId, WorkspaceId } from "../../src/domain/ids.ts";
import { type Database, rowsOf, type Tx } from "../../src/store/database.ts";
import { fillFacets } from "../support/facets.ts";

/** Who and what a seeded workspace has, to ask for. */
export interface Seeded {
  readonly workspace: WorkspaceId;
  readonly people: readonly PersonId[];
  /** The last two are `odd` and `old`. */
  readonly channels: readonly ChannelId[];
  readonly severities: readonly SeverityId[];
}

/** `id` of the nth row of a kind, alike in every run. */
const uuid = (kind: number, n: number): string => `0190000${kind}-0000-7000-8000-${n.toString().padStart(12, "0")}`;
const list = <T>(kind: number, count: number): readonly T[] =>
  Array.from({ length: count }, (_, i) => uuid(kind, i) as T);

const rest = ["incidents", "assignees", "tags", "incident_channels", "participants", "vocabulary"] as const;

/**
 * Fills a database with incidents as years of work leave them: one in ten active, one in fifty private, 50 people, tags
 * and sources, 20 channels; words as languages have them, few often and most rarely. "orchid" is in exactly 1,000,
 * "needle" in 20, "gateway" in 3 of 10. Half have the tag
 * "even", half are in the channel `odd`, 20 are both, and the older half is in the channel `old`.
 */
export const seedIncidents = async (database: Database, count: number): Promise<Seeded> => {
  const workspace = uuid(1, 0) as WorkspaceId;
  const seeded: Seeded = {
    workspace,
    people: list<PersonId>(2, 50),
    channels: list<ChannelId>(3, 22),
    severities: list<SeverityId>(4, 5),
  };
  await database.transact(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    const indexes = await dropIndexes(tx);
    await seedGround(tx, seeded);
    await seedRows(tx, workspace, count);
    for (const { definition } of indexes) await tx.execute(sql.raw(definition));
    await tx.execute(fillFacets);
  });
  await database.read((tx) => tx.execute(sql`vacuum analyze`));
  return seeded;
};

/** Indexes are built afterwards, at a tenth of the time; gives how to make them again. */
const dropIndexes = async (tx: Tx): Promise<readonly { readonly name: string; readonly definition: string }[]> => {
  const indexes = rowsOf<{ name: string; definition: string }>(
    await tx.execute(sql`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename = any(${sql.param([...rest])}::text[]) and indexdef not like 'CREATE UNIQUE%'`),
  );
  for (const { name } of indexes) await tx.execute(sql.raw(`drop index "${name}"`));
  return indexes;
};

const seedGround = async (tx: Tx, { workspace, people, channels, severities }: Seeded): Promise<void> => {
  const at = "2020-01-01T00:00:00Z";
  await tx.execute(sql`
    insert into workspaces (id, name, zone, created_at) values (${workspace}, 'Bench', 'UTC', ${at})`);
  await tx.execute(sql`
    insert into people (id, workspace_id, name, role, created_at)
    select id::uuid, ${workspace}, 'Person ' || n, 'standard', ${at}::timestamptz
    from unnest(${sql.param([...people])}::text[]) with ordinality as p(id, n)`);
  await tx.execute(sql`
    insert into channels (id, workspace_id, key, name, built_in, created_by, created_at)
    select id::uuid, ${workspace}, 'channel-' || n, 'Channel ' || n, false, 'system', ${at}::timestamptz
    from unnest(${sql.param([...channels])}::text[]) with ordinality as c(id, n)`);
  await tx.execute(sql`
    insert into severities (id, workspace_id, key, name, colour, rank, aliases, urgent, banner, shipped)
    select id::uuid, ${workspace}, 'sev' || n, 'Severity ' || n, '#E94444', n, '{}', false, false, false
    from unnest(${sql.param([...severities])}::text[]) with ordinality as s(id, n)`);
};

const idOf = (kind: number, n: string) => sql.raw(`('0190000${kind}-0000-7000-8000-' || lpad((${n})::text, 12, '0'))`);

const seedRows = async (tx: Tx, workspace: WorkspaceId, count: number): Promise<void> => {
  await tx.execute(sql`select setseed(0.5)`);
  await tx.execute(sql.raw(wordsOf(Math.round(60 * Math.sqrt(count)))));
  await tx.execute(sql`
    create temporary table rolled on commit drop as
    select i, floor(power(random(), 3) * (select count(*) from words))::int as a, floor(power(random(), 3) * (select count(*) from words))::int as b,
      floor(power(random(), 3) * (select count(*) from words))::int as c, floor(power(random(), 3) * (select count(*) from words))::int as d,
      floor(random() * 50)::int as person, floor(random() * 50)::int as other, floor(random() * 20)::int as channel,
      floor(random() * 6)::int as severity, floor(random() * 50)::int as tag, random() as luck
    from generate_series(1, ${count}::int) i`);
  await tx.execute(sql`
    create temporary table seed on commit drop as
    select rolled.*, timestamptz '2026-01-01' - (${count}::int - i) * interval '2 minutes' as at,
      concat_ws(' ', a.word, b.word, c.word, d.word) || case when i % ${count / 1000}::int = 0 then ' orchid' else '' end
        || case when i % ${count / 20}::int = 0 then ' needle' else '' end
        || case when i % 10 < 3 then ' gateway' else '' end as title
    from rolled join words a on a.n = rolled.a join words b on b.n = rolled.b join words c on c.n = rolled.c
      join words d on d.n = rolled.d
    order by i`);
  await tx.execute(sql`
    insert into incidents (id, workspace_id, number, title, severity_id, status, private, started_at, created_by,
      created_at, updated_by, updated_at, opened_by, source_kind, source_name, comments, last_seq, assigned, document)
    select ${idOf(5, "i")}::uuid, ${workspace}, i, title,
      case when severity < 5 then ${idOf(4, "severity")}::uuid end,
      case when luck < 0.04 then 'open' when luck < 0.07 then 'working' when luck < 0.1 then 'pending'
        when luck < 0.7 then 'resolved' else 'closed' end,
      i % 50 = 7, at, 'person:' || ${idOf(2, "person")}, at, 'person:' || ${idOf(2, "other")}, at + interval '3 hours',
      'command', 'monitor', 'Source ' || tag, 0, 1, luck > 0.02,
      setweight(to_tsvector('simple', title), 'A')
    from seed`);
  await tx.execute(sql`
    insert into assignees (workspace_id, incident_id, started_at, private, assignee, position)
    select ${workspace}, ${idOf(5, "i")}::uuid, at, i % 50 = 7, 'person:' || ${idOf(2, "other")}, 0 from seed where luck > 0.02`);
  await tx.execute(sql`
    insert into tags (workspace_id, incident_id, started_at, private, tag)
    select ${workspace}, ${idOf(5, "i")}::uuid, at, i % 50 = 7, has.tag
    from seed cross join lateral (select 'tag-' || seed.tag union all select 'even' where i % 2 = 0) as has(tag)`);
  await tx.execute(sql`
    insert into incident_channels (workspace_id, incident_id, started_at, private, channel_id)
    select ${workspace}, ${idOf(5, "i")}::uuid, at, i % 50 = 7, ${idOf(3, "n")}::uuid from seed cross join lateral (
      select channel union all select 20 where i % 2 = 1 or i % ${count / 20}::int = 0
      union all select 21 where i <= ${count / 2}::int
    ) as has(n)`);
  await tx.execute(sql`
    insert into participants (workspace_id, incident_id, person_id)
    select distinct ${workspace}::uuid, ${idOf(5, "i")}::uuid, p::uuid
    from seed, unnest(array[${idOf(2, "person")}, ${idOf(2, "other")}]) p`);
  await tx.execute(sql`
    insert into vocabulary (workspace_id, word)
    select ${workspace}, word from ts_stat('select document from incidents') where length(word) between 3 and 100
    on conflict do nothing`);
};

/** Words of two to four syllables, numbered from 0. */
const wordsOf = (count: number): string => `
  create temporary table words on commit drop as
  select n, string_agg(substr('bdfgklmnprstvz', 1 + (h / power(70, s))::bigint::int % 14, 1)
    || substr('aeiou', 1 + ((h / power(70, s))::bigint / 14)::int % 5, 1), '' order by s) as word
  from (select n, (('x' || substr(md5(n::text), 1, 7))::bit(28)::int) as h from generate_series(0, ${count}) n) w,
    generate_series(0, 1 + (w.h % 3)) s
  group by n`;
