import type { Outbox } from "../ports.ts";
import type { Vault } from "../store/seal.ts";

/** How addresses outside chat are reached: what opens their settings, and what sends to them. */
export interface Outside {
  readonly vault: Vault;
  readonly outbox: Outbox;
}

/** What is sent there. */
export type Letter = Parameters<Outbox["direct"]>[1];
