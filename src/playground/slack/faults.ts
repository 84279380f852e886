import type { Args } from "./methods/method.ts";

export interface RateLimit {
  readonly times: number;
  /** Seconds. */
  readonly retryAfter: number;
  readonly channel?: string;
}

export interface Failure {
  readonly times: number;
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

export interface Faults {
  readonly add: (method: string, fault: Fault) => void;
  /** What goes wrong with this call, counted off. */
  readonly take: (method: string, args: Args) => Fault | undefined;
  readonly clear: () => void;
  down: "no" | "refuse" | "unavailable";
}

/** Trouble made on purpose; "*" stands for every method. */
export function makeFaults(): Faults {
  let planned: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  return {
    down: "no",
    add: (method, fault) => void planned.push({ method, fault, left: fault.rule.times }),
    take: (method, args) => {
      const hit = planned.find(
        (each) => (each.method === method || each.method === "*") && each.left > 0 && concerns(each.fault, args),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      planned = planned.filter((each) => each.left > 0);
      return hit.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}

function concerns(fault: Fault, args: Args): boolean {
  return fault.kind === "failure" || fault.rule.channel === undefined || fault.rule.channel === args.text("channel");
}
