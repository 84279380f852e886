import { and, asc, eq, ilike, inArray, isNull, or, sql } from "drizzle-orm";
import type { Role } from "../domain/actor.ts";
import type { ConnectionId, PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Person } from "../domain/person.ts";
import type { Platform } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { given } from "./incidents.ts";
import { likeWords } from "./like.ts";
import { connections, identities, people } from "./schema/workspace.ts";

export const findPeople = async (
  tx: Tx,
  workspace: WorkspaceId,
  ids: readonly PersonId[],
): Promise<readonly Person[]> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, workspace), inArray(people.id, [...new Set(ids)])))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(toPerson);
};

export const findPerson = async (tx: Tx, workspace: WorkspaceId, id: PersonId): Promise<Person | undefined> =>
  (await findPeople(tx, workspace, [id]))[0];

/** The same, locked until the transaction ends. */
export const lockPerson = async (tx: Tx, workspace: WorkspaceId, id: PersonId): Promise<Person | undefined> => {
  const [row] = await tx
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, workspace), eq(people.id, id)))
    .for("update");
  return row === undefined ? undefined : toPerson(row);
};

/** The owners, locked: two who step down at once do so one after the other. */
export const lockOwners = async (tx: Tx, workspace: WorkspaceId): Promise<readonly PersonId[]> => {
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.workspaceId, workspace), eq(people.role, "owner")))
    .orderBy(asc(people.id))
    .for("update");
  return rows.map(({ id }) => id);
};

export const ownersOf = async (tx: Tx, workspace: WorkspaceId): Promise<readonly PersonId[]> => {
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.workspaceId, workspace), eq(people.role, "owner")))
    .orderBy(asc(people.id));
  return rows.map(({ id }) => id);
};

/** People whose name, handle or address holds the words, by name. */
export const searchPeople = async (
  tx: Tx,
  workspace: WorkspaceId,
  words: string,
  limit: number,
): Promise<readonly Person[]> => {
  const sought = likeWords(words);
  const rows = await tx
    .select()
    .from(people)
    .where(
      and(
        eq(people.workspaceId, workspace),
        isNull(people.linkedTo),
        words.trim() === ""
          ? undefined
          : or(
              ilike(people.name, sought),
              ilike(people.email, sought),
              sql`exists (select 1 from identities i where i.workspace_id = ${people.workspaceId}
                and i.person_id = ${people.id} and (i.handle ilike ${sought} or i.name ilike ${sought}))`,
            ),
      ),
    )
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
    .limit(limit);
  return rows.map(toPerson);
};

export const updatePerson = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: PersonId,
  changed: { readonly zone?: string; readonly role?: Role; readonly name?: string },
): Promise<void> => {
  await tx
    .update(people)
    .set(changed)
    .where(and(eq(people.workspaceId, workspace), eq(people.id, id)));
};

/** A person on one platform, as people recognise it. */
export interface Account {
  readonly platform: Platform;
  readonly name: string;
  readonly handle: string;
}

export const accountsOf = (tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<readonly Account[]> =>
  tx
    .select({ platform: identities.platform, name: identities.name, handle: identities.handle })
    .from(identities)
    .where(and(eq(identities.workspaceId, workspace), eq(identities.personId, person)))
    .orderBy(asc(identities.platform));

/** On which platforms each of these has an account. */
export const platformsOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, readonly Platform[]>> => {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectDistinct({ person: identities.personId, platform: identities.platform })
    .from(identities)
    .where(and(eq(identities.workspaceId, workspace), inArray(identities.personId, [...people])))
    .orderBy(asc(identities.platform));
  const of = Map.groupBy(rows, ({ person }) => person);
  return new Map([...of].map(([person, found]) => [person, found.map(({ platform }) => platform)]));
};

/** Who the accounts on a connection are; those nobody has met are left out. */
export const peopleOfAccounts = async (
  tx: Tx,
  workspace: WorkspaceId,
  connection: ConnectionId,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, PersonId>> => {
  if (accounts.length === 0) return new Map();
  const rows = await tx
    .select({ account: identities.externalId, person: identities.personId })
    .from(identities)
    .innerJoin(
      connections,
      and(
        eq(connections.workspaceId, identities.workspaceId),
        eq(connections.platform, identities.platform),
        // The realm is the Slack team, empty on Discord.
        sql`${identities.realm} = case ${connections.platform} when 'slack' then ${connections.externalId} else '' end`,
      ),
    )
    .where(
      and(
        eq(identities.workspaceId, workspace),
        eq(connections.id, connection),
        inArray(identities.externalId, [...new Set(accounts)]),
      ),
    );
  return new Map(rows.map(({ account, person }) => [account, person]));
};

const toPerson = (row: typeof people.$inferSelect): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  ...given("email", row.email),
  ...given("zone", row.zone),
});
