import type { DueId, PingId, ScheduleId } from "../ids.ts";
import type { MemberKey } from "./member.ts";

/**
 * What falls due by the calendar: who is on call changes, a shift comes, nobody is on call from now on, somewhere in the
 * coming week nobody is, or a calendar rule says something.
 */
export const dueKinds = ["handoff", "reminder", "gap", "gaps", "rule"] as const;
export type DueKind = (typeof dueKinds)[number];

/** One ping that is owed at an instant. */
export interface NewDue {
  readonly kind: DueKind;
  /** Names what and which occurrence, such as "handoff:<schedule>:<instant>": nothing is owed twice. */
  readonly key: string;
  readonly at: Temporal.Instant;
  /** Absent where a calendar rule asks no schedule. */
  readonly schedule?: ScheduleId;
  /** The calendar rule. */
  readonly ping?: PingId;
  /** When the shift begins that a reminder is of. */
  readonly start?: Temporal.Instant;
  /** Whom a reminder is for. */
  readonly member?: MemberKey;
  /** Who brought it about just now, and so is not told. */
  readonly by?: string;
}

export interface Due extends NewDue {
  readonly id: DueId;
  /** Waiting, told, or void: when it fell due there was nothing to tell any more. */
  readonly state: DueState;
  /** Who has heard it, so that a repeat goes on where it stopped. */
  readonly told: readonly string[];
}

export const dueStates = ["waiting", "told", "void"] as const;
export type DueState = (typeof dueStates)[number];
