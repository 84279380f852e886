import type { ConnectionId, ReceiptId, WorkspaceId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import type { Place } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { isIncidentPlace } from "../../store/places.ts";
import { endReceipt, insertReceipt, listOpenReceipts, takeReceipt } from "../../store/receipts.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";

/** After this long an inbound that is not done is taken up by a job. */
const patience = { seconds: 10 } as const;

/** One job takes up what came in during this long, however much it was. */
const sweepEvery = { seconds: 2 } as const;

/** Up to when the jobs already owed take up what comes in. */
export interface Sweeps {
  coveredUntil: Temporal.Instant | undefined;
}

/** Thrown inside a transaction whose inbound somebody else has handled meanwhile: nothing of it is saved. */
export class AlreadyHandled extends Error {
  constructor() {
    super("This inbound has been handled already.");
    this.name = "AlreadyHandled";
  }
}

export interface Arrival {
  readonly workspace: WorkspaceId;
  readonly connection: ConnectionId;
  readonly key: string;
  readonly kind: string;
  readonly payload: object;
  /** Written down only where this place belongs to an incident. */
  readonly only?: Place;
}

/** What became of an arrival: written down, there already, or none of our business. */
export type Written = { readonly kind: "new"; readonly receipt: ReceiptId } | { readonly kind: "seen" | "ignored" };

/**
 * Writes an inbound down: the only work before it is acknowledged, so it is one statement unless a job must be owed
 * that takes it up should nobody finish it.
 */
export const writeReceipt = async (ground: Ground, sweeps: Sweeps, arrival: Arrival): Promise<Written> => {
  const at = ground.now();
  const due = at.add(patience);
  if (sweeps.coveredUntil !== undefined && Temporal.Instant.compare(sweeps.coveredUntil, due) >= 0) {
    return ground.read((tx) => write(tx, arrival, at));
  }
  const sweep = due.add(sweepEvery);
  const written = await ground.transact(async (tx) => {
    const outcome = await write(tx, arrival, at);
    if (outcome.kind === "new") await ground.enqueue(tx, [sweepJob(arrival.connection, sweep)]);
    return outcome;
  });
  if (written.kind === "new") sweeps.coveredUntil = sweep;
  return written;
};

const write = async (tx: Tx, arrival: Arrival, at: Temporal.Instant): Promise<Written> => {
  const { only, ...written } = arrival;
  if (only !== undefined && !(await isIncidentPlace(tx, arrival.workspace, only))) return { kind: "ignored" };
  const receipt = freshId<ReceiptId>();
  return (await insertReceipt(tx, { ...written, id: receipt, at })) ? { kind: "new", receipt } : { kind: "seen" };
};

const sweepJob = (connection: ConnectionId, at: Temporal.Instant): Job => ({
  data: { kind: "receipts", connection },
  key: `receipts:${connection}:${at.epochMilliseconds}`,
  at,
});

/** What came in on a connection long enough ago and has not ended, the oldest first. */
export const openReceipts = (ground: Ground, connection: ConnectionId): Promise<readonly ReceiptId[]> =>
  ground.read((tx) => listOpenReceipts(tx, connection, ground.now().subtract(patience)));

/** What an inbound of this connection said, unless it has been handled; counts the attempt. */
export const takeUpReceipt = (
  ground: Ground,
  receipt: ReceiptId,
  connection: ConnectionId,
): Promise<{ readonly payload: unknown; readonly attempts: number } | null> =>
  ground.transact((tx) => takeReceipt(tx, receipt, connection));

/** Ends an inbound that changed nothing; false where it had ended before. */
export const finishReceipt = (ground: Ground, receipt: ReceiptId, state: "done" | "failed"): Promise<boolean> =>
  ground.transact((tx) => endReceipt(tx, receipt, state, ground.now()));

/** The receipt of an inbound that is being handled. */
export interface OpenReceipt {
  readonly id: ReceiptId;
  ended: boolean;
}

/** The context's own transactions, the first of which also ends the inbound: whatever happens, it is handled once. */
export const endingReceipt = (ground: Ground, receipt: OpenReceipt | undefined): Ctx["transact"] => {
  if (receipt === undefined) return ground.transact;
  return async (work) => {
    const result = await ground.transact(async (tx) => {
      if (!receipt.ended && !(await endReceipt(tx, receipt.id, "done", ground.now()))) throw new AlreadyHandled();
      return work(tx);
    });
    receipt.ended = true;
    return result;
  };
};
