import { sql } from "drizzle-orm";
import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { Job, JobData } from "../domain/job.ts";
import { type Handle, inGroups, inOrder, type Outcome, postpone, type Run } from "./attempt.ts";
import { type BossOptions, buried, owed, startBoss } from "./boss.ts";
import { readInstant } from "./columns.ts";
import { type Database, rowsOf, type Tx } from "./database.ts";
import { enqueueWith } from "./enqueue.ts";

export type { Attempt, Handle, Outcome } from "./attempt.ts";

/** A job that was given up: it is kept for 90 days. */
export interface Buried {
  readonly id: string;
  readonly data: JobData;
  readonly reason: string;
  readonly attempts: number;
  readonly at: Temporal.Instant;
}

export interface Jobs {
  enqueue(tx: Tx, jobs: readonly Job[]): Promise<void>;
  /** Starts working. Called once. */
  work(handle: Handle): Promise<void>;
  /** The newest hundred. */
  buried(): Promise<readonly Buried[]>;
  /** Why nothing is being worked, or null. */
  problem(): Promise<string | null>;
  /** Takes nothing new, waits up to seven seconds for what is running, and hands the rest back. */
  stop(): Promise<void>;
}

/** pg-boss on the same database, so that a job has the fate of the transaction that owes it. */
export const openJobs = async (database: Database, report: BossOptions["report"]): Promise<Jobs> => {
  const boss = await startBoss(database.source, { report, supervise: true });
  const state = { stopping: false, working: false };
  return {
    enqueue: enqueueWith(boss),
    async work(handle) {
      await workWith(
        boss,
        database,
        inGroups(handle, () => state.stopping),
      );
      state.working = true;
    },
    buried: () => readBuried(database),
    async problem() {
      if (state.stopping) return "stopping";
      if (!state.working) return "not started";
      await boss.schemaVersion();
      return null;
    },
    async stop() {
      state.stopping = true;
      await boss.stop({ graceful: true, timeout: 7_000 });
    },
  };
};

const workWith = (boss: PgBoss, database: Database, run: Run): Promise<string> =>
  boss.work(
    owed,
    {
      includeMetadata: true,
      perJobResults: true,
      batchSize: 20,
      burstWhenBatchFull: true,
      localConcurrency: 3,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 0.5,
    } as const,
    (jobs: JobWithMetadata<JobData>[]) =>
      Promise.all(inOrder(jobs).map(async (job) => settle(boss, database, job, await within(job, run)))),
  );

const settle = async (
  boss: PgBoss,
  database: Database,
  job: JobWithMetadata<JobData>,
  outcome: Outcome,
): Promise<JobResult> => {
  if (outcome.kind === "done") return { id: job.id, status: "completed" };
  const output = { reason: outcome.reason };
  if (outcome.kind === "bury") return { id: job.id, status: "deadletter", output };
  // What was postponed is no longer running, and the engine settles only what is. If that failed, it is tried again sooner.
  if (outcome.after !== undefined)
    await postpone(boss, database, job, { ...output, after: outcome.after }).catch(() => undefined);
  return { id: job.id, status: "failed", output };
};

/** A handler that hangs fails alone, before the engine would fail its whole batch. */
const within = async (job: JobWithMetadata<JobData>, run: Run): Promise<Outcome> => {
  const limit = job.expireInSeconds - 20;
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => resolve({ kind: "retry", reason: `It took longer than ${limit} s.` }), limit * 1000);
  try {
    return await Promise.race([promise, run(job)]);
  } finally {
    clearTimeout(timer);
  }
};

export const readBuried = (database: Database): Promise<readonly Buried[]> =>
  database.read(async (tx) => {
    const rows = await tx.execute(sql`
      select id, data, coalesce(source_output ->> 'reason', source_output #>> '{value,message}', '') as reason,
             coalesce(source_retry_count, 0) + 1 as attempts, created_on as at
        from pgboss.job where name = ${buried} order by created_on desc limit 100`);
    return rowsOf<Omit<Buried, "at"> & { at: string }>(rows).map((row) => ({ ...row, at: readInstant(row.at) }));
  });
