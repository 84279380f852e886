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

/** Why somebody was paged for an incident, or why nobody was. */
export interface WhyPaged {
  readonly incident: { readonly number: number; readonly title: string; readonly status: string };
  readonly person?: { readonly id: PersonId; readonly name: string };
  /** The newest first. */
  readonly lines: readonly LogLine[];
  /** Escalation policies that would page for its channels now. */
  readonly policies: readonly string[];
  readonly snoozedUntil?: Temporal.Instant | "forever";
}
