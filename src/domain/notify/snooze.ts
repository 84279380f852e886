import { Refusal } from "../refusal.ts";
import { readMoment } from "../wall.ts";

/** What can be silenced: every page and reminder, or only what people are asked for while an incident lasts. */
export const snoozed = ["pages", "asks"] as const;
export type Snoozed = (typeof snoozed)[number];

/** Until when pages keep quiet; "off" lets them ring again. */
export type Snooze = Temporal.Instant | "forever" | "off";

/** Until when something is silenced. */
export type Silenced = Temporal.Instant | "forever";

export const laterSnooze = (one: Silenced | null, other: Silenced | null): Silenced | null => {
  if (one === null || other === null) return one ?? other;
  if (one === "forever" || other === "forever") return "forever";
  return Temporal.Instant.compare(one, other) > 0 ? one : other;
};

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
