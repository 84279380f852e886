import type { PersonId } from "../ids.ts";
import type { Entry } from "../incident/timeline.ts";
import type { Load } from "./coverage.ts";
import type { Definition } from "./definition.ts";
import type { Explanation } from "./explain.ts";
import type { Interval } from "./interval.ts";
import type { MemberKey } from "./member.ts";
import type { OnCall, Validity } from "./on-call.ts";
import type { PlacedOverride } from "./placed.ts";
import type { ScheduleRecord } from "./record.ts";
import type { OpenSpell, Spell } from "./spell.ts";

/** What members are called, by their keys. */
export type MemberNames = ReadonlyMap<string, string>;

/** How schedules stand at an instant. */
export interface StandingView {
  readonly at: Temporal.Instant;
  readonly standing: readonly OnCall[];
  /** Schedules beyond those shown. */
  readonly more: number;
  readonly names: MemberNames;
  /** Who is reached through a team, of those on call. */
  readonly behind: ReadonlyMap<MemberKey, readonly { readonly id: PersonId; readonly name: string }[]>;
}

/** What comes on a schedule. */
export interface ComingView {
  readonly schedule: Pick<ScheduleRecord, "id" | "key" | "name">;
  readonly spells: readonly OpenSpell[];
}

/** One schedule with everything that is shown of it. */
export interface ScheduleView {
  readonly record: ScheduleRecord;
  readonly at: Temporal.Instant;
  /** What is defined now. */
  readonly definition: Definition;
  /** What will be defined from an instant on. */
  readonly planned: readonly { readonly from: Temporal.Instant; readonly definition: Definition }[];
  readonly oncall: OnCall;
  readonly spells: readonly OpenSpell[];
  /** In force or to come. */
  readonly overrides: readonly PlacedOverride[];
  readonly gaps: readonly ListedGap[];
  readonly names: MemberNames;
}

export interface ListedGap extends Interval {
  /** It is meant: nobody is warned of it. */
  readonly muted: boolean;
}

export interface ListedSchedule {
  readonly record: ScheduleRecord;
  readonly oncall: OnCall;
  readonly validity: Validity;
  /** Is the asker, or a team of theirs, in it? */
  readonly mine: boolean;
}

export interface ScheduleList {
  readonly schedules: readonly ListedSchedule[];
  readonly counts: { readonly all: number; readonly mine: number };
  /** How many the filters let through. */
  readonly found: number;
  readonly names: MemberNames;
}

export interface WhyView {
  readonly record: ScheduleRecord;
  readonly explanation: Explanation;
  readonly names: MemberNames;
}

/** When somebody is on call, by schedule, and when they are away. */
export interface MineView {
  readonly shifts: readonly (Interval & { readonly schedule: Pick<ScheduleRecord, "key" | "name"> })[];
  readonly away: readonly (Interval & { readonly note: string })[];
  readonly days: number;
}

/** What a schedule leaves open, and how its load is shared, in the coming days. */
export interface CoverageView {
  readonly record: ScheduleRecord;
  readonly days: number;
  readonly gaps: readonly ListedGap[];
  /** Members who could not be reached by anything known here. */
  readonly unreachable: readonly MemberKey[];
  readonly loads: readonly Load[];
  readonly names: MemberNames;
}

export interface HistoryView {
  readonly record: ScheduleRecord;
  readonly days: number;
  readonly spells: readonly Spell[];
  readonly changes: readonly Entry[];
  readonly names: MemberNames;
}
