import { sql } from "drizzle-orm";
import type { Job, JobData } from "../domain/job.ts";
import { type Handle, inGroups, type Outcome, type Row, type Run } from "./attempt.ts";
import { type BossOptions, buried, owed, startBoss } from "./boss.ts";
import { readInstant } from "./columns.ts";
import { type Database, rowsOf, type Tx } from "./database.ts";
import { enqueueWith } from "./enqueue.ts";
import { type Loop, startLoop } from "./loop.ts";
import { settle, tryOf } from "./settle.ts";

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
  const state: { stopping: boolean; loop?: Loop } = { stopping: false };
  return {
    enqueue: enqueueWith(boss),
    async work(handle) {
      const run = inGroups(handle, () => state.stopping);
      const work = async (job: Row) => settle(boss, database, job, await within(job, run));
      state.loop = await startLoop(boss, work, report);
    },
    buried: () => readBuried(database),
    async problem() {
      if (state.stopping) return "stopping";
      if (state.loop === undefined) return "not started";
      await boss.schemaVersion();
      return null;
    },
    async stop() {
      state.stopping = true;
      const left = (await state.loop?.stop(7_000)) ?? [];
      if (left.length > 0) await boss.fail(owed, left.map(tryOf), { reason: "Tocsin stopped before it was done." });
      await boss.stop({ graceful: true, timeout: 1_000 });
    },
  };
};

/** A handler that hangs fails before the engine gives the job to somebody else. */
const within = async (job: Row, run: Run): Promise<Outcome> => {
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
