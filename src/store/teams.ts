import { and, asc, eq, ilike, inArray, isNotNull, isNull, lte, notInArray, or, sql } from "drizzle-orm";
import type { PersonId, TeamId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import type { FollowedGroup, Team } from "../domain/team.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { likeWords } from "./like.ts";
import { people, teamMembers, teams } from "./schema/workspace.ts";

/** Adds a team; undefined where its key is taken. */
export const insertTeam = async (
  tx: Tx,
  workspace: WorkspaceId,
  team: Team & { readonly createdAt: Temporal.Instant },
): Promise<Team | undefined> => {
  const [row] = await tx
    .insert(teams)
    .values({ workspaceId: workspace, ...team })
    .onConflictDoNothing()
    .returning();
  return row === undefined ? undefined : toTeam(row);
};

/** Teams whose key or name holds the words, by key. */
export const searchTeams = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: string,
  limit: number,
): Promise<readonly Team[]> => {
  const sought = likeWords(words);
  const rows = await tx
    .select()
    .from(teams)
    .where(
      and(
        eq(teams.workspaceId, workspace),
        words.trim() === "" ? undefined : or(ilike(teams.key, sought), ilike(teams.name, sought)),
      ),
    )
    .orderBy(asc(teams.key))
    .limit(limit);
  return rows.map(toTeam);
};

/** Those there are of these, by key. */
export const findTeams = async (tx: Tx, workspace: WorkspaceId, ids: readonly TeamId[]): Promise<readonly Team[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.workspaceId, workspace), inArray(teams.id, [...new Set(ids)])))
    .orderBy(asc(teams.key));
  return rows.map(toTeam);
};

export const findTeam = async (tx: Tx, workspace: WorkspaceId, id: TeamId): Promise<Team | undefined> =>
  (await findTeams(tx, workspace, [id]))[0];

/** Locked until the transaction ends; undefined where it is gone. */
export const lockTeam = async (tx: Tx, workspace: WorkspaceId, id: TeamId): Promise<Team | undefined> => {
  const [row] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.workspaceId, workspace), eq(teams.id, id)))
    .for("update");
  return row === undefined ? undefined : toTeam(row);
};

export const teamsOf = async (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<readonly Team[]> => {
  const rows = await tx
    .select({ team: teams })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.workspaceId, workspace), eq(teamMembers.personId, person)))
    .orderBy(asc(teams.key));
  return rows.map(({ team }) => toTeam(team));
};

export interface TeamMember {
  readonly team: TeamId;
  readonly id: PersonId;
  readonly name: string;
}

/** Who is in the teams, by name; somebody in two of them is there twice. */
export const teamMembersOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TeamId[],
): Promise<readonly TeamMember[]> => {
  if (ids.length === 0) return [];
  return tx
    .select({ team: teamMembers.teamId, id: people.id, name: people.name })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(and(eq(teamMembers.workspaceId, workspace), inArray(teamMembers.teamId, [...new Set(ids)])))
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id));
};

/** Adds people; gives those who were not in it yet. */
export const addMembers = async (
  tx: Tx,
  workspace: WorkspaceId,
  team: TeamId,
  persons: readonly PersonId[],
): Promise<readonly PersonId[]> => {
  if (persons.length === 0) return [];
  const rows = await tx
    .insert(teamMembers)
    .values([...new Set(persons)].map((personId) => ({ workspaceId: workspace, teamId: team, personId })))
    .onConflictDoNothing()
    .returning({ person: teamMembers.personId });
  return rows.map(({ person }) => person);
};

/** Removes those who are named, or with `keep` all but those; gives who was in it. */
export const removeMembers = async (
  tx: Tx,
  workspace: WorkspaceId,
  team: TeamId,
  which: { readonly people: readonly PersonId[] } | { readonly keep: readonly PersonId[] },
): Promise<readonly PersonId[]> => {
  const chosen =
    "people" in which
      ? inArray(teamMembers.personId, [...which.people])
      : which.keep.length === 0
        ? undefined
        : notInArray(teamMembers.personId, [...which.keep]);
  const rows = await tx
    .delete(teamMembers)
    .where(and(eq(teamMembers.workspaceId, workspace), eq(teamMembers.teamId, team), chosen))
    .returning({ person: teamMembers.personId });
  return rows.map(({ person }) => person);
};

export const followGroup = async (
  tx: Tx,
  workspace: WorkspaceId,
  team: TeamId,
  following: { readonly follows: FollowedGroup | null; readonly followedAt: Temporal.Instant | null },
): Promise<void> => {
  await tx
    .update(teams)
    .set(following)
    .where(and(eq(teams.workspaceId, workspace), eq(teams.id, team)));
};

/** Deletes a team that no active incident is assigned to; false where one is. */
export const deleteTeam = async (tx: Tx, workspace: WorkspaceId, id: TeamId): Promise<boolean> => {
  const gone = await tx
    .delete(teams)
    .where(
      and(
        eq(teams.workspaceId, workspace),
        eq(teams.id, id),
        sql`not exists (select 1 from assignees a join incidents i on i.id = a.incident_id
          where a.workspace_id = ${workspace} and a.assignee = ${`team:${id}`} and i.status in ${activeStatuses})`,
      ),
    )
    .returning({ id: teams.id });
  return gone.length > 0;
};

const toTeam = (row: typeof teams.$inferSelect): Team => ({
  id: row.id,
  key: row.key,
  name: row.name,
  createdBy: row.createdBy,
  ...given("follows", row.follows),
  ...given("followedAt", row.followedAt),
});

/** Teams that follow a group and were last copied before an instant. */
export const teamsFollowedBefore = async (tx: Tx, before: Temporal.Instant): Promise<readonly TeamId[]> => {
  const rows = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(isNotNull(teams.follows), or(isNull(teams.followedAt), lte(teams.followedAt, before))));
  return rows.map(({ id }) => id);
};
