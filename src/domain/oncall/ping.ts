import type { ConnectionId, PingId, ScheduleId } from "../ids.ts";
import { Refusal } from "../refusal.ts";

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

/** A ping with when it comes next and what its schedule is called. */
export interface PingShown {
  readonly ping: Ping;
  readonly next: readonly Temporal.Instant[];
  readonly schedule?: { readonly key: string; readonly name: string };
}

/** The longest message of a ping, in characters. */
const longest = 1000;

export const checkPingMessage = (typed: string): string => {
  const message = typed.trim();
  if (message === "") {
    throw new Refusal(
      "ping-empty",
      "What is to be said? Write it after the time: `every weekday 09:00: morning check`.",
    );
  }
  if ([...message].length > longest) {
    throw new Refusal("ping-long", `A ping says at most ${longest} characters. Say it in fewer.`);
  }
  return message;
};
