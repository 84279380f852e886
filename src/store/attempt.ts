import type { JobWithMetadata } from "pg-boss";
import type { JobData, Waited } from "../domain/job.ts";

export type Row = JobWithMetadata<JobData & Waited>;

/** One try at a job. `last` is true when a failure of this try buries it. */
export interface Attempt {
  readonly id: string;
  readonly data: JobData & Waited;
  readonly key: string;
  /** From 1. */
  readonly number: number;
  readonly last: boolean;
}

/** How a try ended. `after` is in seconds; without it the delay grows with each try. To wait for a turn is no failure. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "waits"; readonly turn: Temporal.Instant }
  | { readonly kind: "retry"; readonly reason: string; readonly after?: number | undefined }
  | { readonly kind: "bury"; readonly reason: string };

export type Handle = (attempt: Attempt) => Promise<Outcome>;

export type Run = (job: Row) => Promise<Outcome>;

const attemptOf = (job: Row): Attempt => ({
  id: job.id,
  data: job.data,
  key: job.singletonKey ?? "",
  number: job.retryCount + 1,
  last: job.retryCount >= job.retryLimit,
});

/** Runs jobs of one group one after another, in the order they came, and those of different groups side by side. */
export const inGroups = (handle: Handle, isStopping: () => boolean): Run => {
  const tails = new Map<string, Promise<unknown>>();
  const begin = async (job: Row): Promise<Outcome> => {
    if (isStopping()) return { kind: "retry", reason: "Tocsin stopped before it began.", after: 0 };
    return handle(attemptOf(job));
  };
  return async (job) => {
    if (!job.groupId) return begin(job);
    const group = job.groupId;
    const mine = (tails.get(group) ?? Promise.resolve()).then(() => begin(job));
    const tail = mine.catch(() => undefined);
    tails.set(group, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(group) === tail) tails.delete(group);
    }
  };
};

/** As they were queued, the urgent ones first: the engine returns a batch in no order. */
export const inOrder = (jobs: readonly Row[]): readonly Row[] =>
  jobs.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
