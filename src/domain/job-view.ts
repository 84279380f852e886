import type { JobData } from "./job.ts";

/** A job that was given up, as whoever looks after the workspace sees it. */
export interface BuriedView {
  readonly id: string;
  readonly data: JobData;
  readonly reason: string;
  readonly attempts: number;
  /** When it was given up. */
  readonly at: Temporal.Instant;
  /** The number of the incident it is about, where the reader may see it. */
  readonly number?: number;
  /** Whom it would have told. */
  readonly person?: string;
}
