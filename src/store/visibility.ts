import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import { incidents } from "./schema/incident.ts";

/** Where an incident's id and privacy stand: in its own row, or in one that hangs on it. */
export interface Seen {
  readonly id: SQL;
  readonly private: SQL;
  readonly workspace: SQL;
}

/** The incident's own row. */
export const itself: Seen = {
  id: sql`${incidents.id}`,
  private: sql`${incidents.private}`,
  workspace: sql`${incidents.workspaceId}`,
};

/**
 * The condition under which an actor may see an incident: every read of incidents, entries, comments and postings has
 * it. A private one is for the people on it and the members of the teams it is assigned to, whatever their role. The
 * system sees all, because it must tell those people. `offset 0` keeps PostgreSQL from gathering all that a person is
 * on before it looks at the first incident.
 */
export const visibleTo = (actor: Actor, seen: Seen = itself): SQL => {
  if (actor.kind === "system") return sql`true`;
  return actor.kind === "person" ? seenBy(sql`${actor.id}`, seen) : sql`not ${seen.private}`;
};

/** The same for a person whose id stands in a row. */
export const seenBy = (person: SQL, seen: Seen): SQL => sql`(not ${seen.private} or exists (
    select 1 from participants p
    where p.workspace_id = ${seen.workspace} and p.incident_id = ${seen.id} and p.person_id = ${person} offset 0
  ) or exists (
    select 1 from assignees a join team_members m on m.workspace_id = a.workspace_id and a.assignee = 'team:' || m.team_id
    where a.workspace_id = ${seen.workspace} and a.incident_id = ${seen.id} and m.person_id = ${person} offset 0
  ))`;
