import type { Api } from "./api.ts";
import type { Core } from "./core.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Failure, RateLimit } from "./faults.ts";

/** Trouble to make. Methods are named as in the Web API; "*" is every one. */
export interface Trouble {
  readonly rateLimit: (method: string, rule: RateLimit) => void;
  readonly fail: (method: string, rule: Failure) => void;
  /** Sockets drop; the API answers 503, or with "refuse" hangs up. */
  readonly down: (how?: "unavailable" | "refuse") => void;
  readonly up: () => void;
  readonly dropSockets: () => void;
  /** Asks the app to reconnect, as Slack does every hour or so. */
  readonly refreshSockets: () => void;
  /** Sockets stay open, but nothing comes through: no pings, no pongs, no envelopes, no acknowledgements. */
  readonly halfOpen: (on: boolean) => void;
  /** The app's next acknowledgements are lost, as if they had come too late. */
  readonly withholdAcks: (times: number) => void;
  readonly expireTriggers: () => void;
  /** Sends the last envelopes again, as they were; afresh: as new events that tell the same, which Slack does too. */
  readonly redeliver: (last: number, how?: { readonly afresh: boolean }) => Promise<void>;
  readonly clear: () => void;
}

export interface TroubleParts {
  readonly core: Core;
  readonly api: Api;
  readonly delivery: () => Delivery;
}

export function makeTrouble({ core, api, delivery }: TroubleParts): Trouble {
  const { faults } = api;
  return {
    rateLimit: (method, rule) => faults.add(method, { kind: "limit", rule }),
    fail: (method, rule) => faults.add(method, { kind: "failure", rule: withDefaults(rule) }),
    down: (how = "unavailable") => {
      faults.down = how;
      delivery().sockets.drop();
    },
    up: () => {
      faults.down = "no";
    },
    dropSockets: () => delivery().sockets.drop(),
    refreshSockets: () => delivery().sockets.refresh(),
    halfOpen: (on) => delivery().sockets.halfOpen(on),
    withholdAcks: (times) => delivery().sockets.withhold(times),
    expireTriggers: core.triggers.expireAll,
    redeliver: (last, how) => delivery().redeliver(last, how),
    clear: () => {
      faults.clear();
      faults.down = "no";
      delivery().sockets.halfOpen(false);
      delivery().sockets.withhold(0);
    },
  };
}

function withDefaults(rule: Failure): Failure {
  const silent = rule.status === undefined && rule.error === undefined;
  return silent && !rule.after && rule.delay === undefined ? { ...rule, status: 500 } : rule;
}
