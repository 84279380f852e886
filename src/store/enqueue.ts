import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Job } from "../domain/job.ts";
import { inside, owed } from "./boss.ts";
import { rowsOf, type Tx } from "./database.ts";
import { freshUuid } from "./fresh.ts";

type Due = Job & { readonly id: string };

/**
 * Queues the jobs with the transaction's own fate. While a job with the same key is queued none is added, and the
 * earlier of both instants stands; one that is already running does not count, so that a change during its run is seen.
 */
export const enqueueWith =
  (boss: PgBoss) =>
  async (tx: Tx, jobs: readonly Job[]): Promise<void> => {
    let missing = earliestByKey(jobs);
    while (missing.length > 0) {
      const added = await boss.insert(owed, missing.map(rowOf), { db: inside(tx), returnId: true });
      missing = missing.filter(({ id }) => !added?.includes(id));
      if (missing.length > 0) missing = await bringForward(tx, missing);
    }
  };

const rowOf = ({ id, data, key, at, group, priority }: Due) => ({
  id,
  data,
  singletonKey: key,
  ...(at && { startAfter: text(at) }),
  ...(group && { group: { id: group } }),
  ...(priority && { priority }),
});

const text = (at: Temporal.Instant): string => at.toString({ smallestUnit: "millisecond", roundingMode: "ceil" });

const earliestByKey = (jobs: readonly Job[]): Due[] => {
  const byKey = new Map<string, Due>();
  for (const job of jobs) {
    const other = byKey.get(job.key);
    if (other && (!other.at || (job.at && Temporal.Instant.compare(other.at, job.at) <= 0))) continue;
    byKey.set(job.key, { ...job, id: freshUuid() });
  }
  return [...byKey.values()];
};

/**
 * Touches the queued job of each key, and returns those that have none any more. The touch keeps a worker from starting
 * the job before this transaction's change can be seen. One that waits for its turn stays there, and one that does not
 * takes over the turn of one that does.
 */
const bringForward = async (tx: Tx, jobs: readonly Due[]): Promise<Due[]> => {
  const times = sql.join(
    jobs.map(
      ({ key, at, data }) => sql`(${key}::text, ${at ? text(at) : null}::timestamptz, ${data.turn ?? null}::text)`,
    ),
    sql`, `,
  );
  const touched = await tx.execute(sql`
    update pgboss.job
       set start_after = case when data ->> 'turn' is not null then start_after
                              when wanted.turn is not null then wanted.at
                              else least(start_after, coalesce(wanted.at, pgboss.job_now())) end,
           data = case when wanted.turn is null then data
                       else jsonb_build_object('turn', wanted.turn) || data end
      from (values ${times}) as wanted (key, at, turn)
     where name = ${owed} and state = 'created' and singleton_key = wanted.key
    returning singleton_key as key`);
  const keys = new Set(rowsOf<{ key: string }>(touched).map(({ key }) => key));
  return jobs.filter(({ key }) => !keys.has(key));
};
