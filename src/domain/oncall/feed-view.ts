import type { Id } from "../ids.ts";
import type { ScheduleRecord } from "./record.ts";

export type FeedId = Id<"feed">;

/** A calendar that somebody reads with an application of theirs. */
export interface FeedView {
  readonly id: FeedId;
  /** Absent = their own shifts, in every schedule. */
  readonly schedule?: Pick<ScheduleRecord, "id" | "key" | "name">;
  readonly createdAt: Temporal.Instant;
  /** To within an hour; absent = never. */
  readonly readAt?: Temporal.Instant;
}
