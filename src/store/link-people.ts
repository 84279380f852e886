import { and, eq, or, sql } from "drizzle-orm";
import type { Role } from "../domain/actor.ts";
import type { IncidentId, PersonId, WorkspaceId } from "../domain/ids.ts";
import { facet } from "../domain/incident/facets.ts";
import { rowsOf, type Tx } from "./database.ts";
import { moveFacets } from "./incident-facets.ts";
import { people } from "./schema/workspace.ts";

export interface Linking {
  /** Who turns out to be the other. */
  readonly from: PersonId;
  readonly into: PersonId;
}

/**
 * Makes two people one: accounts, teams, subscriptions, incidents and comments of the first become the second's, and its
 * sessions end. The audit stays as it was written; whoever it names shows the second's name.
 */
export const linkPeople = async (tx: Tx, workspace: WorkspaceId, { from, into }: Linking): Promise<void> => {
  const [old, now] = [`person:${from}`, `person:${into}`];
  await tx.execute(sql`
    update identities set person_id = ${into} where workspace_id = ${workspace} and person_id = ${from}`);
  for (const [table, keys, rest] of memberships) {
    await tx.execute(sql`
      insert into ${sql.raw(table)} (workspace_id, person_id, ${sql.raw([...keys, ...rest].join(", "))})
        select workspace_id, ${into}::uuid, ${sql.raw([...keys, ...rest].join(", "))} from ${sql.raw(table)}
         where workspace_id = ${workspace} and person_id = ${from}
      on conflict do nothing`);
    await tx.execute(sql`
      delete from ${sql.raw(table)} where workspace_id = ${workspace} and person_id = ${from}`);
  }
  await tx.execute(sql`
    update role_holders set person_id = ${into} where workspace_id = ${workspace} and person_id = ${from}`);
  await tx.execute(sql`
    update tasks set assignee = ${into} where workspace_id = ${workspace} and assignee = ${from}`);
  await tx.execute(sql`
    delete from assignees a where a.workspace_id = ${workspace} and a.assignee = ${old} and exists (
      select 1 from assignees b
       where b.workspace_id = a.workspace_id and b.incident_id = a.incident_id and b.assignee = ${now})`);
  await tx.execute(sql`
    delete from channel_targets a where a.workspace_id = ${workspace} and a.member = ${old} and exists (
      select 1 from channel_targets b
       where b.workspace_id = a.workspace_id and b.channel_id = a.channel_id and b.member = ${now})`);
  await tx.execute(sql`
    update feeds set person_id = ${into} where workspace_id = ${workspace} and person_id = ${from}`);
  await tx.execute(sql`delete from sessions where workspace_id = ${workspace} and person_id = ${from}`);
  await tx.execute(sql`
    update away set person_id = ${into} where workspace_id = ${workspace} and person_id = ${from}`);
  await tx.execute(sql`
    update calendars set person_id = ${into} where workspace_id = ${workspace} and person_id = ${from}`);
  await tx.execute(sql`
    update targets t set owner_id = ${into}, key = case when exists (
        select 1 from targets o
         where o.workspace_id = t.workspace_id and o.owner_id = ${into} and o.key = t.key)
      then t.key || '-' || right(t.id::text, 6) else t.key end
     where t.workspace_id = ${workspace} and t.owner_id = ${from}`);
  await tx.execute(sql`
    update targets set members = array_replace(members, ${old}, ${now}), managers = array_replace(managers, ${old}, ${now})
     where workspace_id = ${workspace} and (${old} = any (members) or ${old} = any (managers))`);
  for (const [table, column] of holders) {
    await tx.execute(sql`
      update ${sql.raw(table)} set ${sql.raw(column)} = replace(${sql.raw(column)}::text, ${old}, ${now})::jsonb
       where workspace_id = ${workspace} and ${sql.raw(column)}::text like ${`%${old}%`}`);
  }
  for (const [table, column] of makers) {
    await tx.execute(sql`
      update ${sql.raw(table)} set ${sql.raw(column)} = ${now}
       where workspace_id = ${workspace} and ${sql.raw(column)} = ${old}`);
  }
  for (const named of [facet.creator, facet.updater, facet.assignee]) {
    await moveFacets(tx, workspace, [named(old)], named(now));
  }
};

/** Where somebody is one of several: table, the rest of its key, its other columns. */
const memberships: readonly (readonly [table: string, keys: readonly string[], rest: readonly string[]])[] = [
  ["team_members", ["team_id"], []],
  ["channel_members", ["channel_id"], ["level", "pinned"]],
  ["participants", ["incident_id"], ["follows"]],
  ["acknowledgements", ["incident_id", "occurrence"], ["at"]],
  ["person_settings", [], ["rules", "quiet", "summary_at", "summary_muted", "per_minute"]],
  ["contact_tests", ["contact"], ["asked_at", "settled_at", "failure"]],
];

/** Where somebody is named as "person:<id>". */
const makers: readonly (readonly [table: string, column: string])[] = [
  ["assignees", "assignee"],
  ["incidents", "created_by"],
  ["incidents", "updated_by"],
  ["comments", "author"],
  ["attachments", "created_by"],
  ["tasks", "done_by"],
  ["channels", "created_by"],
  ["channel_targets", "member"],
  ["channel_targets", "created_by"],
  ["mappings", "created_by"],
  ["teams", "created_by"],
  ["targets", "created_by"],
  ["schedules", "created_by"],
  ["schedules", "updated_by"],
  ["schedule_versions", "created_by"],
  ["schedule_overrides", "person"],
  ["schedule_overrides", "by"],
  ["schedule_overrides", "created_by"],
  ["oncall_acts", "actor"],
  ["away", "created_by"],
  ["calendars", "created_by"],
  ["pings", "created_by"],
  ["due_pings", "member"],
  ["due_pings", "by"],
  ["swaps", "one_person"],
  ["swaps", "other_person"],
  ["swaps", "created_by"],
  ["swaps", "answered_by"],
];

/** Where somebody is named so within a document. */
const holders: readonly (readonly [table: string, column: string])[] = [
  ["schedule_versions", "definition"],
  ["calendars", "content"],
  ["channels", "upgrade"],
];

/** Notes who somebody turned out to be, and what that one keeps of them. */
export const noteLinked = async (
  tx: Tx,
  workspace: WorkspaceId,
  { from, into }: Linking,
  kept: { readonly role: Role; readonly email?: string; readonly zone?: string },
): Promise<void> => {
  await tx
    .update(people)
    .set({ linkedTo: into, role: "standard", email: null })
    .where(and(eq(people.workspaceId, workspace), or(eq(people.id, from), eq(people.linkedTo, from))));
  await tx
    .update(people)
    .set({ role: kept.role, email: kept.email ?? null, zone: kept.zone ?? null })
    .where(and(eq(people.workspaceId, workspace), eq(people.id, into)));
};

/** The incidents under way that somebody is on, at most so many. */
export const activeIncidentsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  limit: number,
): Promise<readonly IncidentId[]> => {
  const rows = rowsOf<{ id: IncidentId }>(
    await tx.execute(sql`
      select i.id from participants p join incidents i on i.workspace_id = p.workspace_id and i.id = p.incident_id
       where p.workspace_id = ${workspace} and p.person_id = ${person} and i.status in ('open', 'working', 'pending')
       order by i.id limit ${limit}`),
  );
  return rows.map(({ id }) => id);
};
