import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { WorkspaceId } from "../domain/ids.ts";
import type { Job, JobData } from "../domain/job.ts";
import type { BuriedView } from "../domain/job-view.ts";
import { buried } from "./boss.ts";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { visibleTo } from "./visibility.ts";

/**
 * Does a job belong to the workspace, by what its payload names? One that names nothing that is still there belongs to
 * the only workspace, if there is but one.
 */
const ofWorkspace = (workspace: WorkspaceId): SQL => sql`coalesce(
    (select workspace_id from incidents where id = (j.data ->> 'incident')::uuid),
    (select workspace_id from connections where id = coalesce(
      j.data #>> '{message,place,connection}', j.data #>> '{place,connection}', j.data ->> 'connection')::uuid),
    (select workspace_id from entries where id = (j.data ->> 'entry')::uuid),
    (select workspace_id from deliveries where id = (j.data ->> 'delivery')::uuid),
    (select workspace_id from runs where id = (j.data ->> 'run')::uuid),
    (select workspace_id from attachments where id = (j.data ->> 'attachment')::uuid),
    (select workspace_id from teams where id = (j.data ->> 'team')::uuid),
    (select (array_agg(id))[1] from workspaces having count(*) = 1)
  ) = ${workspace}`;

interface Row {
  readonly id: string;
  readonly data: JobData;
  readonly reason: string;
  readonly attempts: number;
  readonly at: string;
  readonly number: number | null;
  readonly person: string | null;
}

/** The newest jobs of a workspace that were given up. */
export const buriedIn = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  limit: number,
): Promise<readonly BuriedView[]> => {
  const rows = rowsOf<Row>(
    await tx.execute(sql`
      select j.id, j.data, coalesce(j.source_retry_count, 0) + 1 as attempts, j.created_on as at, incidents.number,
             coalesce(j.source_output ->> 'reason', j.source_output #>> '{value,message}', '') as reason, p.name as person
        from pgboss.job j
        left join entries e on e.id = (j.data ->> 'entry')::uuid
        left join deliveries d on d.id = (j.data ->> 'delivery')::uuid
        left join runs r on r.id = (j.data ->> 'run')::uuid
        left join incidents on incidents.id = coalesce((j.data ->> 'incident')::uuid, e.incident_id, d.incident_id, r.incident_id) and ${visibleTo(actor)}
        left join people p on p.id = coalesce((j.data ->> 'person')::uuid, d.person_id)
       where j.name = ${buried} and ${ofWorkspace(workspace)}
       order by j.created_on desc, j.id desc limit ${limit}`),
  );
  return rows.map(({ at, number, person, ...row }) => ({
    ...row,
    at: readInstant(at),
    ...given("number", number),
    ...given("person", person),
  }));
};

/** Takes a job out of those that were given up, to be owed again; undefined where it is none of them any more. */
export const exhume = async (tx: Tx, workspace: WorkspaceId, id: string): Promise<Job | undefined> => {
  const [row] = rowsOf<{ data: JobData; key: string | null; group: string | null; priority: number }>(
    await tx.execute(sql`
      delete from pgboss.job j where j.name = ${buried} and j.id = ${id} and ${ofWorkspace(workspace)}
      returning j.data, j.singleton_key as key, j.group_id as "group", j.priority`),
  );
  if (row === undefined) return undefined;
  const { data, key, group, priority } = row;
  return { data, key: key ?? `again:${id}`, priority, ...given("group", group) };
};
