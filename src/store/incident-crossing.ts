import { type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import { type Facet, facet } from "../domain/incident/facets.ts";
import type { Wanted } from "../domain/incident/list.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import { rowsOf, type Tx } from "./database.ts";
import { noBits } from "./incident-facets.ts";
import { type Listing, severitiesOf, statusesOf } from "./incident-filter.ts";
import { blockSize } from "./schema/incident.ts";

/*
 * A listing by several facets at once. An index in page order serves one of them and has to pass over all that lack the
 * others; here their bits are and-ed instead. What that costs depends on how many incidents there are (a row a facet for
 * 8,192 of them), not on how the facets are distributed.
 */

/** One facet of each of `groups`, and none of `none`. */
export interface Crossing {
  readonly groups: readonly (readonly Facet[])[];
  readonly none: readonly Facet[];
}

/** What a listing by the start asks for, if it asks for several facets at once. */
export const crossingOf = ({ filters, by, severities, matching }: Listing): Crossing | undefined => {
  if (by !== "start" || matching !== undefined) return undefined;
  const asked = [
    facetsOf(filters.status, facet.status),
    facetsOf(filters.severity, facet.severity),
    facetsOf(filters.creator, facet.creator),
    facetsOf(filters.updater, facet.updater),
    facetsOf(filters.source, facet.source),
    facetsOf(filters.assignee, facet.assignee),
    facetsOf(filters.tag, facet.tag),
    facetsOf(filters.channel, facet.channel),
  ];
  const groups = asked.map(({ is }) => shortest(is)).filter((is) => is.length > 0);
  const none = asked.flatMap((one) => one.not);
  if (groups.length > 0) return groups.length > 1 || none.length > 0 ? { groups, none } : undefined;
  // "Not this one" of all that there are is "one of the others".
  const others =
    statusesOf(filters.status)?.map(facet.status) ?? severitiesOf(filters.severity, severities)?.map(facet.severity);
  return others !== undefined && others.length > 0 && none.length > 1 ? { groups: [others], none } : undefined;
};

/** All that are active have a facet of their own. */
const shortest = (group: readonly Facet[]): readonly Facet[] => {
  const active = activeStatuses.map(facet.status);
  return active.every((one) => group.includes(one))
    ? [facet.active, ...group.filter((one) => !active.includes(one))]
    : group;
};

const facetsOf = <T>(wanted: Wanted<T> | undefined, name: (value: T) => Facet): Wanted<Facet> => ({
  is: wanted?.is.map(name) ?? [],
  not: wanted?.not.map(name) ?? [],
});

/** A block of numbers in which some incident is in all of the groups. Instants in milliseconds. */
export interface Block {
  readonly block: number;
  readonly count: number;
  /** How many of those are private. */
  readonly hidden: number;
  /** None of them started earlier, or later; give or take a millisecond. */
  readonly oldest: number;
  readonly newest: number;
  /** Which of its numbers they have; null where those before it fill the page. */
  readonly bits: Uint8Array | null;
}

/** Where a page lies: between two instants in milliseconds, its newest or else its oldest rows first; so many of them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly first: "newest" | "oldest";
  readonly limit: number;
}

/** So many blocks at the beginning of a page are near: most listings have their page and their thousand there. */
const near = sql.raw("16");

export interface Blocks {
  /** In the order of the page. */
  readonly blocks: readonly Block[];
  /** Only near blocks were read, and what was left out begins at this instant. */
  readonly beyond?: number;
}

/** What blocks are read for: a page of a listing, and to count its incidents between two instants no further than this. */
export interface Wish {
  readonly page: Stretch;
  readonly counted: { readonly from: number; readonly to: number; readonly most: number };
}

/** Reads the blocks near the beginning of a page and, unless they hold as many as are counted, the others; or all. */
export const readBlocks = async (
  tx: Tx,
  workspace: WorkspaceId,
  crossing: Crossing,
  { page, counted, which }: Wish & { readonly which: "near" | "all" },
): Promise<Blocks> => {
  const nearest = sql`array(select block from near limit ${near})`;
  const most = which === "all" ? Infinity : counted.most;
  const order = page.first === "newest" ? sql`newest desc, block` : sql`oldest, block`;
  const earlier = sql`over (order by ${order} rows between unbounded preceding and 1 preceding)`;
  const blocks = rowsOf<Block & { readonly beyond: number | null }>(
    await tx.execute(sql`
      with near as materialized (${inPageOrder(workspace, crossing, page)} limit ${near} + 1),
        close as materialized (${counting(workspace, crossing, sql`block = any(${nearest})`)}),
        enough as materialized (select coalesce(${sure(counted)}, 0) > ${most}::float8 as it from close),
        met as (
          select * from close union all
          select * from (${counting(workspace, crossing, sql`block <> all(${nearest})`)}) as far
          where not (select it from enough))
      select block, count, hidden, oldest, newest,
        case when newest >= ${page.from}::float8 and oldest <= ${page.to}::float8
          and coalesce(${sure(page)} ${earlier}, 0) < ${page.limit}::int then bit_send(bits) end as bits,
        case when (select it from enough) then (select date_part('epoch', begins) * 1000 from near offset ${near}) end as beyond
      from met order by ${order}`),
  );
  const beyond = blocks[0]?.beyond ?? undefined;
  return { blocks, ...(beyond !== undefined && { beyond }) };
};

/** No fewer than these are between two instants in milliseconds. */
const sure = ({ from, to }: { readonly from: number; readonly to: number }): SQL =>
  sql`sum(count - hidden) filter (where oldest > ${from}::float8 and newest < ${to}::float8)`;

const counting = (workspace: WorkspaceId, crossing: Crossing, only: SQL): SQL => sql`
  select block, bits, bit_count(bits)::int as count, coalesce(bit_count(bits & private), 0)::int as hidden,
    date_part('epoch', oldest) * 1000 as oldest, date_part('epoch', newest) * 1000 as newest
  from (${crossed(workspace, crossing, only)} offset 0) as crossed`;

/** The blocks of one of the groups that a page may have rows of, in the order of the page. */
const inPageOrder = (workspace: WorkspaceId, { groups }: Crossing, { from, to, first }: Stretch): SQL => {
  const [lead = []] = groups;
  const begins = first === "newest" ? sql`max(newest)` : sql`min(oldest)`;
  return sql`
    select block, ${begins} as begins from incident_facets
    where workspace_id = ${workspace} and facet in ${padded(lead)}
      and newest >= to_timestamp(${from}::float8 / 1000) and oldest <= to_timestamp(${to}::float8 / 1000)
    group by block order by ${begins} ${first === "newest" ? sql`desc` : sql`asc`}, block`;
};

/** The numbers of a block whose bits were read; undefined of another. Bits are sent after four bytes, the first of them highest. */
export const numbersOf = ({ block, bits }: Block): readonly number[] | undefined => {
  if (bits === null) return undefined;
  const bytes = bits.subarray(4);
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    for (let bit = 0; byte !== 0 && bit < 8; bit += 1) {
      if ((byte & (128 >> bit)) !== 0) numbers.push(block * blockSize + at * 8 + bit);
    }
  }
  return numbers;
};

