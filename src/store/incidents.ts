import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { ChannelId, IncidentId, PersonId, TaskId, TextId, WorkspaceId } from "../domain/ids.ts";
import { readAssigneeKey } from "../domain/incident/assignee.ts";
import type { Incident, Link, Resource } from "../domain/incident/incident.ts";
import type { Severity } from "../domain/incident/severity.ts";
import { readInstant } from "./columns.ts";
import { rowsOf, type Tx } from "./database.ts";
import { incidents } from "./schema/incident.ts";
import { severities } from "./schema/workspace.ts";
import { itself, seenBy, visibleTo } from "./visibility.ts";

/** An incident by its id or by its number. */
export type IncidentRef = { readonly id: IncidentId } | { readonly number: number };

/** One incident, whole, or null where there is none the actor may see. */
export const findIncident = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  ref: IncidentRef,
): Promise<Incident | null> => (await load(tx, workspace, actor, isRef(ref), false))[0] ?? null;

/** Those of many that the actor may see. */
export const findIncidents = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  ids: readonly IncidentId[],
): Promise<readonly Incident[]> =>
  ids.length === 0 ? [] : load(tx, workspace, actor, inArray(incidents.id, [...new Set(ids)]), false);

/** Those that are marked as its duplicates; its own timeline says where to look. */
export const duplicatesOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  survivor: IncidentId,
): Promise<readonly IncidentId[]> =>
  rowsOf<{ id: IncidentId }>(
    await tx.execute(sql`
      select distinct i.id from entries e
        join incidents i on i.workspace_id = e.workspace_id and i.id = (e.data ->> 'after')::uuid
       where e.workspace_id = ${workspace} and e.incident_id = ${survivor} and e.kind = 'duplicate-received'
         and i.duplicate_of = ${survivor}`),
  ).map(({ id }) => id);

/** A person and an incident. */
export interface Sight {
  readonly person: PersonId;
  readonly incident: IncidentId;
}

/** Those of these in which the person may see the incident. */
export const whoSees = async (tx: Tx, workspace: WorkspaceId, asked: readonly Sight[]): Promise<readonly Sight[]> => {
  if (asked.length === 0) return [];
  const [people, ids] = [asked.map(({ person }) => person), asked.map(({ incident }) => incident)];
  return rowsOf<Sight>(
    await tx.execute(sql`
      select asked.person, asked.incident
        from unnest(${sql.param(people)}::uuid[], ${sql.param(ids)}::uuid[]) as asked (person, incident)
        join incidents on ${incidents.workspaceId} = ${workspace} and ${incidents.id} = asked.incident
       where ${seenBy(sql`asked.person`, itself)}`),
  );
};

/** One, locked until the transaction ends. */
export const lockIncident = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  ref: IncidentRef,
): Promise<Incident | null> => (await load(tx, workspace, actor, isRef(ref), true))[0] ?? null;

const isRef = (ref: IncidentRef): SQL => ("id" in ref ? eq(incidents.id, ref.id) : eq(incidents.number, ref.number));

const load = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  which: SQL,
  lock: boolean,
): Promise<readonly Incident[]> => {
  const query = tx
    .select({ row: incidents, severity: severities })
    .from(incidents)
    .leftJoin(severities, eq(severities.id, incidents.severityId))
    .where(and(eq(incidents.workspaceId, workspace), which, visibleTo(actor)));
  const found = await (lock ? query.for("update", { of: incidents }) : query);
  if (found.length === 0) return [];
  // A second statement, because the first one's view of other tables is older than the lock it waited for.
  const hanging = rowsOf<{ id: IncidentId; parts: Parts }>(
    await tx.execute(
      partsOf(
        workspace,
        found.map(({ row }) => row),
      ),
    ),
  );
  const parts = new Map(hanging.map((one) => [one.id, one.parts]));
  return found.flatMap(({ row, severity }) => {
    const own = parts.get(row.id);
    return own === undefined ? [] : [assemble(row, severity, own)];
  });
};

/** The rows that hang on an incident, as PostgreSQL's JSON gives them. */
interface Parts {
  readonly assignees: readonly string[] | null;
  readonly roles: Readonly<Record<string, PersonId>> | null;
  readonly tags: readonly string[] | null;
  readonly resources: readonly { kind: string; external_id: string; name: string; url: string | null }[] | null;
  readonly links: readonly Link[] | null;
  readonly channels: readonly ChannelId[] | null;
  readonly acknowledgements: readonly { person_id: PersonId; at: string }[] | null;
  readonly tasks:
    | readonly {
        id: TaskId;
        number: number;
        text_id: TextId;
        assignee: PersonId | null;
        due_at: string | null;
        done_at: string | null;
      }[]
    | null;
  readonly participants: readonly PersonId[] | null;
}

