import { type SQL, sql } from "drizzle-orm";
import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import { mostCounted, type PageAt, type SoughtWord } from "../domain/incident/list.ts";
import { rowsOf, type Tx } from "./database.ts";
import { searchWords } from "./incident-document.ts";
import type { Listing } from "./incident-filter.ts";
import { type ListedRow, listed } from "./incident-lead.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

/** Shorter words are looked for as they are: too much begins with them. */
const shortestPrefix = 3;
/** How many neighbours a mistyped word may stand for, and among how many they are looked for. */
const neighbours = { most: 3, among: 9 } as const;
/** A word that begins no more than these is looked for as these: whole words are found faster than beginnings. */
const mostBegun = 8;
/** A common word is found among the newest, before the index of all words has gathered every incident that has it. */
const newest = sql.raw("limit 100");

type Seer = Pick<Listing, "workspace" | "actor">;

/**
 * What each typed word stands for. A word that occurs only where the actor may not look is no word to them: they are
 * neither told of it nor kept from what they do see by it.
 */
export const understandWords = async (tx: Tx, seer: Seer, typed: string): Promise<readonly SoughtWord[]> => {
  const words = searchWords(typed);
  const long = words.filter((word) => [...word].length >= shortestPrefix);
  const all = await begunBy(tx, seer.workspace, long);
  const few = [...all.values()].filter(({ length }) => length <= mostBegun);
  const seen = await seenAmong(tx, seer, few.map(anyOf));
  const begun = new Map([...all].filter(([, one]) => one.length > mostBegun || seen.has(anyOf(one))));
  const unknown = long.filter((word) => !begun.has(word));
  const alike = await nearTo(tx, seer.workspace, unknown);
  const known = await seenAmong(tx, seer, [...alike.values()].flat().map(lexeme));
  return words.map((word): SoughtWord => {
    const means = begun.get(word);
    if (means !== undefined) {
      return { typed: word, means: means.length > mostBegun ? "all of them" : means, mistyped: false };
    }
    const near = (alike.get(word) ?? []).filter((one) => known.has(lexeme(one))).slice(0, neighbours.most);
    return { typed: word, means: near.length > 0 ? near : [word], mistyped: near.length > 0 };
  });
};

/** The words that each begins, up to one more than are looked for by themselves. */
const begunBy = async (tx: Tx, workspace: WorkspaceId, words: readonly string[]) => {
  if (words.length === 0) return new Map<string, readonly string[]>();
  const rows = rowsOf<{ typed: string; begun: readonly string[] }>(
    await tx.execute(sql`
      select typed.word as typed, array_agg(known.word) as begun
      from unnest(${sql.param(words)}::text[]) as typed(word)
      cross join lateral (
        select v.word from vocabulary v where v.workspace_id = ${workspace}
          and v.word >= typed.word collate "C" and v.word < typed.word || ${"\u{10FFFF}"} collate "C"
        limit ${mostBegun + 1}
      ) known group by typed.word`),
  );
  return new Map(rows.map(({ typed, begun }) => [typed, begun]));
};

/** The words most like each, the most alike first. */
const nearTo = async (tx: Tx, workspace: WorkspaceId, words: readonly string[]) => {
  if (words.length === 0) return new Map<string, readonly string[]>();
  const rows = rowsOf<{ typed: string; near: readonly string[] }>(
    await tx.execute(sql`
      select typed.word as typed, array_agg(known.word order by known.likeness desc, known.word) as near
      from unnest(${sql.param(words)}::text[]) as typed(word)
      cross join lateral (
        select v.word, similarity(v.word, typed.word) as likeness from vocabulary v
        where v.workspace_id = ${workspace} and v.word % typed.word
        order by likeness desc, v.word limit ${neighbours.among}
      ) known group by typed.word`),
  );
  return new Map(rows.map(({ typed, near }) => [typed, near]));
};

/** Those queries that an incident matches which the actor may see. */
const seenAmong = async (
  tx: Tx,
  { workspace, actor }: Seer,
  queries: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (queries.length === 0 || actor.kind === "system") return new Set(queries);
  const isSeen = (row: SQL): SQL =>
    visibleTo(actor, { id: sql`${row}.id`, private: sql`${row}.private`, workspace: sql`${row}.workspace_id` });
  const rows = rowsOf<{ typed: string }>(
    await tx.execute(sql`
      select sought.typed
      from (
        select q.typed, to_tsquery('simple', q.typed) as query from unnest(${sql.param(queries)}::text[]) as q(typed) offset 0
      ) sought
      where exists (
        select 1 from (
          select i.id, i.private, i.workspace_id, i.document from incidents i
          where i.workspace_id = ${workspace} order by i.started_at desc, i.id desc ${newest}
        ) late where late.document @@ sought.query and ${isSeen(sql`late`)}
      ) or exists (
        with found as materialized (
          select i.id, i.private, i.workspace_id from incidents i
          where i.workspace_id = ${workspace} and i.document @@ sought.query
        )
        select 1 from found where ${isSeen(sql`found`)}
      )`),
  );
  return new Set(rows.map(({ typed }) => typed));
};

/** The words as a condition: all of them, each in one of its meanings. */
export const matchOf = (words: readonly SoughtWord[]): { readonly query: SQL; readonly matching: SQL } => {
  const query = words
    .map(({ typed, means }) => (means === "all of them" ? `${lexeme(typed)}:*` : `(${anyOf(means)})`))
    .join(" & ");
  const parsed = sql`to_tsquery('simple', ${query})`;
  return { query: parsed, matching: sql`${incidents.document} @@ ${parsed}` };
};

const lexeme = (word: string): string => `'${word.replace(/['\\]/gu, (sign) => sign + sign)}'`;

const anyOf = (words: readonly string[]): string => words.map(lexeme).join(" | ");

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
