import type { Core } from "./core.ts";
import type { Failure, RateLimit } from "./faults.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Rate } from "./rest/buckets.ts";
import type { Rest } from "./rest/rest.ts";

/** Trouble to make. Routes are named as in the table, "POST /channels/:channel/messages"; "*" is every one. */
export interface Trouble {
  readonly rateLimit: (route: string, rule: RateLimit) => void;
  /** A real bucket, counted for each channel, server or token and told of in the headers. */
  readonly bucket: (route: string, rate: Rate) => void;
  readonly fail: (route: string, rule: Failure) => void;
  /** Sockets drop; the API answers 503, or with "refuse" hangs up. */
  readonly down: (how?: "unavailable" | "refuse") => void;
  readonly up: () => void;
  readonly dropSockets: () => void;
  /** Asks the app to reconnect and resume, as Discord does every few hours. */
  readonly reconnect: () => void;
  /** The open sockets fall silent: no heartbeat is acknowledged, nothing comes through. */
  readonly halfOpen: (on: boolean) => void;
  /** Ends every session; resumable ones may be tried again. */
  readonly invalidateSession: (how?: { readonly resumable: boolean }) => void;
  /** While off, an app that wants to resume must begin anew. */
  readonly resume: (on: boolean) => void;
  /** Interactions the app has not answered can no longer be answered. */
  readonly expireInteractions: () => void;
  /** Says the last gateway events of every session again, with their numbers. */
  readonly redeliver: (last: number) => void;
  readonly clear: () => void;
}

export interface TroubleParts {
  readonly core: Core;
  readonly rest: Rest;
  readonly gateway: Gateway;
}

export function makeTrouble({ core, rest, gateway }: TroubleParts): Trouble {
  const { faults, buckets } = rest;
  return {
    rateLimit: (route, rule) => faults.add(route, { kind: "limit", rule }),
    bucket: buckets.set,
    fail: (route, rule) => faults.add(route, { kind: "failure", rule: withDefaults(rule) }),
    down: (how = "unavailable") => {
      faults.down = how;
      gateway.drop();
    },
    up: () => {
      faults.down = "no";
    },
    dropSockets: gateway.drop,
    reconnect: gateway.reconnect,
    halfOpen: gateway.halfOpen,
    invalidateSession: ({ resumable } = { resumable: false }) => gateway.invalidate(resumable),
    resume: gateway.allowResume,
    expireInteractions: core.interactions.expireAll,
    redeliver: gateway.repeat,
    clear: () => {
      faults.clear();
      buckets.clear();
      faults.down = "no";
      gateway.halfOpen(false);
      gateway.allowResume(true);
    },
  };
}

function withDefaults(rule: Failure): Failure {
  const isSilent = rule.status === undefined && rule.code === undefined;
  return isSilent && !rule.after && rule.delay === undefined ? { ...rule, status: 500 } : rule;
}
