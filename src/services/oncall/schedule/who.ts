import type { ScheduleId, WorkspaceId } from "../../../domain/ids.ts";
import type { MemberKey } from "../../../domain/oncall/member.ts";
import type { OnCall, OnCallBySchedule, Validity } from "../../../domain/oncall/on-call.ts";
import { standingAt, standingWindow } from "../../../domain/oncall/spell.ts";
import type { Tx } from "../../../store/database.ts";
import { type LoadedSchedule, loadSchedules } from "./load.ts";

/** Who is on call by these schedules, or by all of the workspace's, at an instant: also a past one. */
export const whoIsOnCall = async (
  tx: Tx,
  workspace: WorkspaceId,
  schedules: readonly ScheduleId[] | "all",
  at: Temporal.Instant,
): Promise<OnCallBySchedule> => {
  const { from, to } = standingWindow(at.epochMilliseconds);
  const loaded = await loadSchedules(tx, workspace, {
    from: instantOf(from),
    to: instantOf(to),
    ...(schedules === "all" ? {} : { ids: schedules }),
  });
  return new Map(loaded.map((one) => [one.record.id, onCallOf(one, at)]));
};

/** The same of a schedule that is loaded already, for a window that holds `standingWindow`. */
export const onCallOf = ({ record, chronicle }: LoadedSchedule, at: Temporal.Instant): OnCall => {
  const { now, next } = standingAt(chronicle, at.epochMilliseconds);
  const { id, key, name } = record;
  return {
    schedule: { id, key, name },
    members: members(now?.people ?? []),
    absent: members(now?.absent ?? []),
    layer: now?.layer ?? null,
    validity: validityOf({ chronicle }, at),
    ...(now === undefined ? {} : { since: instantOf(now.start) }),
    ...(now?.end === undefined ? {} : { until: instantOf(now.end) }),
    ...(next === undefined ? {} : { next: { members: members(next.people), start: instantOf(next.start) } }),
  };
};

/** Is the schedule in force at an instant, not yet, or no longer (features.md G56)? */
export const validityOf = ({ chronicle }: Pick<LoadedSchedule, "chronicle">, at: Temporal.Instant): Validity => {
  const schedule = chronicle.calendarAt(at.epochMilliseconds)?.schedule;
  if (schedule === undefined || (schedule.start ?? Number.NEGATIVE_INFINITY) > at.epochMilliseconds) return "not yet";
  return (schedule.end ?? Number.POSITIVE_INFINITY) <= at.epochMilliseconds ? "expired" : "valid";
};

/** The calendar names people as the definition does. */
const members = (people: readonly string[]): readonly MemberKey[] => people as readonly MemberKey[];

const instantOf = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
