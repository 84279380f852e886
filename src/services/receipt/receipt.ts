import type { ConnectionId, ReceiptId, WorkspaceId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import type { Place } from "../../domain/place.ts";
import { isIncidentPlace } from "../../store/places.ts";
import { endReceipt, insertReceipt, takeReceipt } from "../../store/receipts.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";

/** After this long an inbound that is not done is taken up by a job. */
const patience = { seconds: 10 } as const;

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

/** Writes an inbound down with the job that takes it up should nobody finish it. */
export const writeReceipt = (
  ground: Ground,
  arrival: Arrival,
): Promise<{ readonly kind: "new"; readonly receipt: ReceiptId } | { readonly kind: "seen" | "ignored" }> =>
  ground.transact(async (tx) => {
    if (arrival.only !== undefined && !(await isIncidentPlace(tx, arrival.workspace, arrival.only))) {
      return { kind: "ignored" };
    }
    const receipt = freshId<ReceiptId>();
    const at = ground.now();
    const { only: _, ...written } = arrival;
    if (!(await insertReceipt(tx, { ...written, id: receipt, at }))) return { kind: "seen" };
    await ground.enqueue(tx, [takeUpJob(receipt, at.add(patience))]);
    return { kind: "new", receipt };
  });

const takeUpJob = (receipt: ReceiptId, at: Temporal.Instant): Job => ({
  data: { kind: "receipt", receipt },
  key: `receipt:${receipt}`,
  at,
});

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
