import type { Job } from "../../domain/job.ts";
import type { Place } from "../../domain/place.ts";

/** The pinned banner of a place is brought up to date once, however many changes wait. */
export const bannerJob = (place: Place): Job => ({
  data: { kind: "banner", place },
  key: `banner:${place.connection}:${place.chat}`,
});
