import type { Actor, Surface } from "../domain/actor.ts";
import type { By } from "../domain/decision.ts";
import type { Id, ReceiptId, WorkspaceId } from "../domain/ids.ts";
import type { Job } from "../domain/job.ts";
import type { Messengers } from "../ports.ts";
import type { Tx } from "../store/database.ts";
import { freshUuid } from "../store/fresh.ts";
import type { Storage } from "./attachment/storage.ts";
import type { Outside } from "./outside.ts";

/**
 * Everything a service verb knows about its caller. Inside `transact` and `read` only the `tx` given is used and
 * nothing else is awaited.
 */
export interface Ctx {
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly surface: Surface;
  /** IANA zone of the reader. */
  readonly zone: string;
  /** The inbound being handled: `transact` marks it done in the same transaction. */
  readonly receipt?: ReceiptId;
  /** When it is this job's turn in the chat it writes to, if it had to wait for that. */
  readonly turn?: Temporal.Instant;
  now(): Temporal.Instant;
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What is owed later, owed only if the transaction commits. */
  enqueue(tx: Tx, jobs: readonly Job[]): Promise<void>;
}

/** A caller in chat, whose verbs may ask the platforms whether a place can be reached. */
export interface ChatCtx extends Ctx {
  readonly messengers: Messengers;
  readonly outside: Outside;
  /** Where the copies of files lie; absent where none can be handed out. */
  readonly storage?: Storage;
}

/** A fresh UUIDv7. */
export const freshId = <T extends Id<string>>(): T => freshUuid() as T;

/** The decider's side of a context. */
export const by = (ctx: Pick<Ctx, "actor" | "now">): By => ({ actor: ctx.actor, at: ctx.now(), fresh: freshId });
