import { briefly, clock, say, type Words } from "./say.ts";

/** Said where a message comes over a minute later than it should have; otherwise nothing. */
export const lateWords = (dueAt: Temporal.Instant, now: Temporal.Instant): Words => {
  const late = dueAt.until(now);
  return late.total("seconds") > 60 ? say`This comes ${briefly(late)} late: it was due at ${clock(dueAt)}.` : "";
};
