import type { Actor, Surface } from "../domain/actor.ts";
import type { ReceiptId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "../store/database.ts";

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
	now(): Temporal.Instant;
	transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
	read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
