import type { Job } from "../../domain/job.ts";
import type { Place } from "../../domain/place.ts";
import { chatGroup } from "../posting/jobs.ts";

/** The pinned banner of a place is brought up to date once, however many changes wait. */
export const bannerJob = (place: Place): Job => ({
  data: { kind: "banner", place },
  key: `banner:${chatGroup(place)}`,
  group: chatGroup(place),
});
