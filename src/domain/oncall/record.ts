import { channelKey, isChannelKey } from "../channel.ts";
import type { ConnectionId, ScheduleId } from "../ids.ts";
import type { Place } from "../place.ts";
import { Refusal } from "../refusal.ts";
import type { RestrictionDefinition } from "./definition.ts";
import type { Interval } from "./interval.ts";

/** A schedule as people name and set it up; who is on call by it is in its versions. */
export interface ScheduleRecord {
  readonly id: ScheduleId;
  /** What people type. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly settings: ScheduleSettings;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly updatedBy: string;
  readonly updatedAt: Temporal.Instant;
}

export interface ScheduleSettings {
  /** The chat channels that hear of handoffs and gaps. */
  readonly places: readonly { readonly place: Pick<Place, "connection" | "chat">; readonly name: string }[];
  /** How long before a shift its people are reminded, in minutes; 0 = not at all. */
  readonly reminder: number;
  /** User groups and roles that hold whoever is on call. */
  readonly follows: readonly FollowingGroup[];
  readonly muted: MutedGaps;
}

export interface FollowingGroup {
  readonly connection: ConnectionId;
  readonly group: string;
  readonly name: string;
  /** A gap leaves it as it is unless asked. */
  readonly emptyInGap: boolean;
}

/** Gaps that are meant. */
export interface MutedGaps {
  readonly intervals: readonly Interval[];
  /** Gaps outside these hours are meant; absent = nobody on call is never meant. */
  readonly outside?: readonly RestrictionDefinition[];
}

export const plainSettings: ScheduleSettings = { places: [], reminder: 60, follows: [], muted: { intervals: [] } };

/** Refuses a name that nobody could type, or one of over 256 characters (features.md G56). */
export const checkScheduleName = (typed: string): { readonly name: string; readonly key: string } => {
  const name = typed.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const key = channelKey(name);
  if (!isChannelKey(key) || [...name].length > 256) {
    throw new Refusal(
      "schedule-name",
      "A schedule needs a name of at most 256 characters with at least one letter, such as `web`.",
    );
  }
  return { name, key };
};

export const checkScheduleDescription = (typed: string): string => {
  const description = typed.trim();
  if ([...description].length <= 1000) return description;
  throw new Refusal("schedule-description", "A schedule's description has at most 1000 characters. Say it in fewer.");
};
