import { and, desc, eq, gte, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { EntryId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Entry, Subject, SubjectKind } from "../domain/incident/timeline.ts";
import { rowsOf, type Tx } from "./database.ts";
import { toEntry } from "./entries.ts";
import { likeWords } from "./like.ts";
import { incidents } from "./schema/incident.ts";
import { entries } from "./schema/timeline.ts";
import { visibleTo } from "./visibility.ts";

/** What of the audit is sought. */
export interface SoughtAudit {
  readonly who?: PersonId;
  readonly kind?: SubjectKind;
  /** Words of what it is called, of what was done, or of what was changed. */
  readonly words?: string;
  readonly since?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only what came before this entry. */
  readonly before?: EntryId;
  readonly limit: number;
}

/**
 * Who did what, the newest first. Of incidents the actor may not see nothing is told; of deleted ones only that they
 * were.
 */
export const searchAudit = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  sought: SoughtAudit,
): Promise<
  readonly { readonly entry: Entry; readonly incident?: { readonly number: number; readonly title: string } }[]
> => {
  const { who, kind, since, until, before } = sought;
  const rows = await tx
    .select({ row: entries, number: incidents.number, title: incidents.title })
    .from(entries)
    .leftJoin(
      incidents,
      and(eq(incidents.workspaceId, entries.workspaceId), eq(incidents.id, entries.incidentId), visibleTo(actor)),
    )
    .where(
      and(
        eq(entries.workspaceId, workspace),
        or(sql`${entries.incidentId} is null`, sql`${incidents.id} is not null`, eq(entries.kind, "deleted")),
        who === undefined ? undefined : and(eq(entries.actorKind, "person"), eq(entries.actorId, who)),
        kind === undefined ? undefined : eq(entries.subjectKind, kind),
        since === undefined ? undefined : gte(entries.at, since),
        until === undefined ? undefined : lt(entries.at, until),
        before === undefined ? undefined : earlierThan(workspace, before),
        matching(workspace, sought.words),
      ),
    )
    .orderBy(desc(entries.at), desc(entries.id))
    .limit(sought.limit);
  return rows.map(({ row, number, title }) => ({
    entry: toEntry(row),
    ...(number === null || title === null ? {} : { incident: { number, title } }),
  }));
};

const earlierThan = (workspace: WorkspaceId, id: EntryId): SQL =>
  sql`(${entries.at}, ${entries.id}) < (select e.at, e.id from entries e where e.workspace_id = ${workspace} and e.id = ${id})`;

const matching = (workspace: WorkspaceId, words = ""): SQL | undefined => {
  if (words.trim() === "") return undefined;
  const like = likeWords(words);
  const number = /^inc-(\d{1,9})$/iu.exec(words.trim())?.[1];
  return or(
    ilike(incidents.title, like),
    number === undefined ? undefined : eq(incidents.number, Number(number)),
    ilike(entries.kind, like.replaceAll(" ", "-")),
    // What people set for themselves is nobody's to look through.
    sql`${entries.subjectKind} <> 'person' and ${entries.data}::text ilike ${like}`,
    sql`${entries.subjectId} in (select id from (${nouns(workspace)}) as noun (kind, id, name) where name ilike ${like})`,
  );
};

/** Every noun that has a name of its own, as its kind, id and name. */
const nouns = (workspace: WorkspaceId): SQL =>
  sql.join(
    [
      sql`select 'channel', id::text, '#' || key from channels where workspace_id = ${workspace}`,
      sql`select 'mapping', id::text, chat_name from mappings where workspace_id = ${workspace}`,
      sql`select 'severity', id::text, name from severities where workspace_id = ${workspace}`,
      sql`select 'team', id::text, name from teams where workspace_id = ${workspace}`,
      sql`select 'person', id::text, name from people where workspace_id = ${workspace}`,
      sql`select 'connection', id::text, name from connections where workspace_id = ${workspace}`,
      sql`select 'target', id::text, name from targets where workspace_id = ${workspace}`,
      sql`select 'escalation', id::text, name from escalations where workspace_id = ${workspace}`,
      sql`select 'policy', id::text, name from policies where workspace_id = ${workspace}`,
      sql`select 'schedule', id::text, name from schedules where workspace_id = ${workspace}`,
    ],
    sql` union all `,
  );

/** What nouns are called now, by "kind:id"; those that are gone are left out. */
export const nounNames = async (
  tx: Tx,
  workspace: WorkspaceId,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(subjects.map(({ id }) => id))];
  if (ids.length === 0) return new Map();
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  const found = await tx.execute(
    sql`select kind, id, name from (${nouns(workspace)}) as noun (kind, id, name) where id in (${list})`,
  );
  return new Map(
    rowsOf<{ kind: string; id: string; name: string }>(found).map(({ kind, id, name }) => [`${kind}:${id}`, name]),
  );
};
