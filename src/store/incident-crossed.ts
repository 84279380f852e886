import { and, type SQL, sql } from "drizzle-orm";
import { mostCounted } from "../domain/incident/list.ts";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";
import { type Block, type Crossing, numbersIn, numbersOf, readBlocks } from "./incident-crossing.ts";
import type { Listing } from "./incident-filter.ts";
import { type Edge, type ListedRow, limitTo, listed, type Reading, within } from "./incident-lead.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

/** A listing by several facets at once, and the blocks in which some incident has them, in the order of its pages. */
interface Met {
  readonly listing: Listing;
  readonly crossing: Crossing;
  readonly blocks: readonly Block[];
}

/** Are there more than these to look up in the first blocks, the page is full before long on the way through them. */
const mostLookedUp = 500;

/** Blocks tell their instants to about a millisecond. */
const margin = 1;

/** The rows of a page, and how many the listing holds, counted no further than one beyond a thousand. */
export const pageCrossed = async (
  tx: Tx,
  listing: Listing,
  crossing: Crossing,
  reading: Reading,
): Promise<readonly [rows: readonly ListedRow[], count: number]> => {
  const first = reading.after === undefined ? "newest" : "oldest";
  const page = { ...loosely(spanOf(listing, reading)), first, limit: reading.limit } as const;
  const counted = { ...strictly(spanOf(listing)), most: mostCounted };
  const meet = async (which: "near" | "all") => ({
    listing,
    crossing,
    ...(await readBlocks(tx, listing.workspace, crossing, { page, counted, which })),
  });
  const met = await meet("near");
  const rows = await readCrossed(tx, met, reading);
  if (met.beyond === undefined) return [rows, await countCrossed(tx, met)];
  // More than are counted were near, and so is the page, as a rule.
  if (rows.length === reading.limit && isBefore(rows.at(-1), met.beyond, first)) return [rows, mostCounted + 1];
  return [await readCrossed(tx, await meet("all"), reading), mostCounted + 1];
};

/** Is a row on a page before whatever begins there? */
const isBefore = (row: ListedRow | undefined, begins: number, first: "newest" | "oldest"): boolean => {
  if (row === undefined) return false;
  const at = readInstant(row.at).epochMilliseconds;
  return first === "newest" ? at - margin > begins : at + margin < begins;
};

/** No fewer than these are in the listing. */
const countSurely = ({ listing, blocks }: Met): number =>
  blocks.filter(isWithin(spanOf(listing))).reduce((sum, { count, hidden }) => sum + count - hidden, 0);

/** How many the blocks hold of the listing, counted no further than one beyond a thousand. The private ones are looked up. */
const countCrossed = async (tx: Tx, met: Met): Promise<number> => {
  const { listing, crossing, blocks } = met;
  const known = countSurely(met);
  const hidden = blocks.filter((block) => isWithin(spanOf(listing))(block) && block.hidden > 0);
  const cut = blocks.filter(isCutBy(spanOf(listing)));
  if (known > mostCounted || hidden.length + cut.length === 0) return known;
  const numbers = numbersIn(listing.workspace, crossing, { all: cut.map(numberOf), hidden: hidden.map(numberOf) });
  const [row] = rowsOf<{ count: number }>(
    await tx.execute(sql`
      select count(*)::int as count from (
        select 1 ${ofThose(listing, sql`(${numbers}) as met`, { limit: 0 })} limit ${mostCounted + 1 - known}
      ) as looked_up`),
  );
  return known + (row?.count ?? 0);
};

/** The rows of a page: those of the first blocks that surely fill it, and of any others that may hold some among them. */
const readCrossed = async (tx: Tx, met: Met, reading: Reading): Promise<readonly ListedRow[]> => {
  const span = spanOf(met.listing, reading);
  const blocks = met.blocks.filter(reaches(span));
  const first = blocks.slice(0, howManyFill(blocks, reading.limit, isWithin(span)));
  if (isDense(first)) {
    return rowsOf<ListedRow>(await tx.execute(listed(met.listing, fromBlock(reading, first[0]))));
  }
  const rows = await lookUp(tx, met, first, reading);
  const last = rows.at(-1);
  if (last === undefined || rows.length < reading.limit) return rows;
  const at = readInstant(last.at).epochMilliseconds;
  const late = blocks
    .slice(first.length)
    .filter(({ oldest, newest }) => (reading.after === undefined ? newest >= at - margin : oldest <= at + margin));
  return late.length === 0 ? rows : lookUp(tx, met, [...first, ...late], reading);
};

