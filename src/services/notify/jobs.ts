import type { IncidentId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import type { Fence } from "../../domain/notify/run.ts";

/** Pages go before everything else. */
const pressing = 20;

/** Wakes a run when it is due; fenced, so that whatever ends or moves the run silences it. */
export const runJob = (fence: Fence, at: Temporal.Instant): Job => ({
  data: { kind: "run", ...fence },
  key: `run:${fence.run}:${fence.epoch}.${fence.cycle}.${fence.step}`,
  at,
  priority: pressing,
});

/**
 * Sends one message when it is due. What is due as it is written down has no instant: a job whose instant lies after the
 * beginning of its transaction is not told of, but found at the next look.
 */
export const deliverJob = ({
  id,
  nextAt,
  isPage,
  createdAt,
}: Pick<Delivery, "id" | "nextAt" | "isPage"> & Partial<Pick<Delivery, "createdAt">>): Job => ({
  data: { kind: "deliver", delivery: id },
  key: `deliver:${id}`,
  ...(createdAt !== undefined && Temporal.Instant.compare(nextAt, createdAt) <= 0 ? {} : { at: nextAt }),
  priority: isPage ? pressing : 8,
});

/** Takes the buttons off the pages of an incident that were answered, once, however much ends them. */
export const calmJob = (incident: IncidentId): Job => ({
  data: { kind: "calm", incident },
  key: `calm:${incident}`,
  priority: 9,
});
