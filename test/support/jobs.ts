import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { JobData } from "../../src/domain/job.ts";
import type { Clock } from "../../src/ports.ts";
import { type Handle, inGroups, inOrder, type Row } from "../../src/store/attempt.ts";
import { type BossOptions, owed, startBoss } from "../../src/store/boss.ts";
import { type Database, rowsOf } from "../../src/store/database.ts";
import { enqueueWith } from "../../src/store/enqueue.ts";
import { type Jobs, readBuried } from "../../src/store/jobs.ts";
import { settle } from "../../src/store/settle.ts";
import type { Follower } from "./clock.ts";

export interface HeldJobs extends Jobs, Follower {
  /** Gives back what a process that died had under way. */
  takeOver(): Promise<void>;
}

/** The same queue, but nothing is worked until `settle`, and what is due is due by the held clock. */
export const heldJobs = async (
  database: Database,
  clock: Clock,
  { atOnce = 100, report = fail }: { readonly atOnce?: number; readonly report?: BossOptions["report"] } = {},
): Promise<HeldJobs> => {
  const boss = await startBoss(database.source, { report, supervise: false });
  let run: ((job: Row) => Promise<void>) | undefined;
  const setTime = () =>
    database.transact(async (tx) => {
      await tx.execute(sql`update pgboss.held_clock set now = ${clock.now().toString()}::timestamptz`);
    });
  await setTime();

  return {
    enqueue: enqueueWith(boss),
    async work(handle) {
      run = runWith(boss, database, handle);
    },
    buried: () => readBuried(database),
    problem: async () => null,
    stop: () => boss.stop({ graceful: false }),
    async takeOver() {
      await setTime();
      await boss.supervise(owed);
    },
    async settle() {
      await setTime();
      if (!run) return;
      for (;;) {
        const jobs = await boss.fetch<JobData>(owed, { batchSize: atOnce, includeMetadata: true });
        if (jobs.length === 0) return;
        await Promise.all(inOrder(jobs).map(run));
      }
    },
    async due() {
      const rows = await database.read((tx) =>
        tx.execute(sql`
          select (extract(epoch from min(start_after)) * 1000)::float8 as at
            from pgboss.job where name = ${owed} and state in ('created', 'retry')`),
      );
      const at = rowsOf<{ at: number | null }>(rows)[0]?.at;
      return at == null ? null : Temporal.Instant.fromEpochMilliseconds(Math.ceil(at));
    },
  };
};

const runWith = (boss: PgBoss, database: Database, handle: Handle): ((job: Row) => Promise<void>) => {
  const attempt = inGroups(handle, () => false);
  return async (job) => settle(boss, database, job, await attempt(job));
};

const fail = (problem: { readonly message: string; readonly error?: unknown }): never => {
  throw problem.error ?? new Error(problem.message);
};
