import type { ConnectionId, ReceiptId, WorkspaceId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import type { Place } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { isIncidentPlace } from "../../store/places.ts";
import { endReceipt, insertReceipt, listOpenReceipts, nextLook, takeReceipt } from "../../store/receipts.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";

/** After this long an inbound that is not done is taken up by a job, and then at every doubling of its age. */
const patience = { seconds: 10 } as const;

/** From this age on, what belongs to nothing never will: a card whose sender died has long been found. */
const hopeless = { minutes: 5 } as const;

/** Older ones are left to whoever looks for others. */
const lookedAfter = { minutes: 10 } as const;

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
  /** Written down only where this place belongs to an incident, or where that cannot be known yet. */
  readonly only?: Place;
  /** May it be about a message below a card that is being posted? */
  readonly early?: boolean;
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
  const { only, early = false, ...written } = arrival;
  const openSince = early ? at.subtract(hopeless) : undefined;
  if (only !== undefined && !(await isIncidentPlace(tx, arrival.workspace, only, openSince)))
    return { kind: "ignored" };
  const receipt = freshId<ReceiptId>();
  return (await insertReceipt(tx, { ...written, id: receipt, at })) ? { kind: "new", receipt } : { kind: "seen" };
};

const sweepJob = (
  connection: ConnectionId,
  at: Temporal.Instant,
  key: string | number = at.epochMilliseconds,
): Job => ({
  data: { kind: "receipts", connection },
  key: `receipts:${connection}:${key}`,
  at,
});

/** What came in on a connection and has not ended, and it is time to look at it, the oldest first. */
export const openReceipts = (ground: Ground, connection: ConnectionId): Promise<readonly ReceiptId[]> =>
  ground.read((tx) => listOpenReceipts(tx, { connection, at: ground.now(), patience: patience.seconds }));

/** Owes another look at what was taken up in vain, when the first of it is due. */
export const lookAgain = (ground: Ground, connection: ConnectionId): Promise<void> =>
  ground.transact(async (tx) => {
    const now = ground.now();
    const looking = { connection, patience: patience.seconds };
    const due = await nextLook(tx, looking, now.subtract(lookedAfter));
    if (due === undefined) return;
    const soonest = now.add(patience);
    const at = Temporal.Instant.compare(due, soonest) < 0 ? soonest : due;
    await ground.enqueue(tx, [sweepJob(connection, at, "again")]);
  });

/** What an inbound of this connection said, unless it has been handled; counts the attempt. `last`: there is no other. */
export const takeUpReceipt = async (
  ground: Ground,
  receipt: ReceiptId,
  connection: ConnectionId,
): Promise<{ readonly payload: unknown; readonly last: boolean } | null> => {
  const taken = await ground.transact((tx) => takeReceipt(tx, receipt, connection));
  if (taken === null) return null;
  return { payload: taken.payload, last: Temporal.Instant.compare(taken.at.add(hopeless), ground.now()) <= 0 };
};

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
