import { type SQL, sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { mostCounted, type PageAt, type SoughtWord } from "../domain/incident/list.ts";
import { rowsOf, type Tx } from "./database.ts";
import { searchWords } from "./incident-document.ts";
import type { Listing } from "./incident-filter.ts";
import { type ListedRow, listed } from "./incident-lead.ts";
import { incidents } from "./schema/incident.ts";

/** Shorter words are looked for as they are: too much begins with them. */
const shortestPrefix = 3;
/** How many neighbours a mistyped word may stand for. */
const mostNeighbours = 3;
/** A word that begins no more than these is looked for as these: whole words are found faster than beginnings. */
const mostBegun = 8;

/** What each typed word stands for, in one statement. */
export const understandWords = async (
  tx: Tx,
  workspace: WorkspaceId,
  typed: string,
): Promise<readonly SoughtWord[]> => {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  const known = rowsOf<{ typed: string; begun: readonly string[] | null; near: readonly string[] | null }>(
    await tx.execute(sql`
      select typed.word as typed, begun.words as begun, near.words as near
      from unnest(${sql.param(words)}::text[]) as typed(word)
      cross join lateral (
        select array_agg(word) as words from (
          select v.word from vocabulary v where v.workspace_id = ${workspace}
            and v.word >= typed.word collate "C" and v.word < typed.word || ${"\u{10FFFF}"} collate "C"
          limit ${mostBegun + 1}
        ) v
      ) begun
      left join lateral (
        select array_agg(word order by likeness desc, word) as words from (
          select v.word, similarity(v.word, typed.word) as likeness from vocabulary v
          where v.workspace_id = ${workspace} and v.word % typed.word
          order by likeness desc, v.word limit ${mostNeighbours}
        ) v
      ) near on begun.words is null and length(typed.word) >= ${shortestPrefix}`),
  );
  return words.map((word): SoughtWord => {
    const { begun, near } = known.find((one) => one.typed === word) ?? { begun: null, near: null };
    if ([...word].length < shortestPrefix) return { typed: word, means: [word], mistyped: false };
    if (begun === null) return { typed: word, means: near ?? [word], mistyped: near !== null };
    return { typed: word, means: begun.length > mostBegun ? "all of them" : begun, mistyped: false };
  });
};

/** The words as a condition: all of them, each in one of its meanings. */
export const matchOf = (words: readonly SoughtWord[]): { readonly query: SQL; readonly matching: SQL } => {
  const query = words
    .map(({ typed, means }) => (means === "all of them" ? `${lexeme(typed)}:*` : `(${means.map(lexeme).join(" | ")})`))
    .join(" & ");
  const parsed = sql`to_tsquery('simple', ${query})`;
  return { query: parsed, matching: sql`${incidents.document} @@ ${parsed}` };
};

const lexeme = (word: string): string => `'${word.replace(/['\\]/gu, (sign) => sign + sign)}'`;

export interface RankedPage {
  readonly rows: readonly ListedRow[];
  /** How many matched, counted to one beyond a thousand. */
  readonly count: number;
  readonly next: boolean;
  readonly previous: boolean;
}

/**
 * A page of the best matches: title before description, then the newest. All matches up to a thousand are ranked; of
 * more, the newest thousand.
 */
export const pageRanked = async (
  tx: Tx,
  listing: Listing,
  query: SQL,
  page: PageAt,
  size: number,
): Promise<RankedPage> => {
  const cursor = page === "first" ? undefined : "after" in page ? page.after : page.before;
  const rows = rowsOf<{ id: IncidentId; at: string; count: number; place: number; edge: number | null; most: number }>(
    await tx.execute(sql`
      with found as materialized (${listed(listing, { limit: mostCounted + 1 })}),
      ranked as materialized (
        select found.id, found.at, i.number,
          (row_number() over (order by ts_rank('{0, 0, 0.2, 1}', i.document, ${query}) desc, found.at desc, found.id desc))::int as place
        from (select * from found order by at desc, id desc limit ${mostCounted}) found
        join incidents i on i.id = found.id
      ),
      edge as (select place from ranked where number = ${cursor?.number ?? 0})
      select id, at, place, (select count(*)::int from found) as count, (select place from edge) as edge,
        (select count(*)::int from ranked) as most
      from ranked where place between ${windowOf(page, size)} order by place`),
  );
  const [first] = rows;
  const last = rows.at(-1);
  return {
    rows: rows.map(({ id, at }) => ({ id, at })),
    count: first?.count ?? 0,
    previous: first !== undefined && first.place > 1,
    next: last !== undefined && last.place < last.most,
  };
};

/** The places of a page: after those of the cursor, before them, or the first. */
const windowOf = (page: PageAt, size: number): SQL => {
  if (page === "first") return sql`1 and ${size}::int`;
  return "after" in page
    ? sql`coalesce((select place from edge), 0) + 1 and coalesce((select place from edge), 0) + ${size}::int`
    : sql`greatest(1, coalesce((select place from edge), 1) - ${size}::int) and greatest(${size}::int, coalesce((select place from edge), 1) - 1)`;
};