const partsOf = (
  workspace: WorkspaceId,
  whole: readonly { readonly id: IncidentId; readonly occurrence: number }[],
): SQL => sql`
  select i.id, json_build_object(
    'assignees', (select json_agg(assignee order by position) from assignees where workspace_id = ${workspace} and incident_id = i.id),
    'roles', (select json_object_agg(role, person_id) from role_holders where workspace_id = ${workspace} and incident_id = i.id),
    'tags', (select json_agg(tag order by tag) from tags where workspace_id = ${workspace} and incident_id = i.id),
    'resources', (select json_agg(json_build_object('kind', kind, 'external_id', external_id, 'name', name, 'url', url) order by position)
      from resources where workspace_id = ${workspace} and incident_id = i.id),
    'links', (select json_agg(json_build_object('name', name, 'url', url) order by position)
      from links where workspace_id = ${workspace} and incident_id = i.id),
    'channels', (select json_agg(channel_id) from incident_channels where workspace_id = ${workspace} and incident_id = i.id),
    'acknowledgements', (select json_agg(json_build_object('person_id', person_id, 'at', at) order by at)
      from acknowledgements where workspace_id = ${workspace} and incident_id = i.id and occurrence = i.occurrence),
    'tasks', (select json_agg(json_build_object('id', id, 'number', number, 'text_id', text_id, 'assignee', assignee,
      'due_at', due_at, 'done_at', done_at) order by number) from tasks where workspace_id = ${workspace} and incident_id = i.id),
    'participants', (select json_agg(person_id) from participants where workspace_id = ${workspace} and incident_id = i.id)
  ) as parts
    from (values ${sql.join(
      whole.map(({ id, occurrence }) => sql`(${id}::uuid, ${occurrence}::int)`),
      sql`, `,
    )}) as i (id, occurrence)`;

const assemble = (
  row: typeof incidents.$inferSelect,
  severity: typeof severities.$inferSelect | null,
  parts: Parts,
): Incident => ({
  id: row.id,
  workspace: row.workspaceId,
  number: row.number,
  title: row.title,
  severity: severity === null ? null : toSeverity(severity),
  status: row.status,
  occurrence: row.occurrence,
  private: row.private,
  startedAt: row.startedAt,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  updatedBy: row.updatedBy,
  updatedAt: row.updatedAt,
  openedBy: row.openedBy,
  comments: row.comments,
  lastSeq: row.lastSeq,
  ...given("description", row.descriptionId),
  ...given("resolution", row.resolutionId),
  ...given("endedAt", row.endedAt),
  ...given("source", row.source),
  ...given("duplicateOf", row.duplicateOf),
  ...given("latestUpdate", row.latestUpdate),
  ...given("nextUpdateAt", row.nextUpdateAt),
  assignees: (parts.assignees ?? []).map(readAssigneeKey),
  roles: parts.roles ?? {},
  tags: parts.tags ?? [],
  resources: (parts.resources ?? []).map(
    ({ kind, external_id, name, url }): Resource => ({ kind, id: external_id, name, ...given("url", url) }),
  ),
  links: parts.links ?? [],
  channels: parts.channels ?? [],
  acknowledgements: (parts.acknowledgements ?? []).map(({ person_id, at }) => ({
    person: person_id,
    at: readInstant(at),
  })),
  tasks: (parts.tasks ?? []).map((task) => ({
    id: task.id,
    number: task.number,
    text: task.text_id,
    ...given("assignee", task.assignee),
    ...given("dueAt", task.due_at === null ? null : readInstant(task.due_at)),
    ...given("doneAt", task.done_at === null ? null : readInstant(task.done_at)),
  })),
  participants: parts.participants ?? [],
});

/** A property where the column holds something, nothing where it is null. */
export const given = <K extends string, V>(key: K, value: V | null | undefined): { readonly [P in K]?: V } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };

export const toSeverity = (row: typeof severities.$inferSelect): Severity => ({
  id: row.id,
  key: row.key,
  name: row.name,
  description: row.description,
  colour: row.colour,
  rank: row.rank,
  aliases: row.aliases,
  urgent: row.urgent,
  banner: row.banner,
  shipped: row.shipped,
});
