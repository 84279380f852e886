import { and, eq, inArray, sql } from "drizzle-orm";
import type { Role } from "../domain/actor.ts";
import type { PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Platform } from "../domain/place.ts";
import type { Tx } from "./database.ts";
import { identities, people, workspaces } from "./schema/workspace.ts";

/** An account on a platform; the realm is the Slack team, empty on Discord. */
export interface AccountKey {
  readonly workspace: WorkspaceId;
  readonly platform: Platform;
  readonly realm: string;
}

/** A person as one of their accounts shows them. */
export interface Known {
  readonly account: string;
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Their own zone, else the workspace's. */
  readonly zone: string;
  readonly refreshedAt: Temporal.Instant;
}

/** The people behind accounts, as far as they have been seen. */
export const findIdentities = async (
  tx: Tx,
  key: AccountKey,
  accounts: readonly string[],
): Promise<readonly Known[]> => {
  if (accounts.length === 0) return [];
  return tx
    .select({
      account: identities.externalId,
      person: identities.personId,
      name: people.name,
      role: people.role,
      zone: sql<string>`coalesce(${people.zone}, ${workspaces.zone})`,
      refreshedAt: identities.refreshedAt,
    })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .innerJoin(workspaces, eq(workspaces.id, identities.workspaceId))
    .where(
      and(
        eq(identities.workspaceId, key.workspace),
        eq(identities.platform, key.platform),
        eq(identities.realm, key.realm),
        inArray(identities.externalId, [...new Set(accounts)]),
      ),
    );
};

/** Two newcomers at once must not both become the first. */
export const lockPeople = async (tx: Tx, workspace: WorkspaceId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspace}:people`}, 0))`);
};

export const hasPeople = async (tx: Tx, workspace: WorkspaceId): Promise<boolean> => {
  const rows = await tx.select({ id: people.id }).from(people).where(eq(people.workspaceId, workspace)).limit(1);
  return rows.length > 0;
};

export const findPersonByEmail = async (tx: Tx, workspace: WorkspaceId, email: string): Promise<PersonId | null> => {
  const [row] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.workspaceId, workspace), eq(people.email, email)));
  return row?.id ?? null;
};

export interface PersonFields {
  readonly name: string;
  readonly email: string | null;
  readonly zone: string | null;
  readonly role: Role;
}

export const insertPerson = async (
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonFields & { readonly id: PersonId; readonly at: Temporal.Instant },
): Promise<void> => {
  const { at, ...row } = person;
  await tx.insert(people).values({ ...row, workspaceId: workspace, createdAt: at });
};

/**
 * What the platform says now; an address somebody else holds is left out, and nobody is demoted. A zone that is known
 * stays, because it may have been chosen.
 */
export const refreshPerson = async (
  tx: Tx,
  workspace: WorkspaceId,
  id: PersonId,
  fields: Omit<PersonFields, "role"> & { readonly owner: boolean },
): Promise<void> => {
  await tx
    .update(people)
    .set({
      name: fields.name,
      zone: sql`coalesce(${people.zone}, ${fields.zone})`,
      email: sql`case when exists (
        select 1 from people other where other.workspace_id = ${workspace} and other.email = ${fields.email} and other.id <> ${id}
      ) then ${people.email} else coalesce(${fields.email}, ${people.email}) end`,
      ...(fields.owner ? { role: "owner" as const } : {}),
    })
    .where(and(eq(people.workspaceId, workspace), eq(people.id, id)));
};

export const putIdentity = async (
  tx: Tx,
  key: AccountKey,
  identity: {
    readonly account: string;
    readonly person: PersonId;
    readonly name: string;
    readonly handle: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const { name, handle, at } = identity;
  await tx
    .insert(identities)
    .values({
      workspaceId: key.workspace,
      platform: key.platform,
      realm: key.realm,
      externalId: identity.account,
      personId: identity.person,
      name,
      handle,
      refreshedAt: at,
    })
    .onConflictDoUpdate({
      target: [identities.workspaceId, identities.platform, identities.realm, identities.externalId],
      set: { name, handle, refreshedAt: at },
    });
};

/** The accounts by which people are known on one platform; whoever turned out to be somebody else has that one's. */
export const findAccounts = async (
  tx: Tx,
  key: AccountKey,
  wanted: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> => {
  const rows = await tx
    .select({ person: people.id, account: identities.externalId })
    .from(people)
    .innerJoin(
      identities,
      and(
        eq(identities.workspaceId, people.workspaceId),
        eq(identities.personId, sql`coalesce(${people.linkedTo}, ${people.id})`),
      ),
    )
    .where(
      and(
        eq(identities.workspaceId, key.workspace),
        eq(identities.platform, key.platform),
        eq(identities.realm, key.realm),
        inArray(people.id, [...new Set(wanted)]),
      ),
    );
  return new Map(rows.map(({ person, account }) => [person, account]));
};
