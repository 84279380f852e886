import type { Faults } from "../faults.ts";
import type { Args } from "./methods/method.ts";

export interface RateLimit {
  readonly times: number;
  /** So many calls go well before. */
  readonly skip?: number;
  /** Seconds. */
  readonly retryAfter: number;
  readonly channel?: string;
}

export interface Failure {
  readonly times: number;
  /** So many calls go well before. */
  readonly skip?: number;
  /** An HTTP status without Slack's usual answer. */
  readonly status?: number;
  /** Slack's own "ok: false". */
  readonly error?: string;
  /** The thing is done, then the connection drops: its fate is unknown to the caller. */
  readonly after?: boolean;
  /** Milliseconds before the answer. */
  readonly delay?: number;
}

export type Fault =
  | { readonly kind: "limit"; readonly rule: RateLimit }
  | { readonly kind: "failure"; readonly rule: Failure };

export type SlackFaults = Faults<Fault>;

/** A rate limit may hold for one channel only. */
export function concerns(fault: Fault, args: Args): boolean {
  return fault.kind === "failure" || fault.rule.channel === undefined || fault.rule.channel === args.text("channel");
}
