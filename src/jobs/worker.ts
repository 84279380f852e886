import type { Logger } from "pino";
import type { JobData, JobKind } from "../domain/job.ts";
import { DeliveryError, Refusal } from "../domain/refusal.ts";
import type { Attempt, Handle, Outcome } from "../store/jobs.ts";

export type DataOf<Kind extends JobKind> = Extract<JobData, { readonly kind: Kind }>;

/** What does each kind of job. To finish is to have done it; to throw is to be tried again. */
export type Handlers<Deps> = {
  readonly [Kind in JobKind]: (data: DataOf<Kind>, deps: Deps, attempt: Attempt) => Promise<void>;
};

/** How often something unforeseen is tried, over some four minutes, before it is taken for a bug and buried. */
export const bugAttempts = 9;

/** Calls the handler of a job and says how it ended. Every failure is logged with the job's id. */
export const handleWith =
  <Deps>(handlers: Handlers<Deps>, deps: Deps, log: Pick<Logger, "info" | "warn" | "error">): Handle =>
  async (attempt) => {
    const about = { request: attempt.id, job: attempt.data.kind, key: attempt.key, attempt: attempt.number };
    try {
      const handler = handlers[attempt.data.kind] as (data: JobData, deps: Deps, attempt: Attempt) => Promise<void>;
      await handler(attempt.data, deps, attempt);
      return { kind: "done" };
    } catch (err) {
      if (err instanceof Refusal) {
        log.info({ ...about, code: err.code }, err.message);
        return { kind: "done" };
      }
      const outcome = outcomeOf(err, attempt);
      if (outcome.kind === "waits") return outcome;
      if (outcome.kind === "bury" || attempt.last) log.error({ ...about, err }, "A job was given up and buried.");
      else log.warn({ ...about, err }, "A job failed and will be tried again.");
      return outcome;
    }
  };

/** Milliseconds. */
const patience = 500;

/**
 * People come first: a job begins once nothing that came in is being handled. Where people never pause, jobs give way
 * for half a second in all, and then no more until they have.
 */
export const afterPeople = (handle: Handle, idle: () => Promise<void>): Handle => {
  let stretch: { readonly over: Promise<void>; readonly enough: Promise<void> } | undefined;
  const begin = () => {
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    const over = idle().finally(() => {
      clearTimeout(timer);
      stretch = undefined;
    });
    return { over, enough };
  };
  return async (attempt) => {
    stretch ??= begin();
    await Promise.race([stretch.over, stretch.enough]);
    return handle(attempt);
  };
};

const outcomeOf = (error: unknown, attempt: Attempt): Outcome => {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof DeliveryError && error.turn !== undefined) return { kind: "waits", turn: error.turn };
  if (error instanceof DeliveryError)
    return error.permanent ? { kind: "bury", reason } : { kind: "retry", reason, after: error.retryAfter };
  return attempt.number >= bugAttempts ? { kind: "bury", reason } : { kind: "retry", reason };
};
