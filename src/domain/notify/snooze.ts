import { Refusal } from "../refusal.ts";
import { readMoment } from "../wall.ts";

/** Until when pages keep quiet; "off" lets them ring again. */
export type Snooze = Temporal.Instant | "forever" | "off";

const most = { hours: 30 * 24 } as const;

/** "15m", "tomorrow" (its morning at nine), "forever", "off", or any time to come; undefined for anything else. */
export const readSnooze = (text: string, now: Temporal.Instant, zone: string): Snooze | undefined => {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/^(?:for|until) /, "");
  if (clean === "off" || clean === "forever") return clean;
  const until = readMoment(clean === "tomorrow" ? "tomorrow 9:00" : clean, now, zone, "future");
  if (until === undefined) return undefined;
  if (Temporal.Instant.compare(until, now) <= 0) {
    throw new Refusal("snooze-past", "That is past. Say for how long, such as `15m`, or `tomorrow`.");
  }
  if (Temporal.Instant.compare(until, now.add(most)) > 0) {
    throw new Refusal("snooze-long", "Pages wait 30 days at most. Say `forever` to silence them until further notice.");
  }
  return until;
};
