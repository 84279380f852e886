import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Outcome, Row } from "./attempt.ts";
import { inside, owed } from "./boss.ts";
import type { Database } from "./database.ts";
import { enqueueWith } from "./enqueue.ts";

/** Names one try of a job: if another has it by now, nothing is settled. */
export const tryOf = ({ id, retryCount }: Row) => ({ id, retryCount });

/** Writes down how a try ended. */
export const settle = async (boss: PgBoss, database: Database, job: Row, outcome: Outcome): Promise<void> => {
  if (outcome.kind === "done") return void (await boss.complete(owed, tryOf(job)));
  if (outcome.kind === "waits") return queueUp(boss, database, job, outcome.turn);
  const failed = { reason: outcome.reason };
  if (outcome.kind === "bury") return bury(boss, database, job, failed);
  if (outcome.after === undefined) return void (await boss.fail(owed, tryOf(job), failed));
  try {
    await postpone(boss, database, job, { ...failed, after: outcome.after });
  } catch {
    // It is tried again sooner than the platform said, which says it once more.
    await boss.fail(owed, tryOf(job), failed);
  }
};

/** Ends this try, and owes the job anew at its turn: however often it waits, it has not failed. */
const queueUp = (boss: PgBoss, database: Database, job: Row, turn: Temporal.Instant): Promise<void> =>
  database.transact(async (tx) => {
    await boss.complete(owed, tryOf(job), undefined, { db: inside(tx) });
    await enqueueWith(boss)(tx, [
      {
        data: { ...job.data, turn: turn.toString() },
        key: job.singletonKey ?? job.id,
        at: turn,
        priority: job.priority,
        ...(job.groupId ? { group: job.groupId } : {}),
      },
    ]);
  });

interface Failed {
  readonly reason: string;
}

/** Fails the try and sets the instant of the next one, which the platform named itself. */
const postpone = (
  boss: PgBoss,
  database: Database,
  job: Row,
  { after, ...failed }: Failed & { readonly after: number },
): Promise<void> =>
  database.transact(async (tx) => {
    const db = inside(tx);
    await boss.fail(owed, tryOf(job), failed, { db });
    await boss.update(owed, undefined, { id: job.id, startAfter: Math.ceil(after), db });
  });

/** Fails the try as if it were the last: the job is never tried again. */
const bury = (boss: PgBoss, database: Database, job: Row, failed: Failed): Promise<void> =>
  database.transact(async (tx) => {
    await tx.execute(
      sql`update pgboss.job set retry_limit = retry_count where id = ${job.id} and retry_count = ${job.retryCount}`,
    );
    await boss.fail(owed, tryOf(job), failed, { db: inside(tx) });
  });
