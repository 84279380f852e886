import { and, asc, eq, exists, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PersonId, TeamId, WorkspaceId } from "../domain/ids.ts";
import type { Platform } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { likeStart } from "./like.ts";
import { identities, people, teamMembers, teams } from "./schema/workspace.ts";

export interface FoundPerson {
  readonly id: PersonId;
  readonly name: string;
}

/** People whose name, handle or address is exactly this, in any case. */
export const findPeopleCalled = (tx: Tx, workspace: WorkspaceId, words: string): Promise<readonly FoundPerson[]> =>
  select(
    tx,
    workspace,
    or(
      sql`lower(${people.name}) = lower(${words})`,
      sql`lower(${people.email}) = lower(${words})`,
      withIdentity(tx, sql`lower(${identities.handle}) = lower(${words})`),
    ),
    5,
  );

/** People whose name, a part of it, or handle begins with what was typed. */
export const suggestPeopleLike = (
  tx: Tx,
  workspace: WorkspaceId,
  typed: string,
  limit: number,
): Promise<readonly FoundPerson[]> => {
  const pattern = likeStart(typed);
  return select(
    tx,
    workspace,
    or(
      ilike(people.name, pattern),
      ilike(people.name, `% ${pattern}`),
      withIdentity(tx, ilike(identities.handle, pattern)),
    ),
    limit,
  );
};

/** The person behind our own id: whoever turned out to be somebody else is that one. */
export const findPersonById = async (tx: Tx, workspace: WorkspaceId, id: PersonId): Promise<FoundPerson | undefined> =>
  (
    await select(
      tx,
      workspace,
      sql`${people.id} = (select coalesce(p.linked_to, p.id) from people p where p.id = ${id})`,
      1,
    )
  )[0];

export const findPersonByAccount = async (
  tx: Tx,
  workspace: WorkspaceId,
  account: { readonly platform: Platform; readonly externalId: string },
): Promise<FoundPerson | undefined> =>
  (
    await select(
      tx,
      workspace,
      withIdentity(
        tx,
        and(eq(identities.platform, account.platform), eq(identities.externalId, account.externalId)) ?? sql`false`,
      ),
      1,
    )
  )[0];

/** The members of several teams, each once. */
export const membersOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly TeamId[],
): Promise<readonly PersonId[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: teamMembers.personId })
    .from(teamMembers)
    .where(and(eq(teamMembers.workspaceId, workspace), inArray(teamMembers.teamId, [...ids])));
  return rows.map(({ id }) => id);
};

export interface FoundTeam {
  readonly id: TeamId;
  readonly key: string;
  readonly name: string;
}

export const findTeamCalled = async (tx: Tx, workspace: WorkspaceId, words: string): Promise<FoundTeam | undefined> =>
  (
    await tx
      .select({ id: teams.id, key: teams.key, name: teams.name })
      .from(teams)
      .where(
        and(
          eq(teams.workspaceId, workspace),
          or(eq(teams.key, words.toLowerCase()), sql`lower(${teams.name}) = lower(${words})`),
        ),
      )
      .limit(1)
  )[0];

export const suggestTeamsLike = (
  tx: Tx,
  workspace: WorkspaceId,
  typed: string,
  limit: number,
): Promise<readonly FoundTeam[]> =>
  tx
    .select({ id: teams.id, key: teams.key, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, workspace), ilike(teams.name, `%${likeStart(typed)}`)))
    .orderBy(asc(teams.name))
    .limit(limit);

const select = (
  tx: Tx,
  workspace: WorkspaceId,
  where: SQL | undefined,
  limit: number,
): Promise<readonly FoundPerson[]> =>
  tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(eq(people.workspaceId, workspace), isNull(people.linkedTo), where))
    .orderBy(asc(people.name))
    .limit(limit);

const withIdentity = (tx: Tx, where: SQL): SQL =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(identities)
      .where(and(eq(identities.workspaceId, people.workspaceId), eq(identities.personId, people.id), where)),
  );

/** Those whom any of these words mean, in lower case: an address, a handle or a whole name; each word with its person. */
export const peopleMeant = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: readonly string[],
): Promise<readonly { readonly word: string; readonly id: PersonId; readonly name: string }[]> => {
  if (words.length === 0) return [];
  const sought = [...new Set(words)];
  const rows = await tx
    .select({ id: people.id, name: people.name, email: people.email, handle: identities.handle })
    .from(people)
    .leftJoin(identities, and(eq(identities.workspaceId, people.workspaceId), eq(identities.personId, people.id)))
    .where(
      and(
        eq(people.workspaceId, workspace),
        isNull(people.linkedTo),
        or(
          inArray(sql`lower(${people.name})`, sought),
          inArray(sql`lower(${people.email})`, sought),
          inArray(sql`lower(${identities.handle})`, sought),
        ),
      ),
    );
  return rows.flatMap(({ id, name, email, handle }) =>
    [name, email, handle].flatMap((word) => {
      const lower = word?.toLowerCase() ?? "";
      return sought.includes(lower) ? [{ word: lower, id, name }] : [];
    }),
  );
};
