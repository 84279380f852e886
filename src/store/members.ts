import { and, asc, eq, inArray } from "drizzle-orm";
import type { PersonId, TeamId, WorkspaceId } from "../domain/ids.ts";
import type { PersonView } from "../domain/person-view.ts";
import type { TeamView } from "../domain/team-view.ts";
import type { Tx } from "./database.ts";
import { findPeople } from "./people.ts";
import { identities, teamMembers, teams } from "./schema/workspace.ts";
import { findTeams, teamMembersOf } from "./teams.ts";

/** Everything that is told of people, by name: three queries, however many they are. */
export const viewPeople = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly PersonId[],
  zone: string,
): Promise<readonly PersonView[]> => {
  if (ids.length === 0) return [];
  const [found, accounts, memberships] = await Promise.all([
    findPeople(tx, workspace, ids),
    tx
      .select({
        person: identities.personId,
        platform: identities.platform,
        name: identities.name,
        handle: identities.handle,
      })
      .from(identities)
      .where(and(eq(identities.workspaceId, workspace), inArray(identities.personId, [...ids])))
      .orderBy(asc(identities.platform), asc(identities.handle)),
    tx
      .select({ person: teamMembers.personId, team: teams.id })
      .from(teamMembers)
      .innerJoin(teams, eq(teams.id, teamMembers.teamId))
      .where(and(eq(teamMembers.workspaceId, workspace), inArray(teamMembers.personId, [...ids])))
      .orderBy(asc(teams.key)),
  ]);
  const known = await findTeams(
    tx,
    workspace,
    memberships.map(({ team }) => team),
  );
  return found.map((person) => ({
    person,
    zone: person.zone ?? zone,
    accounts: accounts
      .filter((one) => one.person === person.id)
      .map(({ platform, name, handle }) => ({ platform, name, handle })),
    teams: known.filter(({ id }) => memberships.some((one) => one.person === person.id && one.team === id)),
  }));
};

/** Teams and who is in them, by key. */
export const viewTeams = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TeamId[],
): Promise<readonly TeamView[]> => {
  const [found, members] = await Promise.all([findTeams(tx, workspace, ids), teamMembersOf(tx, workspace, ids)]);
  return found.map((team) => ({
    team,
    members: members.filter((one) => one.team === team.id).map(({ id, name }) => ({ id, name })),
  }));
};
