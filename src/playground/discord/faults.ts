import type { Faults } from "../faults.ts";

export interface RateLimit {
  readonly times: number;
  /** Seconds, fractions too. */
  readonly retryAfter: number;
  /** Does it hold for the whole bot? */
  readonly global?: boolean;
  /** Only for calls about this channel. */
  readonly channel?: string;
}

export interface Failure {
  readonly times: number;
  /** An HTTP status; 500 where nothing else is said. */
  readonly status?: number;
  /** Discord's own code, with its status. */
  readonly code?: number;
  readonly channel?: string;
  /** The thing is done, then the connection drops: its fate is unknown to the caller. */
  readonly after?: boolean;
  /** Milliseconds before the answer. */
  readonly delay?: number;
}

export type Fault =
  | { readonly kind: "limit"; readonly rule: RateLimit }
  | { readonly kind: "failure"; readonly rule: Failure };

export type DiscordFaults = Faults<Fault>;

export function concerns({ rule }: Fault, params: Readonly<Record<string, string>>): boolean {
  return rule.channel === undefined || rule.channel === params.channel;
}
