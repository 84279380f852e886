import type { Actor } from "../../domain/actor.ts";
import type { PersonId } from "../../domain/ids.ts";
import {
  type AccountKey,
  findAccounts,
  findIdentities,
  findPersonByEmail,
  hasPeople,
  insertPerson,
  type Known,
  lockPeople,
  putIdentity,
  refreshPerson,
} from "../../store/identities.ts";
import { freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";

export type { AccountKey, Known } from "../../store/identities.ts";

/** What a platform tells about an account. */
export interface Told {
  readonly name: string;
  readonly handle: string;
  readonly email?: string;
  readonly zone?: string;
  /** Does the platform's workspace belong to them? */
  readonly owner: boolean;
  /** Not from the platform itself: it is asked again at the next occasion. */
  readonly provisional?: boolean;
}

/** After this long a platform is asked again who an account is. */
const fresh = { hours: 24 } as const;

export const isStale = (known: Known, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(known.refreshedAt.add(fresh), now) <= 0;

/** The people behind accounts, as far as they have been met. */
export const knownPeople = async (
  ground: Ground,
  key: AccountKey,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Known>> => {
  const found = await ground.read((tx) => findIdentities(tx, key, accounts));
  return new Map(found.map((one) => [one.account, one]));
};

/**
 * Writes down what a platform tells about an account. The first person of a workspace and the owners of the platform's
 * own become Owner, everybody else Standard. An account with the e-mail address of somebody known is that somebody.
 */
export const learnPerson = (ground: Ground, key: AccountKey, account: string, told: Told): Promise<void> =>
  ground.transact(async (tx) => {
    await lockPeople(tx, key.workspace);
    const at = ground.now();
    const fields = { name: told.name, email: told.email?.toLowerCase() ?? null, zone: told.zone ?? null };
    const [known] = await findIdentities(tx, key, [account]);
    const same = known?.person ?? (fields.email && (await findPersonByEmail(tx, key.workspace, fields.email)));
    const person = same || freshId<PersonId>();
    if (same) {
      await refreshPerson(tx, key.workspace, person, { ...fields, owner: told.owner });
    } else {
      const role = told.owner || !(await hasPeople(tx, key.workspace)) ? "owner" : "standard";
      await insertPerson(tx, key.workspace, { ...fields, id: person, role, at });
    }
    const asked = told.provisional === true ? Temporal.Instant.fromEpochMilliseconds(0) : at;
    await putIdentity(tx, key, { account, person, name: told.name, handle: told.handle, at: asked });
  });

/** The accounts by which people are known there. */
export const accountsOfPeople = async (
  ground: Ground,
  key: AccountKey,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> =>
  people.length === 0 ? new Map() : ground.read((tx) => findAccounts(tx, key, people));

/** The actor that a known person is. */
export const actorOf = (known: Pick<Known, "person" | "role">): Actor => ({
  kind: "person",
  id: known.person,
  role: known.role,
});
