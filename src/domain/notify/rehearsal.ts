import type { MemberKey } from "../oncall/member.ts";

/** One line of a dry run: who would be told, when, by what, and why. */
export interface Rehearsed {
  readonly at: Temporal.Instant;
  /** By step, or by what a notification policy would tell. */
  readonly what: string;
  /** Somebody and by which contacts, each with how long after; nobody where the step is passed over. */
  readonly told: readonly {
    readonly name: string;
    readonly by: readonly {
      readonly contact: string;
      readonly at: Temporal.Instant;
      /** What keeps it from being sent. */
      readonly lacks?: string;
    }[];
  }[];
  /** Why nobody would be. */
  readonly nobody?: string;
}

/** What a policy would do for an incident that opens at an instant and that nobody answers. */
export interface Rehearsal {
  readonly name: string;
  readonly severity?: string;
  readonly from: Temporal.Instant;
  readonly lines: readonly Rehearsed[];
  /** Whether it pages for that severity at all. */
  readonly applies: boolean;
}

/** What a target is called in a dry run. */
export type Calls = (key: MemberKey) => string;
