import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Change, IncidentFields, NewIncident } from "../domain/decision.ts";
import { assigneeKey } from "../domain/incident/assignee.ts";
import type { Facet } from "../domain/incident/facets.ts";
import type { Incident } from "../domain/incident/incident.ts";
import { commentChange, isCommentChange } from "./comment-changes.ts";
import { rowsOf, type Tx } from "./database.ts";
import { documentOf, learning, learnWords } from "./incident-document.ts";
import { marking } from "./incident-facets.ts";
import type { Scope } from "./incident-scope.ts";
import { postings } from "./schema/channel.ts";
import {
  acknowledgements,
  assignees,
  incidentChannels,
  incidents,
  links,
  participants,
  resources,
  roleHolders,
  tags,
} from "./schema/incident.ts";
import { isTaskChange, taskChange } from "./task-changes.ts";

type Part = Exclude<Change, { kind: "write" | "open" | "set" | "delete" }>;

/** Writes the rows that hang on an incident. They do not depend on each other, so they go out together. */
export const changeParts = async (tx: Tx, scope: Scope, changes: readonly Change[]): Promise<void> => {
  const parts = changes.filter((change): change is Part => !["write", "open", "set", "delete"].includes(change.kind));
  await Promise.all(parts.map((change, i) => changePart(tx, scope, change, i)));
};

const changePart = async (tx: Tx, scope: Scope, change: Part, i: number): Promise<unknown> => {
  if (isCommentChange(change)) return commentChange(tx, scope, change);
  if (isTaskChange(change)) return taskChange(tx, scope, change);
  const key = { workspaceId: scope.workspace, incidentId: scope.id };
  const byStart = { ...key, startedAt: scope.startedAt, private: scope.private };
  switch (change.kind) {
    case "assign":
      await tx
        .insert(assignees)
        .values({
          ...byStart,
          assignee: assigneeKey(change.assignee),
          position: (scope.incident?.assignees.length ?? 0) + i,
        })
        .onConflictDoNothing();
      return noteAssigned(tx, scope);
    case "unassign":
      await tx
        .delete(assignees)
        .where(and(ours(assignees, scope), eq(assignees.assignee, assigneeKey(change.assignee))));
      return noteAssigned(tx, scope);
    case "acknowledge":
      return tx
        .insert(acknowledgements)
        .values({ ...key, occurrence: scope.occurrence, personId: change.person, at: scope.at })
        .onConflictDoNothing();
    case "set-role":
      return change.person === null
        ? tx.delete(roleHolders).where(and(ours(roleHolders, scope), eq(roleHolders.role, change.role)))
        : tx
            .insert(roleHolders)
            .values({ ...key, role: change.role, personId: change.person })
            .onConflictDoUpdate({
              target: [roleHolders.workspaceId, roleHolders.incidentId, roleHolders.role],
              set: { personId: change.person },
            });
    case "tag":
      return tx
        .insert(tags)
        .values({ ...byStart, tag: change.tag })
        .onConflictDoNothing();
    case "untag":
      return tx.delete(tags).where(and(ours(tags, scope), eq(tags.tag, change.tag)));
    case "add-resource":
      return tx
        .insert(resources)
        .values({
          ...key,
          kind: change.resource.kind,
          externalId: change.resource.id,
          name: change.resource.name,
          url: change.resource.url ?? null,
          position: (scope.incident?.resources.length ?? 0) + i,
        })
        .onConflictDoNothing();
    case "remove-resource":
      return tx
        .delete(resources)
        .where(
          and(
            ours(resources, scope),
            eq(resources.kind, change.resource.kind),
            eq(resources.externalId, change.resource.id),
          ),
        );
    case "add-link":
      return tx
        .insert(links)
        .values({ ...key, ...change.link, position: (scope.incident?.links.length ?? 0) + i })
        .onConflictDoNothing();
    case "remove-link":
      return tx.delete(links).where(and(ours(links, scope), eq(links.url, change.link.url)));
    case "deliver":
      return tx
        .insert(incidentChannels)
        .values({ ...byStart, channelId: change.channel })
        .onConflictDoNothing();
    case "undeliver":
      return tx
        .delete(incidentChannels)
        .where(and(ours(incidentChannels, scope), eq(incidentChannels.channelId, change.channel)));
    case "join":
      return tx
        .insert(participants)
        .values({ ...key, personId: change.person })
        .onConflictDoNothing();
    case "leave":
      return tx.delete(participants).where(and(ours(participants, scope), eq(participants.personId, change.person)));
    case "own-place":
      return tx
        .insert(postings)
        .values({
          id: change.posting,
          ...key,
          connectionId: change.place.connection,
          chat: change.place.chat,
          thread: change.place.thread ?? "",
          kind: "own",
          createdAt: scope.at,
        })
        .onConflictDoNothing();
  }
};

const isAssigned = (scope: Scope): SQL => sql`exists (select 1 from assignees a
  where a.workspace_id = ${scope.workspace} and a.incident_id = ${scope.id})`;

