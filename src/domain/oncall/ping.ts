import type { ConnectionId, PingId, ScheduleId } from "../ids.ts";

/** A calendar rule: when, on whose clocks. */
export interface PingRule {
  readonly kind: "cron" | "rrule";
  /** "0 9 * * 1-5", or what an RRULE says after its colon. */
  readonly text: string;
  /** IANA. */
  readonly zone: string;
  /** From which wall time an RRULE counts. */
  readonly start: string;
}

/** A message that a calendar rule sends to whoever is on call, to a place, or to both. */
export interface Ping {
  readonly id: PingId;
  readonly message: string;
  readonly rule: PingRule;
  readonly schedule?: ScheduleId;
  readonly place?: { readonly connection: ConnectionId; readonly chat: string; readonly name: string };
  /** Not on the holidays of the schedule's layers. */
  readonly skipHolidays: boolean;
  readonly pausedAt?: Temporal.Instant;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
}
