import type { PersonId } from "./ids.ts";

/** Who did it. Never absent. */
export type Actor =
  | { readonly kind: "person"; readonly id: PersonId; readonly role: Role }
  | {
      readonly kind: "key";
      readonly id: string;
      readonly name: string;
      readonly role: Role;
    }
  | { readonly kind: "automation"; readonly id: string; readonly name: string }
  | { readonly kind: "system" };

/** Where it was done. */
export type Surface = "slack" | "discord" | "http" | "email" | "schedule" | "cli";

export const roles = ["owner", "administrator", "standard", "read-only", "custom"] as const;
export type Role = (typeof roles)[number];

export const system: Actor = { kind: "system" };

/** Anybody at all: who is on no private incident. What lies where others read it is read as by them. */
export const outsider: Actor = { kind: "automation", id: "anybody", name: "Anybody" };

/** Who reads what goes to a person; what goes to none lies where anybody reads it. No role lets one see more. */
export const readerOf = (person: PersonId | undefined): Actor =>
  person === undefined ? outsider : { kind: "person", id: person, role: "standard" };

export const personOf = (actor: Actor): PersonId | undefined => (actor.kind === "person" ? actor.id : undefined);

/** Each once, without the actor: nobody is told of their own act (features.md, section 4.9). */
export const othersThan = ({ actor }: { readonly actor: Actor }, people: readonly PersonId[]): readonly PersonId[] =>
  [...new Set(people)].filter((person) => person !== personOf(actor));

/** One string an actor, for columns: "person:<id>", "key:<id>", "automation:<id>" or "system". */
export const actorKey = (actor: Actor): string => (actor.kind === "system" ? "system" : `${actor.kind}:${actor.id}`);