/** The numbers of the incidents of some blocks that are in all of the groups; of others only the private ones. */
export const numbersIn = (
  workspace: WorkspaceId,
  crossing: Crossing,
  { all, hidden }: { readonly all: readonly number[]; readonly hidden: readonly number[] },
): SQL => sql`
  select met.block * ${size} + word.n * 64 + bit.n as number
  from (${crossed(workspace, crossing, sql`block in ${padded([...all, ...hidden])}`)}) as met
  cross join generate_series(0, ${size} / 64 - 1) as word(n)
  cross join lateral (
    select substring(case when met.block = any(${sql.param(hidden)}::int[]) then met.bits & met.private else met.bits end
      from word.n * 64 + 1 for 64) as bits offset 0
  ) as part
  cross join generate_series(0, 63) as bit(n)
  where part.bits <> 0::bit(64) and get_bit(part.bits, bit.n) = 1`;

const size = sql.raw(String(blockSize));

/** Blocks (block, bits, private, oldest, newest) with the bits of what is in all of the groups. */
const crossed = (workspace: WorkspaceId, { groups, none }: Crossing, only?: SQL): SQL => {
  const having = (facets: readonly Facet[]): SQL => bitsOf(workspace, facets, only);
  const names = groups.map((_, i) => sql.raw(`g${i}`));
  const of = (column: string, between: string): SQL =>
    sql.join(
      names.map((name) => sql`${name}.${sql.raw(column)}`),
      sql.raw(between),
    );
  const tables = groups.map(
    (group, i) =>
      sql`${i === 0 ? sql`` : sql`join`} ${having(group)} ${names[i]} ${i === 0 ? sql`` : sql`using (block)`}`,
  );
  const others = none.length === 0 ? undefined : having(none);
  return sql`
    select *, (
        select bits from incident_facets
        where workspace_id = ${workspace} and facet = ${facet.private} and block = met.block
      ) as private
    from (
      select block, ${of("bits", " & ")} ${others === undefined ? sql`` : sql`& ~coalesce(other.bits, ${noBits})`} as bits,
        greatest(${of("oldest", ", ")}) as oldest, least(${of("newest", ", ")}) as newest
      from ${sql.join(tables, sql` `)}
      ${others === undefined ? sql`` : sql`left join ${others} other using (block)`}
      offset 0
    ) as met where bits <> ${noBits}`;
};

/** What has one of the facets, block by block. */
const bitsOf = (workspace: WorkspaceId, facets: readonly Facet[], only: SQL | undefined): SQL => {
  const blocks = only === undefined ? sql`` : sql`and ${only}`;
  if (facets.length === 1) {
    return sql`(select block, bits, oldest, newest from incident_facets
      where workspace_id = ${workspace} and facet = ${facets[0]} ${blocks})`;
  }
  return sql`(select block, bit_or(bits) as bits, min(oldest) as oldest, max(newest) as newest from incident_facets
    where workspace_id = ${workspace} and facet in ${padded(facets)} ${blocks} group by block)`;
};

/** As a list whose length is a power of two, so that not every length is another statement to prepare. */
const padded = <T>(values: readonly T[]): readonly T[] => {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array.from({ length: length - values.length }, () => values[0] as T)];
};
