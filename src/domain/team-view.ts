import type { PersonId } from "./ids.ts";
import type { Team } from "./team.ts";

/** A team and who is in it, by name. */
export interface TeamView {
  readonly team: Team;
  readonly members: readonly { readonly id: PersonId; readonly name: string }[];
}
