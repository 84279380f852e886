import { type Actor, personOf, type Role } from "./actor.ts";
import type { PersonId } from "./ids.ts";
import { Refusal } from "./refusal.ts";

/** A human, on however many platforms. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email?: string;
  /** IANA zone; absent = the workspace's. */
  readonly zone?: string;
  readonly role: Role;
}

/** The roles that can be given: custom ones come with roles of a workspace's own. */
export const givenRoles = ["owner", "administrator", "standard", "read-only"] as const;
export type GivenRole = (typeof givenRoles)[number];

export interface RoleChange {
  readonly person: Person;
  readonly role: GivenRole;
  /** How many owners the workspace has now. */
  readonly owners: number;
}

/** Refuses what would take the workspace from its owners: only they make or unmake an owner, and one always remains. */
export const checkRoleChange = (actor: Actor, { person, role, owners }: RoleChange): void => {
  if (person.role === role) {
    throw new Refusal("same-role", `${person.name} is ${role} already.`);
  }
  const concernsOwners = person.role === "owner" || role === "owner";
  const isOwner = actor.kind === "system" || ("role" in actor && actor.role === "owner");
  if (concernsOwners && !isOwner) {
    throw new Refusal(
      "owners-only",
      "Only an owner can make or unmake an owner. Ask one: `/tocsin people` shows them.",
    );
  }
  if (person.role === "owner" && owners <= 1) {
    const who = personOf(actor) === person.id ? "You are" : `${person.name} is`;
    throw new Refusal(
      "last-owner",
      `${who} the last owner. Make somebody else owner first with \`/tocsin role @somebody owner\`.`,
    );
  }
};
