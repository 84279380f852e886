import { sql } from "drizzle-orm";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { JobData } from "../../src/domain/job.ts";
import type { Clock } from "../../src/ports.ts";
import { type Handle, inGroups, inOrder, postpone } from "../../src/store/attempt.ts";
import { owed, startBoss } from "../../src/store/boss.ts";
import { type Database, rowsOf } from "../../src/store/database.ts";
import { enqueueWith } from "../../src/store/enqueue.ts";
import { type Jobs, readBuried } from "../../src/store/jobs.ts";
import type { Follower } from "./clock.ts";

export interface HeldJobs extends Jobs, Follower {}

type Row = JobWithMetadata<JobData>;

/** The same queue, but nothing is worked until `settle`, and what is due is due by the held clock. */
export const heldJobs = async (database: Database, clock: Clock): Promise<HeldJobs> => {
  const boss = await startBoss(database.source, { report: fail, supervise: false });
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
    async settle() {
      await setTime();
      if (!run) return;
      for (;;) {
        const jobs = await boss.fetch<JobData>(owed, { batchSize: 100, includeMetadata: true });
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
  return async (job) => {
    const outcome = await attempt(job);
    const mine = { id: job.id, retryCount: job.retryCount };
    if (outcome.kind === "done") return void (await boss.complete(owed, mine));
    if (outcome.kind === "retry" && outcome.after !== undefined)
      return postpone(boss, database, job, { reason: outcome.reason, after: outcome.after });
    if (outcome.kind === "bury") await exhaust(database, job.id);
    await boss.fail(owed, mine, { reason: outcome.reason });
  };
};

const exhaust = (database: Database, id: string) =>
  database.transact((tx) => tx.execute(sql`update pgboss.job set retry_limit = retry_count where id = ${id}`));

const fail = (problem: { readonly message: string; readonly error?: unknown }): never => {
  throw problem.error ?? new Error(problem.message);
};
