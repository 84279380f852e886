import type { Job } from "../../domain/job.ts";
import { claimWindow, type Window } from "../../store/beats.ts";
import type { Tx } from "../../store/database.ts";
import type { Ctx } from "../ctx.ts";

/** One kind of work that time itself makes due: what fell into the window, as jobs. */
export interface Owed {
  readonly kind: string;
  due(tx: Tx, window: Window): Promise<readonly Job[]>;
}

export type Ticking = Pick<Ctx, "transact" | "enqueue" | "now">;

/**
 * Finds what one kind of work owes since it was last looked at. The claim and the jobs are one transaction: after a
 * failure the window is simply longer, and of two replicas one finds it.
 */
export const tick = ({ transact, enqueue, now }: Ticking, owed: Owed): Promise<void> =>
  transact(async (tx) => {
    const window = await claimWindow(tx, owed.kind, now());
    if (window) await enqueue(tx, await owed.due(tx, window));
  });
