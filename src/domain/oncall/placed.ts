import type { ActId, OverrideId, ScheduleId, SwapId } from "../ids.ts";
import type { MemberKey } from "./member.ts";
import type { Override } from "./override.ts";

/** An override as it is kept. Parts that the calendar cuts from one still name it. */
export type PlacedOverride = Override & {
  readonly id: OverrideId;
  readonly schedule: ScheduleId;
  /** Of two that contradict each other the higher wins; counts within the schedule. */
  readonly rank: number;
  /** Until when it was made for, in milliseconds since the epoch; `end` is earlier where it was taken back. */
  readonly plannedEnd: number;
  readonly note: string;
  readonly act: ActId;
  readonly endedBy?: ActId;
  readonly swap?: SwapId;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
};

export const isPlaced = (override: Override): override is PlacedOverride => "id" in override && "rank" in override;

/** Who an override replaces or removes. */
export const personIn = (override: Override): MemberKey | undefined =>
  "person" in override ? (override.person as MemberKey) : undefined;

/** Who an override puts on. */
export const byIn = (override: Override): MemberKey | undefined =>
  "by" in override ? (override.by as MemberKey) : undefined;