/** Keeps on the incident's own row whether anybody has it; a row that is being opened finds out by itself. */
const noteAssigned = async (tx: Tx, scope: Scope): Promise<void> => {
  if (scope.incident === undefined) return;
  await tx
    .update(incidents)
    .set({ assigned: isAssigned(scope) })
    .where(and(eq(incidents.workspaceId, scope.workspace), eq(incidents.id, scope.id)));
};

const ours = (
  table: { readonly workspaceId: typeof tags.workspaceId; readonly incidentId: typeof tags.incidentId } | object,
  scope: Scope,
): SQL | undefined => {
  const columns = table as typeof tags;
  return and(eq(columns.workspaceId, scope.workspace), eq(columns.incidentId, scope.id));
};

/**
 * Inserts the incident's own row and takes its number. It comes last of all (the foreign keys of its parts are
 * deferred), so that the workspace's counter is held for the shortest time and a rollback leaves no gap.
 */
export const insertIncident = async (
  tx: Tx,
  scope: Scope,
  incident: NewIncident,
  { entries, facets }: { readonly entries: number; readonly facets: readonly Facet[] },
): Promise<number> => {
  const [row] = rowsOf<{ number: number }>(
    await tx.execute(sql`
      with counter as (
        update workspaces set last_number = last_number + 1 where id = ${scope.workspace} returning last_number
      ), opened as (
      insert into incidents (id, workspace_id, number, title, description_id, severity_id, status, private, started_at,
        created_by, created_at, updated_by, updated_at, opened_by, source_kind, source_name, source, last_seq, assigned, document)
      select ${scope.id}, ${scope.workspace}, last_number, ${incident.title}, ${incident.description ?? null}, ${incident.severity ?? null},
        ${incident.status}, ${incident.private}, ${incident.startedAt.toString()}, ${scope.by}, ${scope.at.toString()}, ${scope.by},
        ${scope.at.toString()}, ${incident.openedBy}, ${incident.source?.kind ?? null}, ${incident.source?.name ?? null},
        ${incident.source === undefined ? null : JSON.stringify(incident.source)}::jsonb, ${entries}, ${isAssigned(scope)},
        ${documentOf(incident.title, incident.description ?? null)}
      from counter
      returning number, started_at, document
      ), learnt as (${learning(scope.workspace, sql`opened`)}),
      marked as (${marking(scope.workspace, sql`opened`, facets)})
      select number from opened`),
  );
  if (row === undefined) throw new Error("The workspace of an opened incident does not exist.");
  return row.number;
};

/** Updates the incident's own row; every change of an incident touches it. */
export const updateIncident = async (
  tx: Tx,
  scope: Scope,
  before: Incident,
  fields: IncidentFields,
  counted: { readonly entries: number; readonly comments: number },
): Promise<void> => {
  const title = fields.title ?? before.title;
  const description = fields.description === undefined ? (before.description ?? null) : fields.description;
  const reworded = fields.title !== undefined || fields.description !== undefined;
  await tx
    .update(incidents)
    .set({
      updatedBy: scope.by,
      updatedAt: scope.at,
      lastSeq: sql`${incidents.lastSeq} + ${counted.entries}`,
      ...(counted.comments === 0 ? {} : { comments: sql`${incidents.comments} + ${counted.comments}` }),
      ...(fields.title === undefined ? {} : { title }),
      ...(fields.description === undefined ? {} : { descriptionId: fields.description }),
      ...(fields.resolution === undefined ? {} : { resolutionId: fields.resolution }),
      ...(fields.severity === undefined ? {} : { severityId: fields.severity }),
      ...(fields.status === undefined ? {} : { status: fields.status }),
      ...(fields.occurrence === undefined ? {} : { occurrence: fields.occurrence }),
      ...(fields.private === undefined ? {} : { private: fields.private }),
      ...(fields.startedAt === undefined ? {} : { startedAt: fields.startedAt }),
      ...(fields.endedAt === undefined ? {} : { endedAt: fields.endedAt }),
      ...(fields.duplicateOf === undefined ? {} : { duplicateOf: fields.duplicateOf }),
      ...(fields.latestUpdate === undefined ? {} : { latestUpdate: fields.latestUpdate }),
      ...(fields.nextUpdateAt === undefined ? {} : { nextUpdateAt: fields.nextUpdateAt }),
      ...(reworded ? { document: documentOf(title, description) } : {}),
    })
    .where(and(eq(incidents.workspaceId, scope.workspace), eq(incidents.id, scope.id)));
  if (reworded) await learnWords(tx, scope);
};

/** Deletes an incident and all that hangs on it, texts included; its entries stay. */
export const deleteIncident = async (tx: Tx, scope: Scope): Promise<void> => {
  await tx.execute(sql`
    delete from texts using entries e
    where e.workspace_id = ${scope.workspace} and e.incident_id = ${scope.id} and texts.id = (e.data->>'text')::uuid`);
  await tx.delete(incidents).where(and(eq(incidents.workspaceId, scope.workspace), eq(incidents.id, scope.id)));
};