const howManyFill = (blocks: readonly Block[], limit: number, isSure: (block: Block) => boolean): number => {
  let sure = 0;
  const last = blocks.findIndex((block) => {
    sure += isSure(block) ? block.count - block.hidden : 0;
    return sure >= limit;
  });
  return last === -1 ? blocks.length : last + 1;
};

/** Neighbours that hold many: nothing but the rows of these two lies on the way. */
const isDense = (blocks: readonly Block[]): boolean => {
  const numbers = blocks.map(numberOf);
  return (
    blocks.length <= 2 &&
    Math.max(...numbers) - Math.min(...numbers) <= 1 &&
    blocks.reduce((sum, { count }) => sum + count, 0) > mostLookedUp
  );
};

/** Nothing that is asked for comes before the first block. */
const fromBlock = (reading: Reading, block: Block | undefined): Reading => {
  if (block === undefined) return reading;
  if (reading.after === undefined) {
    const start = edgeAt(Math.ceil(block.newest) + margin);
    return {
      ...reading,
      before: reading.before === undefined || isEarlier(start, reading.before) ? start : reading.before,
    };
  }
  const start = edgeAt(Math.floor(block.oldest) - margin);
  return { ...reading, after: isEarlier(reading.after, start) ? start : reading.after };
};

const edgeAt = (milliseconds: number): Edge => ({
  at: Temporal.Instant.fromEpochMilliseconds(milliseconds).toString(),
  id: "00000000-0000-0000-0000-000000000000",
});

const isEarlier = (one: Edge, other: Edge): boolean =>
  readInstant(one.at).epochMilliseconds < readInstant(other.at).epochMilliseconds;

const lookUp = async (
  tx: Tx,
  { listing, crossing }: Met,
  blocks: readonly Block[],
  reading: Reading,
): Promise<readonly ListedRow[]> => {
  if (blocks.length === 0) return [];
  const known = blocks.map(numbersOf);
  const met = !known.includes(undefined)
    ? sql`unnest(${sql.param(known.flatMap((numbers) => numbers ?? []))}::int[]) as met(number)`
    : sql`(${numbersIn(listing.workspace, crossing, { all: blocks.map(numberOf), hidden: [] })}) as met`;
  const order = reading.after === undefined ? sql`desc` : sql`asc`;
  return rowsOf<ListedRow>(
    await tx.execute(sql`
      select ${incidents.id} as id, ${incidents.startedAt} as at ${ofThose(listing, met, reading)}
      order by ${incidents.startedAt} ${order}, ${incidents.id} ${order} limit ${limitTo(reading)}`),
  );
};

const ofThose = (listing: Listing, numbers: SQL, reading: Reading): SQL => sql`
  from ${numbers} join incidents on incidents.workspace_id = ${listing.workspace} and incidents.number = met.number
  where ${and(visibleTo(listing.actor), ...within(listing, reading, sql`${incidents.startedAt}`, sql`${incidents.id}`))}`;

const numberOf = ({ block }: Block): number => block;

interface Span {
  readonly from: number;
  readonly to: number;
}

const loosely = ({ from, to }: Span): Span => ({ from: from - margin, to: to + margin });
const strictly = ({ from, to }: Span): Span => ({ from: from + margin, to: to - margin });

/** The instants between which a listing, or one of its pages, lies. */
const spanOf = ({ filters }: Listing, { before, after }: Partial<Reading> = {}): Span => ({
  from: Math.max(filters.from?.epochMilliseconds ?? -Infinity, millisecondsOf(after) ?? -Infinity),
  to: Math.min(filters.until?.epochMilliseconds ?? Infinity, millisecondsOf(before) ?? Infinity),
});

const millisecondsOf = (edge: Edge | undefined): number | undefined =>
  edge === undefined ? undefined : readInstant(edge.at).epochMilliseconds;

/** All of the block surely lies in the span. */
const isWithin =
  ({ from, to }: Span) =>
  ({ oldest, newest }: Block): boolean =>
    oldest - margin > from && newest + margin < to;

/** Some of the block may lie in the span. */
const reaches =
  ({ from, to }: Span) =>
  ({ oldest, newest }: Block): boolean =>
    newest + margin >= from && oldest - margin <= to;

/** Some of the block may lie in the span, and some outside. */
const isCutBy =
  (span: Span) =>
  (block: Block): boolean =>
    reaches(span)(block) && !isWithin(span)(block);
