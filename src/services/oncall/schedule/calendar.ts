import type { ScheduleId } from "../../../domain/ids.ts";
import type { CalendarInTime, ScheduleInTime } from "../../../domain/oncall/calendar-view.ts";
import { chronicleOf, type DatedShift, type History } from "../../../domain/oncall/history.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { membersIn } from "../../../domain/oncall/layers.ts";
import { permit } from "../../../domain/permission.ts";
import { type PolicyOfSchedule, policiesOfSchedules } from "../../../store/schedule-policies.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { gapsIn } from "./coverage.ts";
import { type LoadedSchedule, loadSchedules } from "./load.ts";

export interface AskedCalendar extends Interval {
  readonly ids: readonly ScheduleId[];
  /** Each layer by itself as well. */
  readonly layers?: boolean;
}

/** Who is on call by some schedules in a time, and when nobody is. */
export const viewCalendar = (ctx: Ctx, asked: AskedCalendar): Promise<CalendarInTime> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const all = await loadSchedules(tx, ctx.workspace, {
      from: Temporal.Instant.fromEpochMilliseconds(asked.start),
      to: Temporal.Instant.fromEpochMilliseconds(asked.end),
    });
    const loaded = asked.ids.flatMap((id) => all.find(({ record }) => record.id === id) ?? []);
    const policies = await policiesOfSchedules(tx, ctx.workspace, asked.ids);
    const schedules = loaded.map((one) => inTime(one, asked, policies));
    const shifts = schedules.flatMap((one) => [one, ...one.layers]).flatMap((one) => one.shifts);
    return {
      schedules,
      everybody: [...new Set(all.flatMap(({ versions }) => versions.flatMap((one) => membersIn(one.definition))))],
      names: await memberNames(
        tx,
        ctx.workspace,
        shifts.flatMap(({ people, absent }) => [...people, ...absent]),
      ),
    };
  });
};

/** The notification policies that reach whoever is on call by any schedule, and by which. */
export const policiesInUse = (ctx: Ctx): Promise<readonly PolicyOfSchedule[]> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read((tx) => policiesOfSchedules(tx, ctx.workspace, "any"));
};

const inTime = (
  loaded: LoadedSchedule,
  { start, end, layers = false }: AskedCalendar,
  policies: readonly PolicyOfSchedule[],
): ScheduleInTime => {
  const { record, chronicle, history } = loaded;
  return {
    record,
    zone: chronicle.calendarAt(end)?.schedule.zone ?? "UTC",
    shifts: chronicle.shifts(start, end),
    gaps: gapsIn(loaded, { start, end }),
    layers: layers ? layersIn(history, { start, end }) : [],
    policies: policies.filter(({ schedule }) => schedule === record.id),
  };
};

const layersIn = (
  history: History,
  { start, end }: Interval,
): readonly { readonly name: string; readonly shifts: readonly DatedShift[] }[] => {
  const layers = history.flatMap(({ schedule }) => schedule.layers);
  const last = new Map(layers.map((layer) => [layer.name, layer.precedence]));
  return [...last]
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => {
      const alone = history.map(({ from, schedule }) => ({
        from,
        schedule: { ...schedule, overrides: [], layers: schedule.layers.filter((layer) => layer.name === name) },
      }));
      return { name, shifts: chronicleOf(alone).shifts(start, end) };
    });
};
