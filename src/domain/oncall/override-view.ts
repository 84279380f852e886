import type { Act } from "./act.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import type { NoEffect } from "./no-effect.ts";
import type { Override } from "./override.ts";
import type { PlacedOverride } from "./placed.ts";
import type { ScheduleRecord } from "./record.ts";
import type { MemberNames } from "./schedule-view.ts";

/** Who is on call in a time; nobody is in a gap. */
export interface Stretch extends Interval {
  readonly people: readonly string[];
}

/** What an act has come to. */
export interface OverridesChanged {
  readonly record: Pick<ScheduleRecord, "id" | "key" | "name">;
  readonly act: Act;
  readonly added: readonly PlacedOverride[];
  readonly ended: readonly PlacedOverride[];
  /** Who is on call in the time that it touches, from now on. */
  readonly stretches: readonly Stretch[];
  /** On call by an override although away in a part of that time. */
  readonly awayButOn: readonly MemberKey[];
  readonly names: MemberNames;
}

/** An override that would change nothing is not made. */
export interface OverrideRefused {
  /** The key of its schedule. */
  readonly schedule: string;
  readonly why: NoEffect;
  readonly override: Override;
  readonly names: MemberNames;
}

export type OverrideOutcome =
  | ({ readonly kind: "changed" } & OverridesChanged)
  | ({ readonly kind: "no effect" } & OverrideRefused);

export interface ListedOverride {
  readonly record: Pick<ScheduleRecord, "key" | "name">;
  readonly override: PlacedOverride;
}

export interface OverrideList {
  readonly overrides: readonly ListedOverride[];
  readonly more: number;
  readonly names: MemberNames;
}

/** What somebody is told of an act of somebody else that changed their duties. */
export interface DutyNotice {
  readonly record: Pick<ScheduleRecord, "key" | "name">;
  readonly act: Act;
  readonly overrides: readonly PlacedOverride[];
  /** When they are on call in the time it touches, now that it is so. */
  readonly duties: readonly Interval[];
  readonly names: MemberNames;
}
