import type { Outbox, Reader } from "../ports.ts";
import type { Vault } from "../store/seal.ts";

/** How addresses outside chat are reached: what opens their settings, what sends to them, and what reads there. */
export interface Outside {
  readonly vault: Vault;
  readonly outbox: Outbox;
  readonly reader: Reader;
}

/** What is sent there. */
export type Letter = Parameters<Outbox["direct"]>[1];
