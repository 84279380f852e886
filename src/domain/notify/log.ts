import type { PersonId } from "../ids.ts";
import type { Delivery } from "./delivery.ts";

/** One line of the execution log: what was sent to whom, why, and how it ended (features.md G73). */
export interface LogLine {
  readonly delivery: Delivery;
  /** What the recipient is called. */
  readonly recipient: string;
  /** What the contact is called: "Slack", "ada@acme.test". */
  readonly by?: string;
  /** "-" for what is about many incidents. */
  readonly incident?: { readonly number: number; readonly title: string };
  /** Schedules, teams and channels that causes name. */
  readonly names: ReadonlyMap<string, string>;
}

/** How far an escalation policy has come with an incident. Steps count from 1; the one after the last is the last resort. */
export interface Escalation {
  readonly name: string;
  readonly state: "waiting" | "answered" | "ended" | "exhausted";
  readonly of: number;
  /** The step to come; absent where nobody is left to call. */
  readonly next?: number;
  readonly dueAt?: Temporal.Instant;
  /** The next step that calls the person who is asked about. */
  readonly calls?: number;
}

/** Why somebody was paged for an incident, or why nobody was. */
export interface WhyPaged {
  readonly incident: { readonly number: number; readonly title: string; readonly status: string };
  readonly person?: { readonly id: PersonId; readonly name: string };
  /** The newest first. */
  readonly lines: readonly LogLine[];
  /** Escalation policies that would page for its channels now. */
  readonly policies: readonly string[];
  readonly escalations: readonly Escalation[];
  readonly snoozedUntil?: Temporal.Instant | "forever";
}
