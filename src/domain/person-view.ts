import type { ContactTest, Reach } from "./notify/reach.ts";
import type { Person } from "./person.ts";
import type { Platform } from "./place.ts";
import type { Team } from "./team.ts";

/** Who Tocsin thinks somebody is. */
export interface PersonView {
  readonly person: Person;
  /** The zone their times are shown in: their own, else the workspace's. */
  readonly zone: string;
  readonly accounts: readonly { readonly platform: Platform; readonly name: string; readonly handle: string }[];
  readonly teams: readonly Team[];
}

/** The same for themselves: how Tocsin reaches them too. */
export interface MeView extends PersonView {
  readonly reach: Reach;
  /** How the last test of each contact went. */
  readonly tests: readonly ContactTest[];
}
