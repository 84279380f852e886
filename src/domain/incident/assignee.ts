import type { PersonId, TeamId } from "../ids.ts";

/** Who has it: a person, a team, or an address somebody typed (kept for mail). */
export type Assignee =
  | { readonly kind: "person"; readonly id: PersonId }
  | { readonly kind: "team"; readonly id: TeamId }
  | { readonly kind: "email"; readonly address: string };

/** One string an assignee, for keys and columns: "person:<id>", "team:<id>", "email:<address>". */
export const assigneeKey = (assignee: Assignee): string =>
  assignee.kind === "email" ? `email:${assignee.address.toLowerCase()}` : `${assignee.kind}:${assignee.id}`;

export const readAssigneeKey = (key: string): Assignee => {
  const [kind, rest] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (kind === "email") return { kind, address: rest };
  return kind === "team" ? { kind, id: rest as TeamId } : { kind: "person", id: rest as PersonId };
};

export const isAssignedTo = (assignees: readonly Assignee[], assignee: Assignee): boolean =>
  assignees.some((other) => assigneeKey(other) === assigneeKey(assignee));
