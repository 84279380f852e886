import { usualLimit } from "./reach.ts";

/**
 * Until when one more message to a person waits, who has had these in the last minute; null where it may go now. Never
 * more than the limit in any minute.
 */
export const heldBack = (
  recent: readonly Temporal.Instant[],
  limit: number | undefined,
  now: Temporal.Instant,
): Temporal.Instant | null => {
  const most = Math.max(1, limit ?? usualLimit);
  const within = recent.filter((at) => at.until(now).total("seconds") < 60);
  const oldest = within[within.length - most];
  return oldest === undefined ? null : oldest.add({ minutes: 1 });
};
