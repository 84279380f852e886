import type { MemberKey } from "../oncall/member.ts";

/** What can go on for so long that somebody has to hear of it. Each run of one is a spell of its condition. */
export const rules = [
  /** Nobody has acknowledged it: an escalation policy pages. */
  "page",
  /** Somebody is paged by hand, or because it was assigned to them. */
  "by-hand",
  "no-assignee",
  "process-timeout",
  "open-timeout",
  "event-storm",
  "upgrade",
  "no-commander",
  "no-severity",
  "no-update",
  "forgotten",
  "task-overdue",
  "stale",
] as const;
export type Rule = (typeof rules)[number];

/** What an incident's people are asked for while it lasts: it can be silenced by itself. */
export const asks: readonly Rule[] = ["no-commander", "no-severity", "no-update", "forgotten", "task-overdue", "stale"];

/** One step of an escalation: whom it pages, and how long it waits for an answer before the next. */
export interface Step {
  readonly targets: readonly MemberKey[];
  /** In seconds. */
  readonly wait: number;
  /** How many people have to acknowledge before paging falls silent. */
  readonly need: number;
}

/** Who is paged, then who, until somebody answers. */
export interface Escalating {
  readonly kind: "escalation";
  /** What people know it by. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** How often all steps are gone through again. */
  readonly repeats: number;
  /** Who is paged once after all of that. */
  readonly lastResort: readonly MemberKey[];
}

/** Who is reminded while something goes on, and how often. */
export interface Reminding {
  readonly kind: "reminder";
  readonly name: string;
  /** Seconds from the beginning of the spell. */
  readonly after: number;
  /** Seconds from one to the next; absent = once. */
  readonly every?: number;
  /** How often in all, the first one too. */
  readonly times: number;
  readonly targets: readonly MemberKey[];
  /** Where nobody is on call it waits for the next slot instead of being dropped. */
  readonly hold: boolean;
  /** Only when more than so many events are linked; within so many seconds, where that is set (features.md, 4.11). */
  readonly events?: { readonly more: number; readonly within?: number };
}

/** A copy of what was set up when the run began: editing a policy changes no run. */
export type Plan = Escalating | Reminding;
