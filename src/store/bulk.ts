import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Actor, actorKey, type Surface } from "../domain/actor.ts";
import type { ChannelId, IncidentId, SeverityId, WorkspaceId } from "../domain/ids.ts";
import { type Facet, facet } from "../domain/incident/facets.ts";
import type { Severity } from "../domain/incident/severity.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { IncidentEntryKind } from "../domain/incident/timeline.ts";
import { rowsOf, type Tx } from "./database.ts";
import { dropFacet, moveFacets, noteUpdater } from "./incident-facets.ts";
import { incidents } from "./schema/incident.ts";
import { visibleTo } from "./visibility.ts";

/** Who changes many incidents at once. */
export interface BulkScope {
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly surface: Surface;
  readonly at: Temporal.Instant;
}

/** How many incidents carry one of the severities: those the actor may see, and whether there are others. */
export const countCarrying = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  severities: readonly SeverityId[],
): Promise<{ readonly seen: number; readonly others: boolean }> => {
  if (severities.length === 0) return { seen: 0, others: false };
  const [row] = rowsOf<{ seen: number; total: number }>(
    await tx.execute(sql`
      select (count(*) filter (where ${visibleTo(actor)}))::int as seen, count(*)::int as total
        from incidents
       where ${incidents.workspaceId} = ${workspace} and ${inArray(incidents.severityId, [...severities])}`),
  );
  return { seen: row?.seen ?? 0, others: (row?.total ?? 0) > (row?.seen ?? 0) };
};

/** The active incidents of a channel or a severity: what they are called or do is shown on their cards. */
export const activeOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  which: { readonly channel: ChannelId } | { readonly severity: SeverityId },
): Promise<readonly IncidentId[]> => {
  const rows = await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(
      and(
        eq(incidents.workspaceId, workspace),
        inArray(incidents.status, [...activeStatuses]),
        "severity" in which ? eq(incidents.severityId, which.severity) : inChannel(workspace, which.channel),
      ),
    );
  return rows.map(({ id }) => id);
};

const inChannel = (workspace: WorkspaceId, channel: ChannelId): SQL => sql`exists (
  select 1 from incident_channels c
   where c.workspace_id = ${workspace} and c.incident_id = ${incidents.id} and c.channel_id = ${channel})`;

/**
 * Gives every incident that carries one of the severities another, or none, with a timeline entry each. Gives those
 * whose cards must be brought up to date.
 */
export const relevelIncidents = async (
  tx: Tx,
  scope: BulkScope,
  from: readonly SeverityId[],
  to: Severity | null,
): Promise<readonly IncidentId[]> => {
  if (from.length === 0) return [];
  const facets = from.map(facet.severity);
  const changed = await changeMany(tx, scope, {
    which: inArray(incidents.severityId, [...from]),
    facets,
    set: sql`severity_id = ${to?.id ?? null},`,
    kind: "severity-changed",
    data: sql`jsonb_build_object('before', (select s.key from severities s where s.id = old.severity_id), 'after', ${to?.key ?? null}::text)`,
  });
  await moveFacets(tx, scope.workspace, facets, facet.severity(to?.id ?? null));
  return changed;
};

/** Takes every incident out of a channel, with a timeline entry each. They stay in `all`. */
export const emptyChannel = async (
  tx: Tx,
  scope: BulkScope,
  channel: { readonly id: ChannelId; readonly key: string },
): Promise<readonly IncidentId[]> => {
  const changed = await changeMany(tx, scope, {
    which: inChannel(scope.workspace, channel.id),
    facets: [facet.channel(channel.id)],
    set: sql``,
    kind: "undelivered",
    data: sql`jsonb_build_object('before', ${channel.id}::text, 'channel', ${channel.key}::text)`,
  });
  await tx.execute(
    sql`delete from incident_channels where workspace_id = ${scope.workspace} and channel_id = ${channel.id}`,
  );
  await dropFacet(tx, scope.workspace, facet.channel(channel.id));
  return changed;
};

interface ManyChange {
  readonly which: SQL;
  /** Each of those has one of these, and nothing else has. */
  readonly facets: readonly Facet[];
  /** Assignments, each followed by a comma. */
  readonly set: SQL;
  readonly kind: IncidentEntryKind;
  /** What the entry says; `old` is the incident before. */
  readonly data: SQL;
}

const changeMany = async (tx: Tx, scope: BulkScope, change: ManyChange): Promise<readonly IncidentId[]> => {
  const { workspace, actor, surface } = scope;
  const at = scope.at.toString();
  const which = sql`${incidents.workspaceId} = ${workspace} and ${change.which}`;
  // By ascending id, as everybody locks incidents.
  await tx.execute(sql`
    select count(*) from (select id from incidents where ${which} order by id for update) as locked`);
  const name = actor.kind === "key" || actor.kind === "automation" ? actor.name : null;
  const rows = rowsOf<{ id: IncidentId }>(
    await tx.execute(sql`
      with old as (
        select id, severity_id from incidents where ${which}
      ), changed as (
        update incidents set ${change.set} last_seq = last_seq + 1, updated_by = ${actorKey(actor)}, updated_at = ${at}
          from old where incidents.id = old.id
        returning incidents.id, incidents.last_seq, incidents.status, ${change.data} as data
      ), written as (
        insert into entries (id, workspace_id, subject_kind, subject_id, incident_id, seq, kind,
          actor_kind, actor_id, actor_name, surface, at, data)
        select ${uuidv7(scope.at)}, ${workspace}, 'incident', id::text, id, last_seq, ${change.kind},
          ${actor.kind}, ${actor.kind === "system" ? null : actor.id}, ${name}, ${surface}, ${at}, data
        from changed
      )
      select id from changed
       where status in ${activeStatuses}
          or exists (select 1 from postings p where p.workspace_id = ${workspace} and p.incident_id = changed.id)
       order by id`),
  );
  await noteUpdater(tx, workspace, change.facets, actorKey(actor));
  return rows.map(({ id }) => id);
};

/** A version 7 uuid made by the database (RFC 9562, section 5.7): 48 bits of time before 74 random ones. */
const uuidv7 = (at: Temporal.Instant): SQL => sql`encode(
  set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(${at.epochMilliseconds}::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
